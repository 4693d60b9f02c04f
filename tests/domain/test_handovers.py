"""How a handover ends, and which alerts pass on with it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.domain.alerts import Alert, State
from console.domain.handovers import accepted, lapsed, passing
from console.domain.ids import AlertId, DeviceId, RuleId
from console.domain.shifts import Handover, HandoverStep, Owned, Person
from console.domain.values import Role
from console.errors import Conflict, Refused

A1 = AlertId("A-1")
ALERT = Alert(
    id=A1,
    rule=RuleId("r"),
    target=DeviceId("d"),
    state=State.ACKNOWLEDGED,
    occurrence=3,
    acknowledged_by="Li",
)
OFFERED = Handover(id="H-1", by="Li", at=0, until=900, owned=(Owned(A1, 3, "Li", 0),))


def test_what_the_giver_owned_and_still_does_passes_on() -> None:
    assert passing(OFFERED, [ALERT]) == [ALERT]


@pytest.mark.parametrize(
    "alert",
    [
        replace(ALERT, occurrence=4),  # raised again since, and acknowledged again
        replace(ALERT, acknowledged_by="Wang"),
        replace(ALERT, state=State.UNACKNOWLEDGED, acknowledged_by=None),
        replace(ALERT, state=State.NORMAL),  # over: nobody need own it
        replace(ALERT, state=State.SHELVED),
        replace(ALERT, id=AlertId("A-2")),
    ],
)
def test_nothing_else_passes_on(alert: Alert) -> None:
    assert passing(OFFERED, [alert]) == []


def test_what_another_owned_then_does_not_pass_on_with_it() -> None:
    of_wang = replace(OFFERED, owned=(Owned(A1, 3, "Wang", 0),))
    assert passing(of_wang, [ALERT]) == []


def test_another_person_signs_and_may_say_so_again() -> None:
    signed = accepted(OFFERED, "Wang", 899)
    assert (signed.step, signed.accepted_by, signed.ended_at) == (
        HandoverStep.ACCEPTED,
        "Wang",
        899,
    )
    assert accepted(signed, "Wang", 5_000) is signed


def test_the_first_signature_wins_and_is_named() -> None:
    signed = accepted(OFFERED, "Wang", 10)
    with pytest.raises(Conflict) as late:
        accepted(signed, "Zhao", 11)
    assert late.value.parameters == {"id": "H-1", "by": "Wang", "at": 10}


def test_nobody_signs_for_their_own() -> None:
    with pytest.raises(Refused, match="own_handover"):
        accepted(OFFERED, "Li", 10)


def test_at_its_last_moment_it_has_lapsed_though_nobody_told() -> None:
    with pytest.raises(Refused, match="handover_lapsed"):
        accepted(OFFERED, "Wang", 900)
    with pytest.raises(Refused, match="handover_lapsed"):
        accepted(lapsed(OFFERED, 900), "Wang", 10)


def test_a_person_never_shows_what_a_pin_could_be_found_from() -> None:
    person = Person(name="Li", role=Role.OPERATOR, salt="5a17", digest="d16e57")
    assert "5a17" not in repr(person)
    assert "d16e57" not in repr(person)
