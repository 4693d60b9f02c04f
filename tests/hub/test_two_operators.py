"""Two operators at once: one winner, one clear conflict, whatever they both want."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.contract.alerts import (
    AcknowledgeAlert,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.contract.facts import Who
from console.contract.request import Request
from console.contract.service import ResumeService, StopService
from console.domain.alerts import State
from console.domain.ids import AlertId
from console.domain.values import Role
from console.errors import Conflict, ConsoleError, Refused
from console.hub.people import Seat
from tests.hub.test_law import OneHub

A1 = AlertId("A-1")
PEOPLE = ("Li", "Wang", "Zhao")
REASON = "comes and goes"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[OneHub]:
    """A hub on which A-1 stands."""
    one = OneHub(tmp_path)
    for _ in range(8):
        asyncio.run(one.take("measure", "p1/pm10", 300.0))
    yield one
    one.store.close()


def at_once(hub: OneHub, request: Request) -> list[ConsoleError]:
    """Let everyone ask for the same; return what those heard who came too late."""

    async def all_of_them() -> list[object]:
        return await asyncio.gather(
            *(hub.desk.do(request, seat(person)) for person in PEOPLE), return_exceptions=True
        )

    hub.journal.turn = asyncio.Lock()  # each run of a loop has a lock of its own
    found = asyncio.run(all_of_them())
    assert not [e for e in found if isinstance(e, Exception) and not isinstance(e, ConsoleError)]
    return [error for error in found if isinstance(error, ConsoleError)]


def seat(person: str, role: Role = Role.SUPERVISOR) -> Seat:
    return Seat(Who(person, person.lower()), role)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (AcknowledgeAlert(alert=A1, occurrence=1), "already_acknowledged"),
        (ShelveAlert(alert=A1, for_s=60, reason=REASON), "already_shelved"),
        (StopService(target="p1", note="lens cleaned"), "already_out_of_service"),
    ],
)
def test_one_wins_and_the_others_hear_who(hub: OneHub, request_: Request, code: str) -> None:
    lost = at_once(hub, request_)
    assert [error.code for error in lost] == [code, code]
    for error in lost:
        assert isinstance(error, Conflict)
        assert error.parameters["by"] == "Li"
        assert error.parameters["at"] == hub.clock.now()


@pytest.mark.parametrize(
    ("before", "request_", "code"),
    [
        (
            AcknowledgeAlert(alert=A1, occurrence=1),
            UnacknowledgeAlert(alert=A1, occurrence=1),
            "alert_not_acknowledged",
        ),
        (
            ShelveAlert(alert=A1, for_s=60, reason=REASON),
            UnshelveAlert(alert=A1),
            "alert_not_shelved",
        ),
        (StopService(target="p1", note="lens cleaned"), ResumeService(target="p1"), "in_service"),
    ],
)
def test_what_is_taken_back_once_is_not_there_to_be_taken_back(
    hub: OneHub, before: Request, request_: Request, code: str
) -> None:
    assert len(at_once(hub, before)) == 2
    lost = at_once(hub, request_)
    assert [(type(error), error.code) for error in lost] == [(Refused, code)] * 2
    assert hub.board.alerts[A1].state is State.UNACKNOWLEDGED


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (ShelveAlert(alert=A1, for_s=60), "reason_required"),
        (ShelveAlert(alert=A1, for_s=60, reason="  "), "reason_required"),
        (ShelveAlert(alert=A1, for_s=0, reason=REASON), "shelf_without_length"),
        (ShelveAlert(alert=A1, for_s=-1, reason=REASON), "shelf_without_length"),
        (ShelveAlert(alert=A1, for_s=float("nan"), reason=REASON), "shelf_without_length"),
        (ShelveAlert(alert=A1, for_s=8 * 3600 + 1, reason=REASON), "shelf_too_long"),
        (ShelveAlert(alert=AlertId("A-9"), for_s=60, reason=REASON), "no_such_alert"),
        (AcknowledgeAlert(alert=A1, occurrence=1, bulk=2), "reason_required"),
        (StopService(target="p1", note=" "), "work_note_required"),
        (StopService(target="p9", note="lens cleaned"), "no_such_place"),
    ],
)
def test_what_is_refused_leaves_no_trace(hub: OneHub, request_: Request, code: str) -> None:
    before = hub.board.as_of
    assert {error.code for error in at_once(hub, request_)} == {code}
    assert hub.board.as_of == before


def test_only_those_who_may(hub: OneHub) -> None:
    stop = StopService(target="p1", note="lens cleaned")
    with pytest.raises(ConsoleError, match="role_too_low"):
        asyncio.run(hub.desk.do(stop, seat("Li", Role.OPERATOR)))
