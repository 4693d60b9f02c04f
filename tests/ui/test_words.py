"""The catalogs of the workplaces are complete in both languages, and fill in the same names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from console.wording import use
from console.wording.screens import Say, say
from tests.wording.catalogs import said

LOCALE = Path(__file__).parents[2] / "console" / "locale"
SPOKEN = set(said("screens"))
NAME = re.compile(r"{(\w+)}")


def catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "screens.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_msgid_is_translated_and_none_is_left_over(language: str) -> None:
    entries = {str(m.id): str(m.string) for m in catalog(language) if m.id}
    assert set(entries) == SPOKEN
    assert all(entries.values())
    for spoken, translated in entries.items():
        # Where one and many differ, each form says all there is to say.
        wanted = sorted(NAME.findall(spoken.partition("|")[0]))
        for form in (*spoken.split("|"), *translated.split("|")):
            assert sorted(NAME.findall(form)) == wanted, spoken


@pytest.mark.parametrize(("count", "words"), [(0, "0 devices"), (1, "1 device"), (2, "2 devices")])
def test_one_thing_is_not_many(count: int, words: str) -> None:
    use("en")
    assert say(Say.SCENE_DEVICES, count=count) == words
    use("zh_CN")
    assert say(Say.SCENE_DEVICES, count=count) == f"{count} 台设备"
    use("en")


def test_english_is_the_msgid_and_chinese_is_chinese() -> None:
    assert all(m.id == m.string for m in catalog("en") if m.id)
    same = {str(m.id) for m in catalog("zh_CN") if m.id and m.id == m.string}
    assert not same


def test_the_language_in_use_is_spoken() -> None:
    use("zh_CN")
    assert say(Say.UNACKNOWLEDGED, count=3) == "3 条未确认"
    use("en")
    assert say(Say.UNACKNOWLEDGED, count=3) == "3 unacknowledged"
