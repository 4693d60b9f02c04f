"""The clocks of a case: set by its steps, stopped while it rests, escalated when they run out.

A clock is a value of the case: since when, due when. Both clocks of a case, that of its step and
that of the whole, run in the hours of their term; what a rest took is as if it had not been.
"""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.cases import Case, Step
from console.domain.clockwork import Clockwork
from console.domain.ids import PartyId
from console.domain.matters import StepClock
from console.domain.sla_facts import (
    CaseEscalated,
    ClockFact,
    ClockResumed,
    ClockSet,
    ClockStopped,
    StepOverdue,
    Timed,
)
from console.errors import Conflict, Refused

Clocked = tuple[Case, tuple[ClockFact, ...]]


def clocked(work: Clockwork, before: Case | None, after: Case, now: int) -> Clocked:
    """Return the case with its clocks as a move at `now` (ms) leaves them, and what they did.

    A step that is entered, or entered again, starts its clock; so does a reopened case that of the
    whole. Another category or priority re-dates both: what they ran so far counts. While the case
    rests they stand still.
    """
    if work.idle:
        return after, ()
    if after.step is Step.CLOSED:
        return replace(after, clock=None), ()
    before = before or replace(after, clock=None, whole=None)
    resting = before.suspension is not None
    if after.suspension is not None:
        return _redated_at_rest(work, before, after) if resting else _stopped(work, after, now)
    went_on = _gone_on(work, after, now) if resting else after
    clock = _step_clock(work, before, went_on, now)
    whole = _whole_clock(work, before, went_on, now)
    if (clock, whole) == (after.clock, after.whole):
        return after, ()
    done = replace(after, clock=clock, whole=whole)
    if resting and (clock, whole) == (went_on.clock, went_on.whole) and clock is not None:
        return done, (_resumed(done, clock),)
    return done, (_set(done, clock),)


def next_due(work: Clockwork, case: Case) -> int | None:
    """Return when a clock of the case runs out, or is to be taken to the next rung (ms)."""
    moments = [_next(work, case, clock) for clock in (case.clock, case.whole)]
    return min((at for at in moments if at is not None), default=None)


def struck(work: Clockwork, case: Case, now: int) -> Clocked:
    """Return the case after what its clocks have come to by `now` (ms)."""
    facts: list[ClockFact] = []
    for name in ("clock", "whole"):
        clock: StepClock | None = getattr(case, name)
        while clock is not None and (at := _next(work, case, clock)) is not None and at <= now:
            clock, fact = _struck(work, case, clock)
            facts.append(fact)
            late = case.late if clock.term in case.late else (*case.late, clock.term)
            case = replace(case, late=late, changed_at=now)
            case = replace(case, clock=clock) if name == "clock" else replace(case, whole=clock)
    return case, tuple(facts)


def escalated(work: Clockwork, case: Case, now: int) -> Clocked:
    """Return the case after a person took it to the next rung; raise what refuses it."""
    chain = work.chain
    if case.outcome is not None:
        raise Conflict("case_closed", id=case.id, by=case.closed_by, at=case.closed_at)
    if not chain:
        raise Refused("no_chain", id=case.id)
    clock = case.clock
    if clock is None or case.suspension is not None:
        raise Refused("no_clock", id=case.id)
    if clock.rung >= len(chain):
        raise Refused("chain_ended", id=case.id, party=chain[-1].party)
    up = replace(clock, rung=clock.rung + 1)
    fact = _up(case, up, chain[clock.rung].party, by_hand=True)
    return replace(case, clock=up, changed_at=now), (fact,)


# The step's clock and that of the whole ---------------------------------------------------


def _step_clock(work: Clockwork, before: Case, case: Case, now: int) -> StepClock | None:
    clock, step = case.clock, Timed(case.step.value)
    anew = (before.returns, before.reopened) != (case.returns, case.reopened)
    if clock is None or clock.term != step or anew:
        return work.started(step, case, now)
    return _redated(work, before, case, clock, now)


def _whole_clock(work: Clockwork, before: Case, case: Case, now: int) -> StepClock | None:
    if case.waiting:
        return None
    clock = case.whole
    if clock is None or before.reopened != case.reopened:
        return work.started(Timed.WHOLE, case, now)
    return _redated(work, before, case, clock, now)


def _redated(work: Clockwork, before: Case, case: Case, clock: StepClock, now: int) -> StepClock:
    if (before.category, before.priority) == (case.category, case.priority):
        return clock
    return work.redated(clock, before, case, now)


def _redated_at_rest(work: Clockwork, before: Case, after: Case) -> Clocked:
    if (before.category, before.priority) == (after.category, after.priority):
        return after, ()
    clocks = [
        None if clock is None else work.changed(clock, before, after)
        for clock in (after.clock, after.whole)
    ]
    if clocks == [after.clock, after.whole]:
        return after, ()
    after = replace(after, clock=clocks[0], whole=clocks[1])
    return after, (_stop(after),)


def _stopped(work: Clockwork, case: Case, now: int) -> Clocked:
    clocks = [
        None if clock is None else work.stopped(clock, case, now)
        for clock in (case.clock, case.whole)
    ]
    case = replace(case, clock=clocks[0], whole=clocks[1])
    return case, (_stop(case),)


def _gone_on(work: Clockwork, case: Case, now: int) -> Case:
    clocks = [
        None if clock is None else work.resumed(clock, case, now)
        for clock in (case.clock, case.whole)
    ]
    return replace(case, clock=clocks[0], whole=clocks[1])


# What runs out ----------------------------------------------------------------------------


def _next(work: Clockwork, case: Case, clock: StepClock | None) -> int | None:
    if clock is None or clock.due is None or case.outcome is not None:
        return None
    return work.rung_at(clock, case) if clock.told else clock.due


def _struck(work: Clockwork, case: Case, clock: StepClock) -> tuple[StepClock, ClockFact]:
    assert clock.due is not None  # it was asked when
    if not clock.told:
        fact = StepOverdue(case=case.id, step=Timed(clock.term), due=clock.due)
        return replace(clock, told=True), fact
    up = replace(clock, rung=clock.rung + 1)
    return up, _up(case, up, work.chain[clock.rung].party)


def _up(case: Case, clock: StepClock, party: PartyId, *, by_hand: bool = False) -> CaseEscalated:
    return CaseEscalated(
        case=case.id, rung=clock.rung, party=party, by_hand=by_hand, step=Timed(clock.term)
    )


# Facts of both clocks ---------------------------------------------------------------------


def _set(case: Case, clock: StepClock | None) -> ClockSet:
    assert clock is not None  # a case that is not over has one
    whole = case.whole
    return ClockSet(
        case=case.id,
        step=Timed(clock.term),
        since=clock.since,
        due=clock.due,
        rung=clock.rung,
        told=clock.told,
        whole=None if whole is None else whole.due,
        whole_since=None if whole is None else whole.since,
        whole_rung=0 if whole is None else whole.rung,
        whole_told=whole is not None and whole.told,
    )


def _resumed(case: Case, clock: StepClock) -> ClockResumed:
    whole = case.whole
    return ClockResumed(
        case=case.id,
        since=clock.since,
        due=clock.due,
        whole=None if whole is None else whole.due,
        whole_since=None if whole is None else whole.since,
    )


def _stop(case: Case) -> ClockStopped:
    clock, whole = case.clock, case.whole
    return ClockStopped(
        case=case.id,
        left_s=None if clock is None else clock.left_s,
        whole_left_s=None if whole is None else whole.left_s,
    )
