"""Every state and every fact has words in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from console import wording
from console.contract.facts import Fact, Unknown, Who
from console.domain.alert_facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertEased,
    AlertFolded,
    AlertNoted,
    AlertRaised,
    AlertRetired,
    AlertReturned,
    AlertRose,
)
from console.domain.alerts import State
from console.domain.facts import (
    DeviceCameOnline,
    DeviceWentOffline,
    HubStarted,
    ReadingRecorded,
    What,
)
from console.domain.ids import AlertId, DeviceId
from console.domain.rules import Label
from console.domain.shift_facts import ShiftEnded, ShiftStarted
from console.domain.values import Priority, Quality, Role
from console.wording import age, figure, local, number, quantity, sentence, target_name
from console.wording.catalog import from_environment, nearest, on_screen, use
from tests.sites import GATEWAY, HIGH, named, probe, sensor_of, small_site
from tests.wording.automation_words import AUTOMATION_FACTS
from tests.wording.case_words import CASE_FACTS
from tests.wording.control_words import CONTROL_FACTS
from tests.wording.notice_words import NOTICE_FACTS
from tests.wording.shift_words import SHIFT_FACTS
from tests.wording.unit_words import UNIT_FACTS
from tests.wording.withheld_words import WITHHELD_FACTS

SITE = small_site(probe("air-1"))
AT = datetime(2026, 11, 5, 6, 30, tzinfo=UTC)
ALERT = AlertId("A-7")
PM10 = sensor_of("air-1")

FACTS = (
    AlertRaised(
        alert=ALERT,
        occurrence=2,
        rule=HIGH,
        target=PM10,
        priority=Priority.HIGH,
        limit=250.0,
        value=312.5,
    ),
    AlertRose(alert=ALERT, occurrence=2, priority=Priority.CRITICAL, limit=420.0, value=500.0),
    AlertEased(alert=ALERT, occurrence=2, priority=Priority.LOW),
    AlertReturned(alert=ALERT, occurrence=2),
    AlertCleared(alert=ALERT, occurrence=2),
    AlertAcknowledged(alert=ALERT, occurrence=2),
    AlertAcknowledged(alert=ALERT, occurrence=2, note="\x1b[2Jon my way"),
    AlertNoted(alert=ALERT, occurrence=2, note="two cars idling"),
    AlertFolded(alert=ALERT, occurrence=2, into=GATEWAY),
    AlertRetired(alert=ALERT, occurrence=2),
    DeviceWentOffline(device=GATEWAY),
    DeviceCameOnline(device=DeviceId("nowhere")),
    ReadingRecorded(sensor=PM10, at=0, value=88.0, how="handheld"),
    HubStarted(version="0.1.0"),
    *CASE_FACTS,
    *CONTROL_FACTS,
    *AUTOMATION_FACTS,
    *SHIFT_FACTS,
    *UNIT_FACTS,
    *NOTICE_FACTS,
    *WITHHELD_FACTS,
    Unknown(kind="ShiftBegan"),
)


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use("en")


@pytest.mark.parametrize("what", FACTS, ids=lambda what: type(what).__name__)
def test_every_fact_is_a_sentence(what: What | Unknown, language: str) -> None:
    told = sentence(Fact(n=1, at=AT, what=what), SITE)
    assert told.isprintable()
    assert "{" not in told
    has_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert has_chinese is (language == "zh_CN")


def test_no_kind_of_fact_is_forgotten() -> None:
    assert {type(fact) for fact in FACTS} == {*get_args(What), Unknown}


def test_a_sentence_names_what_who_and_why() -> None:
    fact = Fact(
        n=1, at=AT, what=FACTS[5], who=Who(person="Li Wei", seat="li"), reason="known works"
    )
    assert sentence(fact, SITE) == "A-7@2 acknowledged by Li Wei (known works)"
    assert sentence(Fact(n=1, at=AT, what=FACTS[0]), SITE) == (
        "A-7@2 raised, high: probe air-1 pm10, particles, measured 312.5, limit 250"
    )


def test_a_sentence_does_not_name_the_same_person_twice() -> None:
    began = next(what for what in SHIFT_FACTS if isinstance(what, ShiftStarted))
    ended = next(what for what in SHIFT_FACTS if isinstance(what, ShiftEnded))
    own, other = Who(person="Li Wei", seat="console1"), Who(person="Wang", seat="console1")
    told = [
        sentence(Fact(n=1, at=AT, what=what, who=who), SITE)
        for what, who in ((began, own), (ended, own), (ended, other))
    ]
    assert told == [
        "Li Wei signed on at console1",
        "Li Wei signed off at console1",
        "Li Wei signed off at console1 by Wang",
    ]


def test_a_sentence_in_chinese() -> None:
    use("zh_CN")
    told = sentence(Fact(n=1, at=AT, what=FACTS[0]), SITE)
    use("en")
    assert told == "A-7@2 告警，优先级高：air-1探头 pm10，颗粒物，实测 312.5，限值 250"


def test_every_state_has_a_word(language: str) -> None:
    words = [
        *map(wording.state_word, State),
        *map(wording.priority_word, (None, *Priority)),
        *map(wording.quality_word, (None, *Quality)),
        *map(wording.label_word, Label),
        *map(wording.role_word, Role),
        *map(wording.online_word, (None, True, False)),
        *map(wording.standing_word, ("connecting", "live", "stale", "lost")),
    ]
    assert all(words)


def test_priorities_differ_without_colour() -> None:
    for ascii in (False, True):
        glyphs = [wording.priority_glyph(p, ascii) for p in (None, *Priority)]
        assert len(set(glyphs)) == len(glyphs)
    assert all(wording.priority_glyph(p, True).isascii() for p in (None, *Priority))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (6.9, "0:06"),
        (80, "1:20"),
        (3599, "59:59"),
        (3600, "1h00"),
        (100_000, "27h46"),
        (-5, "0:00"),
        (None, "–"),
        (float("nan"), "–"),
        (float("inf"), "–"),
    ],
)
def test_ages(seconds: float | None, shown: str) -> None:
    assert age(seconds) == shown


def test_figures() -> None:
    assert number(112.04, 1) == "112.0"
    assert number(None) == number(float("nan")) == number(float("inf")) == "–"
    assert [figure(v) for v in (43.0, 312.5, 1.456, 100.0, None)] == [
        "43",
        "312.5",
        "1.46",
        "100",
        "–",
    ]
    assert quantity(7.25, "mg/L\x1b", 2) == "7.25 mg/L"


def test_times_are_local() -> None:
    assert local(AT, "Asia/Shanghai") == "2026-11-05 14:30:00"
    assert local(AT, ZoneInfo("UTC")) == "2026-11-05 06:30:00"
    assert local(AT, "Nowhere/Land") == "2026-11-05 06:30:00"
    assert local(None) == "–"


def test_names_follow_the_language(language: str) -> None:
    shown = {"en": "gate", "zh_CN": "门"}[language]
    assert wording.chosen(named("门\u202e", "gate\x1b")) == shown
    assert target_name(SITE, DeviceId("gone\x1b")) == "gone"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN"}, "zh_CN"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_terminal_says_which_language(environ: dict[str, str], language: str) -> None:
    assert from_environment(environ) == language
    assert nearest(language) == language


@pytest.mark.parametrize(
    ("wanted", "environ", "language"),
    [
        (None, {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("zh_CN", {}, "zh_CN"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("zh_CN", {"LC_ALL": "C"}, "en"),
        (None, {"LANG": "zh_CN.GB18030"}, "en"),
        ("zh_CN", {"LANG": "zh_CN.UTF-8", "TERM": "linux"}, "en"),
    ],
)
def test_a_screen_speaks_what_its_terminal_can_show(
    wanted: str | None, environ: dict[str, str], language: str
) -> None:
    assert on_screen(wanted, environ) == language
