"""The alert engine's heart: one pure function, deadlines kept in the value.

States and transitions follow ISA-18.2 / IEC 62682; which stimulus leads where is decided in
`transitions`, `withholding`, `ownership` and `patterns`.
"""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from console.domain import ownership, withholding
from console.domain.alert_facts import Advanced, Unshelving
from console.domain.alerts import FOREVER, Alert, State
from console.domain.lanes import fitted, judged, measured, next_due, settled
from console.domain.patterns import recount, recount_due, remember
from console.domain.rules import LimitRule, RecurringRule, Rule
from console.domain.stimuli import (
    Acknowledge,
    Folded,
    Happened,
    Judged,
    MarkSymptom,
    Measured,
    Note,
    PassOn,
    PutBack,
    ReleaseSymptom,
    Shelve,
    Stimulus,
    Suppress,
    TakeOut,
    TimePassed,
    Unacknowledge,
    Unshelve,
    Unsuppress,
)
from console.domain.transitions import fold, relevel


def advance(rule: Rule, alert: Alert, stimulus: Stimulus, now: int) -> Advanced:
    """Return the alert after `stimulus` at `now` (ms), and what happened on the way.

    Deadlines that fell due by `now` take effect first.
    """
    match stimulus:
        case Measured() | Judged() | Happened() | TimePassed():
            return _observed(rule, alert, stimulus, now)
        case Folded():
            return fold(alert, stimulus.into, now)
        case Acknowledge() | Unacknowledge() | PassOn() | Note():
            return _owned(alert, stimulus, now)
        case _:
            return _withheld(alert, stimulus, now)


def deadline(rule: Rule, alert: Alert) -> int | None:
    """Return when `TimePassed` would next change something (ms), if ever on what is known."""
    dues = [next_due(rule, alert), withholding.shelf_due(alert)]
    if isinstance(rule, RecurringRule):
        dues.append(recount_due(rule, alert))
    return min((due for due in dues if due is not None), default=None)


def _observed(
    rule: Rule, alert: Alert, stimulus: Measured | Judged | Happened | TimePassed, now: int
) -> Advanced:
    blind = alert.evidence_until < now
    alert, facts = _settle(rule, alert, now)
    match stimulus:
        case Measured(value=value, holds_until=holds_until):
            if not isinstance(rule, LimitRule):
                raise TypeError(rule)
            lanes = measured(rule, alert, stimulus, now, blind=blind)
            alert = replace(alert, lanes=lanes, evidence_until=holds_until, value=value)
        case Judged(active=active):
            lanes = judged(rule, alert, active, now)
            alert = replace(alert, lanes=lanes, evidence_until=FOREVER)
        case Happened(episode=episode):
            if not isinstance(rule, RecurringRule):
                raise TypeError(rule)
            alert, counted = remember(rule, alert, episode)
            alert, facts = recount(rule, alert, now), facts + counted
        case TimePassed():
            return alert, facts
    alert, more = _settle(rule, alert, now)
    return alert, facts + more


def _settle(rule: Rule, alert: Alert, now: int) -> Advanced:
    """Let every deadline that evidence reaches take effect, in the order they fell due."""
    alert, happened = _reconciled(alert, now)
    facts = list(happened)
    alert, happened = relevel(rule, alert, fitted(rule, alert), now)
    facts.extend(happened)
    while (due := deadline(rule, alert)) is not None and due <= now:
        alert, happened = _fall_due(rule, alert, due, now)
        facts.extend(happened)
    return alert, tuple(facts)


def _fall_due(rule: Rule, alert: Alert, due: int, now: int) -> Advanced:
    if withholding.shelf_due(alert) == due:
        return withholding.shelf_fell_due(alert, now)
    if isinstance(rule, RecurringRule) and recount_due(rule, alert) == due:
        alert = recount(rule, alert, due)
    return relevel(rule, alert, settled(rule, alert, due), now)


def _reconciled(alert: Alert, now: int) -> Advanced:
    """Give back an alert that is said to be shelved, but no longer by what."""
    if alert.state is State.SHELVED and alert.shelf is None:
        return withholding.unshelve(alert, Unshelving.UNKNOWN, now)
    return alert, ()


def _owned(
    alert: Alert, stimulus: Acknowledge | Unacknowledge | PassOn | Note, now: int
) -> Advanced:
    match stimulus:
        case Acknowledge():
            return ownership.acknowledge(alert, stimulus, now)
        case Unacknowledge():
            return ownership.unacknowledge(alert, stimulus, now)
        case PassOn():
            return ownership.pass_on(alert, stimulus)
        case Note():
            return ownership.note(alert, stimulus)


Withholding = (
    Shelve | Unshelve | Suppress | Unsuppress | TakeOut | PutBack | MarkSymptom | ReleaseSymptom
)


def _withheld(alert: Alert, stimulus: Withholding, now: int) -> Advanced:
    match stimulus:
        case Shelve():
            return withholding.shelve(alert, stimulus, now)
        case Unshelve():
            return withholding.unshelve(alert, Unshelving.PERSON, now)
        case Suppress():
            return withholding.suppress(alert, stimulus, now)
        case Unsuppress():
            return withholding.unsuppress(alert, stimulus, now)
        case TakeOut():
            return withholding.take_out(alert, stimulus, now)
        case PutBack():
            return withholding.put_back(alert, stimulus, now)
        case MarkSymptom():
            ownership.require_occurrence(alert, stimulus.occurrence)
            return withholding.mark_symptom(alert, stimulus.of, now)
        case ReleaseSymptom():
            return withholding.release(alert, now)
        case _:
            assert_never(stimulus)
