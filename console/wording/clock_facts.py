"""What the clocks of a case did, as one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.clock import utc
from console.domain.case_facts import CaseFact
from console.domain.cases import Step
from console.domain.sites import Site
from console.domain.sla_facts import (
    CaseEscalated,
    ClockResumed,
    ClockSet,
    ClockStopped,
    StepOverdue,
    Timed,
)
from console.wording.casework import step_word
from console.wording.catalog import translator
from console.wording.names import party_name
from console.wording.plain import plain
from console.wording.values import local

_ = translator("words")


def timed_word(timed: str) -> str:
    """Return what a clock is for, by its name: a step, or the whole case."""
    return _("the whole case") if timed == Timed.WHOLE else step_word(Step(timed))


def _set(what: ClockSet, _site: Site, zone: str | None) -> str:
    told = _("{case}: “{step}” has no term").format(
        case=plain(what.case), step=timed_word(what.step)
    )
    if what.due is not None:
        told = _("{case}: “{step}” is due {due}").format(
            case=plain(what.case), step=timed_word(what.step), due=_at(what.due, zone)
        )
    return told + _whole(what.whole, zone)


def _stopped(what: ClockStopped, _site: Site, _zone: str | None) -> str:
    return _("{case}: its clocks stand still").format(case=plain(what.case))


def _resumed(what: ClockResumed, _site: Site, zone: str | None) -> str:
    case = plain(what.case)
    if what.due is None:
        return _("{case}: its clocks go on").format(case=case) + _whole(what.whole, zone)
    told = _("{case}: its clocks go on, due {due}").format(case=case, due=_at(what.due, zone))
    return told + _whole(what.whole, zone)


def _overdue(what: StepOverdue, _site: Site, zone: str | None) -> str:
    return _("{case} is overdue: “{step}” was due {due}").format(
        case=plain(what.case), step=timed_word(what.step), due=_at(what.due, zone)
    )


def _escalated(what: CaseEscalated, site: Site, _zone: str | None) -> str:
    message = _("{case} escalated to {party} (rung {rung}, “{step}”)")
    if what.by_hand:
        message = _("{case} taken to {party} by hand (rung {rung}, “{step}”)")
    return message.format(
        case=plain(what.case),
        party=party_name(site, what.party),
        rung=what.rung,
        step=timed_word(what.step),
    )


def _whole(due: int | None, zone: str | None) -> str:
    return "" if due is None else _(", the whole case {due}").format(due=_at(due, zone))


def _at(moment: int, zone: str | None) -> str:
    return local(utc(moment), zone)[:16]


CLOCK_WORDS: dict[type[CaseFact], Callable[[Any, Site, str | None], str]] = {
    ClockSet: _set,
    ClockStopped: _stopped,
    ClockResumed: _resumed,
    StepOverdue: _overdue,
    CaseEscalated: _escalated,
}
