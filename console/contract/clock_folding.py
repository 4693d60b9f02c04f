"""What the facts of a case's clocks make of its view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from console.clock import moment, utc
from console.contract.case_views import CaseView, StepClockView
from console.contract.facts import Fact
from console.domain.sla_facts import (
    CaseEscalated,
    ClockFact,
    ClockResumed,
    ClockSet,
    ClockStopped,
    StepOverdue,
    Timed,
)


def _set(view: CaseView, what: ClockSet, _fact: Fact) -> CaseView:
    clock = StepClockView(
        term=what.step,
        since=utc(what.since),
        due=_maybe(what.due),
        rung=what.rung,
        told=what.told,
    )
    whole = None
    if what.whole_since is not None:
        whole = StepClockView(
            term=Timed.WHOLE,
            since=utc(what.whole_since),
            due=_maybe(what.whole),
            rung=what.whole_rung,
            told=what.whole_told,
        )
    return replace(view, clock=clock, whole=whole)


def _stopped(view: CaseView, what: ClockStopped, _fact: Fact) -> CaseView:
    clock, whole = view.clock, view.whole
    return replace(
        view,
        clock=clock and replace(clock, due=None, left_s=what.left_s),
        whole=whole and replace(whole, due=None, left_s=what.whole_left_s),
    )


def _resumed(view: CaseView, what: ClockResumed, fact: Fact) -> CaseView:
    clock, whole = view.clock, view.whole
    return replace(
        view,
        clock=clock and _gone_on(clock, what.since, what.due, fact),
        whole=whole and _gone_on(whole, what.whole_since, what.whole, fact),
    )


def _gone_on(clock: StepClockView, since: int | None, due: int | None, fact: Fact) -> StepClockView:
    told = clock.told and due is not None and due <= moment(fact.at)
    began = clock.since if since is None else utc(since)
    return replace(clock, since=began, due=_maybe(due), left_s=None, told=told)


def _overdue(view: CaseView, what: StepOverdue, _fact: Fact) -> CaseView:
    late = view.late if what.step in view.late else (*view.late, what.step)
    return _with(replace(view, late=late), what.step, told=True)


def _escalated(view: CaseView, what: CaseEscalated, _fact: Fact) -> CaseView:
    return _with(view, what.step, rung=what.rung)


def _with(view: CaseView, timed: Timed, **changed: Any) -> CaseView:
    name = "whole" if timed is Timed.WHOLE else "clock"
    clock: StepClockView | None = getattr(view, name)
    return view if clock is None else replace(view, **{name: replace(clock, **changed)})


def _maybe(at: int | None) -> datetime | None:
    return None if at is None else utc(at)


CLOCK_FOLDS: dict[type[ClockFact], Callable[..., CaseView]] = {
    ClockSet: _set,
    ClockStopped: _stopped,
    ClockResumed: _resumed,
    StepOverdue: _overdue,
    CaseEscalated: _escalated,
}
