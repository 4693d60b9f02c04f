"""The stories on the shelf by command, without any hub."""

from __future__ import annotations

import pytest

from console.site_file import shipped_stories
from tests.commands.conftest import Wanshou


@pytest.mark.parametrize("noun", ["simulate", "demo"])
def test_the_stories_there_are_are_listed(wanshou: Wanshou, noun: str) -> None:
    table = wanshou(noun, "--list")
    assert table.code == 0
    assert [line.split()[0] for line in table.lines[1:]] == list(shipped_stories())
    document = wanshou(noun, "--list", "--json").json
    by_id = {one["id"]: one for one in document["items"]}
    assert by_id["storm"]["begins"] == "05:10"
    assert by_id["gate-1"]["begins"] is None


def test_a_story_that_is_not_there_names_the_nearest(wanshou: Wanshou) -> None:
    done = wanshou("demo", "--headless", "--story", "strom")
    assert done.code == 2
    assert "storm" in done.err
