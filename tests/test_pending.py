"""Acts on their way: the machine against a model so naive that it can be believed."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from console.contract.alerts import AcknowledgeAlert, NoteAlert, ShelveAlert
from console.contract.cases import DispatchUnit, OpenCase
from console.contract.request import Request
from console.contract.shifts import HandOver, WriteLog
from console.domain.ids import AlertId, CaseId, UnitId
from console.pending import ACTS_MOST, CONFIRM_S, KEPT_S, Pending, objects_of

ALERTS = st.sampled_from(["A-1", "A-2", "A-3"]).map(AlertId)


def ack(alert: str) -> Request:
    return AcknowledgeAlert(alert=AlertId(alert), occurrence=1)


def note(alert: str) -> Request:
    return NoteAlert(alert=AlertId(alert), occurrence=1, note="n")


class Known(msgspec.Struct):
    """What the model remembers of one act."""

    alert: str
    asked: float
    adds: bool
    fact: int | None = None
    gone: bool = False
    told: bool = False


class PendingMachine(RuleBasedStateMachine):
    """Asks, answers and lets time pass as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.pending = Pending()
        self.known: dict[int, Known] = {}
        self.now = 0.0
        self.as_of = 0

    @rule(alert=ALERTS, adds=st.booleans())
    def ask(self, alert: AlertId, adds: bool) -> None:
        request = note(alert) if adds else ack(alert)
        hindering = [
            act for act in self.known.values()
            if act.alert == alert and not act.adds and not act.gone
        ]  # fmt: skip
        hindrance = self.pending.hindrance([request])
        if adds or not hindering:
            assert hindrance is None
            (ticket,) = self.pending.begin([request], self.now)
            self.known[ticket] = Known(alert, self.now, adds)
        else:
            assert hindrance is not None
            assert hindrance.act is not None
            assert hindrance.act.objects == (alert,)

    @rule(place=st.integers(0, 9), ahead=st.integers(-1, 3))
    def answer(self, place: int, ahead: int) -> None:
        waiting = [t for t, act in self.known.items() if act.fact is None and not act.gone]
        if waiting:
            ticket = waiting[place % len(waiting)]
            fact = max(self.as_of + ahead, 1)
            self.pending.done(ticket, fact)
            self.known[ticket].fact = fact
            self._drop_shown()

    @rule(place=st.integers(0, 9), lost=st.booleans())
    def fail(self, place: int, lost: bool) -> None:
        waiting = [t for t, act in self.known.items() if act.fact is None and not act.gone]
        if waiting:
            ticket = waiting[place % len(waiting)]
            if lost:
                self.pending.unanswered(ticket)
                self.known[ticket].gone = True
            else:
                self.pending.refused(ticket)
                del self.known[ticket]

    @rule(more=st.integers(0, 3))
    def facts(self, more: int) -> None:
        self.as_of += more
        self.pending.seen(self.as_of)
        self._drop_shown()

    @rule(back=st.integers(0, 2))
    def snapshot(self, back: int) -> None:
        self.as_of = max(self.as_of - back, 0)
        self.pending.seen(self.as_of, whole=True)
        self._drop_shown()
        self.known = {t: act for t, act in self.known.items() if not act.gone}

    @rule(passed=st.floats(0.1, 40.0))
    def time_passes(self, passed: float) -> None:
        self.now += passed
        told = {act.ticket for act in self.pending.overdue(self.now)}
        expected = set()
        for ticket, act in list(self.known.items()):
            age = self.now - act.asked
            if age >= KEPT_S and (act.gone or act.fact is not None):
                del self.known[ticket]
            elif age >= CONFIRM_S and not act.told and not act.gone:
                act.told = True
                expected.add(ticket)
        assert told == expected, "each is told of once"

    @invariant()
    def same(self) -> None:
        assert {act.ticket for act in self.pending.acts()} == set(self.known)
        for alert in ("A-1", "A-2", "A-3"):
            on = [ticket for ticket, act in self.known.items() if act.alert == alert]
            newest = self.pending.on(alert)
            assert (newest.ticket if newest else None) == (max(on) if on else None)

    def _drop_shown(self) -> None:
        self.known = {
            ticket: act
            for ticket, act in self.known.items()
            if act.fact is None or act.fact > self.as_of
        }


TestPending = PendingMachine.TestCase


def test_what_an_act_is_about() -> None:
    assert objects_of(ack("A-1")) == ("A-1",)
    assert objects_of(OpenCase(alerts=(AlertId("A-1"), AlertId("A-2")))) == ("A-1", "A-2")
    assert objects_of(DispatchUnit(case=CaseId("C-1"), unit=UnitId("p1"))) == ("C-1", "p1")
    assert objects_of(HandOver()) == ("shifts.handover",), "two at once would be one too many"


def test_too_many_are_not_asked_for() -> None:
    pending = Pending()
    many: list[Request] = [ack(f"A-{n}") for n in range(ACTS_MOST)]
    assert pending.hindrance(many) is None
    assert pending.hindrance([*many, ack("B")]) is not None
    pending.begin(many, 0.0)
    hindrance = pending.hindrance([ack("B")])
    assert hindrance is not None
    assert hindrance.act is None
    pending.refused(1)
    assert pending.hindrance([ack("B")]) is None


def test_what_only_adds_hinders_nothing() -> None:
    pending = Pending()
    pending.begin([WriteLog(text="a"), note("A-1")], 0.0)
    assert pending.hindrance([WriteLog(text="b"), ack("A-1"), note("A-1")]) is None
    pending.begin([ack("A-1")], 0.0)
    shelve = ShelveAlert(alert=AlertId("A-1"), for_s=60, reason="r")
    assert pending.hindrance([shelve]) is not None
    assert pending.hindrance([note("A-1")]) is None


def test_a_fact_seen_before_its_receipt_settles_it() -> None:
    pending = Pending()
    (ticket,) = pending.begin([ack("A-1")], 0.0, also=("p1",))
    assert pending.on("p1") is not None
    pending.seen(7)
    pending.done(ticket, 7)
    assert not pending.acts()
    assert pending.on("p1") is None
