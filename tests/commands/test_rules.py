"""What `wanshou rules` says: in full, explained and checked, in both languages, to the letter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace

import console
from console.clock import SteppedClock, moment, utc
from console.contract.state_views import OutOfServiceView
from console.domain.alerts import Alert, Lane, Shelf, State
from console.domain.conditions import AllOf, Not, QuantityIs, TimeIs
from console.domain.gauges import Mean
from console.domain.ids import AlertId, RuleId
from console.domain.readings import Reading
from console.domain.rules import Label, Level, LimitRule
from console.domain.service import Scope
from console.domain.sites import GuidanceFrom, Site
from console.domain.values import Priority
from console.hub.board import Board
from console.hub.rule_answers import RuleAnswers
from tests.client.small_hub import SmallHub, snapshot
from tests.commands.conftest import Ran, Wanshou
from tests.hubs import HubProcess
from tests.sites import GATEWAY, HIGH, named, probe, sensor_of, small_site

GOLDEN = Path(__file__).parent / "golden"
NOON = moment(datetime(2026, 11, 23, 4, tzinfo=UTC))
PM10 = sensor_of("air-1")
NIGHTLY = RuleId("air.pm10.night")


def site() -> Site:
    """Return a site whose rules say everything a rule can."""
    own = named("查裸土覆盖", "Look for bare soil.")
    device = probe("air-1", ("pm10", "wind-speed"))
    sensors = (replace(device.sensors[0], rules=(HIGH, NIGHTLY)), device.sensors[1])
    device = replace(device, sensors=sensors, guidance_from=GuidanceFrom.ZONE)
    plain = small_site(device)
    calm = Not(
        of=QuantityIs(quantity="wind-speed", above=5, sensors=(sensor_of("air-1", "wind-speed"),))
    )
    nightly = LimitRule(
        id=NIGHTLY,
        name=named("夜间颗粒物", "particles at night"),
        levels=(Level(priority=Priority.LOW, limit=50, clear=45),),
        gauge=Mean(window_s=1200, valid_share=0.75),
        only_when=AllOf(of=(TimeIs(start=time(22), end=time(6)), calm)),
        label=Label.REFERENCE,
        source=named("HJ 633-2026 表1", "HJ 633-2026 Table 1"),
        edition="2026",
        valid_from=date(2026, 3, 1),
        valid_to=date(2030, 12, 31),
        guidance=own,
        verify_s=3600,
    )
    later = replace(
        nightly,
        edition="2031",
        valid_from=date(2031, 1, 1),
        valid_to=None,
        levels=(Level(priority=Priority.LOW, limit=40, clear=36),),
    )
    rules = {**plain.rules, NIGHTLY: nightly}
    return replace(plain, rules=rules, editions={NIGHTLY: (nightly, later)})


def answers() -> RuleAnswers:
    """Return the answers of a hub on which much is the matter."""
    known = site()
    board = Board(known.sensors())
    board.as_of = 41
    board.show_readings([Reading(PM10, NOON, 120.0)])
    board.around.suppressions[NIGHTLY] = None
    board.around.out_of_service["air-1"] = OutOfServiceView(
        target="air-1", scope=Scope.DEVICE, note="new pump", by="林晓舟", at=utc(NOON)
    )
    shelf = Shelf(until=NOON + 3_600_000, by="方一禾", at=NOON, reason="dust storm")
    board.show_alerts(
        [
            Alert(
                id=AlertId("A-7"),
                rule=HIGH,
                target=PM10,
                state=State.OUT_OF_SERVICE,
                occurrence=1,
                level=0,
                lanes=(Lane(), Lane()),
                priority=Priority.MEDIUM,
                value=120.0,
                told=120.0,
                shelf=shelf,
                out_of_service=("air-1",),
            )
        ]
    )
    return RuleAnswers(known, SteppedClock(NOON), board)


@pytest.fixture
def explaining(small_hub: SmallHub) -> SmallHub:
    found = answers()
    small_hub.answer("/v1/sensors/air-1/pm10/rules", found.of_sensor(PM10))
    small_hub.answer("/v1/devices/gw/rules", found.of_device(GATEWAY))
    small_hub.answer(f"/v1/rules/{NIGHTLY}", found.rule(NIGHTLY))
    small_hub.answer("/v1/snapshot", replace(snapshot(1), site=site()))
    return small_hub


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_to_the_letter(explaining: SmallHub, language: str) -> None:
    said = "".join(
        f"$ wanshou {' '.join(line)}\n{run(explaining, language, *line)}\n"
        for line in (
            ("rules", "show", NIGHTLY),
            ("rules", "explain", PM10),
            ("rules", "explain", PM10, "-q"),
            ("rules", "explain", "gw"),
        )
    )
    file = GOLDEN / f"rules.{language}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def run(hub: SmallHub, language: str, *arguments: str) -> str:
    """Run a command in an interpreter of its own: one speaks only one language."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "console",
            "--language",
            language,
            "--socket",
            str(hub.socket),
            *arguments,
        ],
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", "TZ": "UTC"},
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    return ran.stdout


def test_an_explanation_is_a_document(wanshou: Wanshou, explaining: SmallHub) -> None:
    document = wanshou("rules", "explain", PM10, "--json").json
    assert document["target"] == PM10
    assert document["day"] == "2026-11-23"
    assert document["as_of"] == 41
    high, nightly, *_ = document["concerns"]
    assert [each["by"] for each in high["withheld"]] == ["out_of_service", "shelf"]
    assert nightly["applies"] is False
    assert nightly["guidance_from"] == "rule"
    lines = wanshou("rules", "explain", PM10, "--ndjson").lines
    assert len(lines) == len(document["concerns"])


@pytest.mark.real
def test_a_real_hub_explains(
    wanshou: Wanshou, hub: HubProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WANSHOU_SOCKET", str(hub.settings.socket))
    found = wanshou("rules", "explain", PM10, "--json").json
    assert {each["rule"]["id"] for each in found["concerns"]} >= {HIGH, "device.offline"}
    assert wanshou("rules", "explain", "air-2", "-q").lines[0] == "device.offline"
    shown = wanshou("rules", "show", HIGH, "--json").json
    assert shown["in_force"] is True
    assert PM10 in shown["used_by"]
    assert [ran.code for ran in unknown(wanshou)] == [5, 5, 5]


def unknown(wanshou: Wanshou) -> list[Ran]:
    """Ask for what is not there."""
    return [
        wanshou("rules", "show", "air.pm1o"),
        wanshou("rules", "explain", "air-1/pm99"),
        wanshou("rules", "explain", "air-99"),
    ]


RULES = """
[rules."air.dust"]
kind = "limit"
name = { zh = "扬尘", en = "Dust" }
levels = [{ priority = "low", limit = 100, clear = 90 }]
"""


def test_checking_a_file_of_rules(wanshou: Wanshou, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(RULES, encoding="utf-8")
    ran = wanshou("rules", "check", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{file} is fine: 1 rules at work.\n"


SITES = Path(console.__file__).parent / "presets" / "sites"


@pytest.mark.parametrize("file", ["-", "/dev/stdin"])
@pytest.mark.parametrize(
    ("text", "rules"),
    [(RULES, 1), ((SITES / "wanshouqiao.toml").read_text("utf-8"), 10)],
    ids=["rules", "site"],
)
def test_checking_what_comes_through_a_pipe(file: str, text: str, rules: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "console", "rules", "check", file, "--json"],
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    document = json.loads(ran.stdout)
    assert document["file"] == file
    assert document["rules"] >= rules


def test_what_is_wrong_is_named_with_file_and_key(wanshou: Wanshou, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    wrong = RULES.replace("clear = 90", "clear = 190").replace(
        'kind = "limit"', 'kind = "limit"\nsid = "low"'
    )
    file.write_text(wrong, encoding="utf-8")
    ran = wanshou("rules", "check", file)
    assert ran.code == 2
    assert ran.out == ""
    assert str(file) in ran.err
    assert 'rules."air.dust".sid' in ran.err
    file.write_text(wrong.replace('sid = "low"\n', ""), encoding="utf-8")
    ran = wanshou("rules", "check", file, "--json")
    assert ran.code == 2
    assert ran.json["error"]["code"] == "clear_side"


def test_without_a_file_it_is_the_sites(wanshou: Wanshou) -> None:
    document = wanshou("rules", "check", "--json").json
    assert document["file"] == "wanshouqiao"
    assert document["rules"] > 30
    assert document["unused"] == []
    assert document["not_in_force"] == []


def test_what_is_old_or_unused_is_said(wanshou: Wanshou, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(RULES + 'valid_to = 2020-12-31\nedition = "2013"\n', encoding="utf-8")
    ran = wanshou("rules", "check", file)
    assert ran.code == 0
    assert ran.err == "air.dust is not in force today (… – 2020-12-31).\n"
    assert wanshou("rules", "check", file, "--json").json["not_in_force"] == ["air.dust"]


def test_a_file_that_is_not_there(wanshou: Wanshou, tmp_path: Path) -> None:
    assert wanshou("rules", "check", tmp_path / "none.toml").code == 2
