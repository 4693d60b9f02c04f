"""Reports by commands, against a real hub: every rendition, its files and its exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework import guarded_site, measure
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, running_hub, wait_until

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub with an alert."""
    with running_hub(tmp_path_factory.mktemp("h"), guarded_site()) as hub:
        measure(hub, 312.0)
        wait_until(lambda: hub.client.ask("alerts", dict).get("items"))
        yield hub


@pytest.fixture
def reports(troubled: HubProcess, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou) -> Wanshou:
    """Commands that reach that hub, on which a case was opened and a unit sent."""
    monkeypatch.setenv("WANSHOU_SOCKET", str(troubled.settings.socket))
    if not wanshou("cases", "list", "-q").lines:
        assert wanshou("cases", "open", "A-1").code == 0
        assert wanshou("cases", "dispatch", "C-1", "--unit", "p1").code == 0
    return wanshou


def test_a_case_in_every_rendition(reports: Wanshou, tmp_path: Path) -> None:
    shown = reports("reports", "case", "c-1")
    assert shown.code == 0
    assert "probe air-1 pm10" in shown.lines[0]
    assert "alert raised" in shown.out
    assert "patrol 1 sent" in shown.out
    assert "C-1" not in shown.out.partition("step by step")[2]
    markdown = reports("reports", "case", "C-1", "--md")
    assert markdown.out.startswith("# probe air-1 pm10\n")
    document = reports("reports", "case", "C-1", "--json").json
    assert document["case"]["id"] == "C-1"
    [chart] = document["charts"]
    assert chart["sensor"] == "air-1/pm10"
    assert chart["points"][-1]["value"] == 312.0
    file = tmp_path / "case.html"
    written = reports("reports", "case", "C-1", "--html", file)
    assert (written.code, written.out) == (0, "")
    assert str(file) in written.err
    printed = reports("--language", "zh_CN", "reports", "case", "C-1", "--html", "-")
    assert printed.out.startswith("<!doctype html>")
    assert 'lang="zh-CN"' in printed.out


def test_a_file_that_is_there_is_left_alone(reports: Wanshou, tmp_path: Path) -> None:
    file = tmp_path / "day.html"
    file.write_text("mine")
    refused = reports("reports", "day", "--html", file)
    assert refused.code == 1
    assert "--force" in refused.err
    assert file.read_text() == "mine"
    assert reports("reports", "day", "--html", file, "--force").code == 0
    assert file.read_text().startswith("<!doctype html>")
    nowhere = reports("reports", "day", "--html", tmp_path / "none" / "day.html")
    assert nowhere.code == 2


def test_a_day_a_shift_and_in_brief(reports: Wanshou) -> None:
    day = reports("reports", "day")
    assert "Alerts raised" in day.out
    assert "air" in day.out
    assert reports("reports", "day", "--json").json["raised"][0]["count"] == 1
    assert reports("reports", "day", "yesterday", "--json").json["raised"] == []
    assert "Patrols sent" in reports("reports", "shift").out
    brief = reports("reports", "brief", "--md").out
    assert "probe air-1 pm10, gate 1" in brief
    assert len([line for line in brief.splitlines() if line]) <= 22


def test_published_rates_show_what_they_are_of(reports: Wanshou) -> None:
    told = reports("reports", "rates", "--last", "7d", "--by", "zone")
    assert "too few to compare" in told.out
    assert "0 of 0 closed" in told.out
    found = reports("reports", "rates", "--json").json
    assert (found["all"]["filed"], found["all"]["took"][2]["of"]) == (1, 1)
    assert "| From, to |" in reports("reports", "rates", "--md").out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("rates --by colour", 2),
        ("rates --last soon", 2),
        ("rates --from 2000-01-01", 1),
        ("case C-9", 5),
        ("case x", 2),
        ("day 2026-13-01", 2),
        ("day 0001-01-01", 2),
        ("day 2999-01-01", 1),
        ("shift H-9", 5),
        ("shift nowhere", 5),
        ("brief --md --html -", 2),
    ],
)
def test_what_is_not_there(line: str, code: int, reports: Wanshou) -> None:
    ran = reports("reports", *line.split())
    assert (ran.code, ran.out) == (code, "")
    assert ran.err
