"""A time of day in a sentence is of the same clock as the time beside it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from console.clock import moment
from console.contract.facts import Fact, Who
from console.domain.alert_facts import AlertShelved, AlertUnshelved, EpisodeCounted, Unshelving
from console.domain.alerts import Episode, State
from console.domain.facts import What
from console.domain.ids import AlertId
from console.wording import sentence, use
from tests.sites import small_site

SITE = replace(small_site(), time_zone="Asia/Shanghai")
UNTIL = datetime(2026, 11, 23, 17, 42, tzinfo=UTC)
A_1 = AlertId("A-1")


def told(what: What, *, here: bool = False) -> str:
    use("en")
    who = Who(person="Lin", seat="lin")
    return sentence(Fact(n=1, at=UNTIL, what=what, who=who), SITE, here=here)


def test_screens_tell_the_site_s_time_and_commands_the_machine_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    what = AlertShelved(alert=A_1, occurrence=1, until=moment(UNTIL))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert told(what) == "A-1@1 shelved until 01:42 by Lin"
    assert told(what, here=True) == "A-1@1 shelved until 17:42 by Lin"
    monkeypatch.undo()
    time.tzset()


def test_who_takes_an_alert_from_its_shelf_did_not_unacknowledge_it() -> None:
    what = AlertUnshelved(
        alert=A_1, occurrence=1, why=Unshelving.PERSON, state=State.UNACKNOWLEDGED
    )
    assert told(what) == "A-1@1 unshelved (unacknowledged) by Lin"


def test_what_was_never_raised_has_no_occurrence() -> None:
    episode = Episode(began=0, ended=600_000)
    what = EpisodeCounted(alert=A_1, occurrence=0, episode=episode)
    assert told(what) == "A-1: an episode of 10 min counted by Lin"
