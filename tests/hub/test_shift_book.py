"""People, duties and handovers of one hub: what the state machine does not come by."""

from __future__ import annotations

import os

import pytest

from console.contract.facts import Who
from console.contract.shifts import EnrolPerson, SignOn
from console.domain.ids import UnitId
from console.domain.shift_facts import PersonEnrolled
from console.domain.shifts import Duty, Handover, Person
from console.domain.values import Role
from console.errors import NotPermitted, Refused
from console.hub import shift_book
from console.hub.engine import Engine
from console.hub.people import Seat, Seats
from console.hub.shift_desk import ShiftDesk
from console.settings import RoleSettings
from tests.casework import account
from tests.sites import GATEWAY, small_site

T = 1_790_000_000_000
LI = Person(name="Li Wei", role=Role.OPERATOR, salt="00", digest="00")


def an_engine() -> Engine:
    engine = Engine(small_site(), (), next_alert=1)
    engine.begin({}, T)
    engine.take_changes()
    return engine


def test_a_new_role_counts_at_once_for_who_is_on_duty() -> None:
    engine = an_engine()
    engine.shifts.enrol(LI, T)
    engine.shifts.sign_on(LI, "console1", T)
    engine.take_changes()
    renamed = Person(name="LI WEI", role=Role.VIEWER, salt="11", digest="11")
    assert engine.shifts.enrol(renamed, T + 1).name == "Li Wei"
    changes = engine.take_changes()
    assert [h.what for h in changes.happenings] == [
        PersonEnrolled(person="Li Wei", role=Role.VIEWER)
    ]
    duty = changes.kept["Duty", "console1"]
    assert isinstance(duty, Duty)
    assert (duty.person, duty.role, duty.since) == ("Li Wei", Role.VIEWER, T)


def test_only_so_many_handovers_are_kept_and_an_open_one_always_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shift_book, "HANDOVERS_KEPT", 3)
    engine = an_engine()
    engine.shifts.offer("Wang", T)
    for n in range(5):
        engine.shifts.offer("Li Wei", T + n)
    kept = engine.take_changes().kept
    left = [what.id for what in kept.values() if isinstance(what, Handover)]
    assert left == ["H-1", "H-5", "H-6"]
    again = Engine(
        small_site(), (), next_alert=1, kept=[what for what in kept.values() if what is not None]
    )
    assert again.shifts.offer("Li Wei", T + 10).id == "H-7"


def test_what_is_out_of_service_is_in_the_picture() -> None:
    engine = an_engine()
    engine.withheld.stop(GATEWAY, "new antenna", "Zhao", T)
    assert engine.shifts.offer("Li Wei", T).out_of_service == (GATEWAY,)


def test_a_shared_account_only_looks_whatever_its_role() -> None:
    roles = RoleSettings(users={account(): "admin"}, shared=(account(),))
    seat = Seats(roles).seat(os.getuid())
    assert (seat.role, seat.shared) == (Role.VIEWER, True)
    seat.require(Role.VIEWER)
    with pytest.raises(NotPermitted, match="sign_on_first"):
        seat.require(Role.OPERATOR)
    manned = seat.manned(Duty(seat=account(), person="Li Wei", role=Role.OPERATOR, since=T))
    manned.require(Role.OPERATOR)
    assert manned.who == Who("Li Wei", account())
    with pytest.raises(NotPermitted, match="role_too_low"):
        manned.require(Role.SUPERVISOR)


def test_a_patrol_on_the_broker_stays_who_it_is() -> None:
    unit = Seat(Who("u1", "mqtt"), Role.PATROL, unit=UnitId("u1"))
    assert unit.manned(Duty(seat="mqtt", person="Li", role=Role.ADMIN, since=T)) is unit


def test_the_desk_takes_no_pin_that_was_not_seen_to() -> None:
    desk = ShiftDesk(an_engine().shifts)
    seat = Seat(Who("root", "root"), Role.ADMIN)
    with pytest.raises(TypeError):
        desk.handlers[EnrolPerson](
            EnrolPerson(person="Li", as_role="operator", pin="1234"), seat, T
        )
    with pytest.raises(Refused, match="bad_pin"):
        desk.handlers[SignOn](SignOn(person="Nobody", pin=""), seat, T)
