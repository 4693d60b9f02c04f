"""The alert engine's heart: one pure function, deadlines kept in the value.

An alert is one rule's standing at one sensor or device. Each level of the rule is a lane: a
comparator with its deadband (`active`), and whether it has stood long enough to count
(`standing`). States and transitions follow ISA-18.2 / IEC 62682.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

import msgspec
from msgspec.structs import replace

from console.domain.facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertEased,
    AlertFact,
    AlertFolded,
    AlertNoted,
    AlertRaised,
    AlertReturned,
    AlertRose,
)
from console.domain.ids import AlertId, RuleId, TargetId
from console.domain.rules import Level, LimitRule, Rule, Side
from console.domain.values import Priority
from console.errors import Conflict, Refused

FOREVER = 2**62


class State(StrEnum):
    """Where an alert stands between process and person (ISA-18.2 letters A to D)."""

    NORMAL = "normal"
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"


class Lane(msgspec.Struct, frozen=True):
    """One level of a rule: `active` since `since` (ms); `standing` once the delay has run."""

    active: bool = False
    since: int = 0
    standing: bool = False


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's standing at a target, whole: a restart loses no timer.

    `evidence_until` (ms) bounds how far delays may run on what is known; `value` is the newest
    measured, `told` the one the last fact carried; `occurrence` counts raisings; `priority` and
    `limit` are those of the level last reached; `acknowledged_by` is who won this occurrence.
    """

    id: AlertId
    rule: RuleId
    target: TargetId
    state: State = State.NORMAL
    occurrence: int = 0
    level: int = -1
    lanes: tuple[Lane, ...] = ()
    evidence_until: int = 0
    value: float | None = None
    priority: Priority = Priority.LOW
    limit: float | None = None
    told: float | None = None
    raised_at: int = 0
    changed_at: int = 0
    acknowledged_by: str | None = None
    acknowledged_at: int | None = None
    notes: int = 0

    @property
    def standing(self) -> bool:
        """Tell whether the condition itself holds now, as far as is known."""
        return self.level >= 0

    @property
    def in_queue(self) -> bool:
        """Tell whether an operator should see it."""
        return self.state is not State.NORMAL


class Measured(msgspec.Struct, frozen=True):
    """A sound value arrived; it is evidence until `holds_until` (ms)."""

    value: float
    holds_until: int


class Judged(msgspec.Struct, frozen=True):
    """A condition without a value (no data, offline) was found true or false."""

    active: bool


class TimePassed(msgspec.Struct, frozen=True):
    """Nothing arrived; deadlines may have."""


class Folded(msgspec.Struct, frozen=True):
    """The cause stands at `into`, further up: a standing alert leaves the queue.

    One that has returned is no symptom any more and stays: its acknowledgement is still owed.
    """

    into: TargetId


class Acknowledge(msgspec.Struct, frozen=True):
    """A person takes notice of the occurrence they saw."""

    occurrence: int
    person: str
    note: str | None = None


class Note(msgspec.Struct, frozen=True):
    """A person writes a note on the occurrence they saw."""

    occurrence: int
    note: str


Stimulus = Measured | Judged | TimePassed | Folded | Acknowledge | Note
Outcome = tuple[Alert, tuple[AlertFact, ...]]


def advance(rule: Rule, alert: Alert, stimulus: Stimulus, now: int) -> Outcome:
    """Return the alert after `stimulus` at `now` (ms), and what happened on the way."""
    match stimulus:
        case Measured():
            return _measured(rule, alert, stimulus, now)
        case Judged():
            settled, facts = _settle(rule, alert, now)
            lanes = tuple(_turned(lane, stimulus.active, now) for lane in _lanes(rule, settled))
            judged = replace(settled, lanes=lanes, evidence_until=FOREVER)
            return _then_settle(rule, judged, facts, now)
        case TimePassed():
            return _settle(rule, alert, now)
        case Folded():
            return _folded(alert, stimulus, now)
        case Acknowledge():
            return _acknowledged(alert, stimulus, now)
        case Note():
            _require_occurrence(alert, stimulus.occurrence)
            noted = AlertNoted(alert=alert.id, occurrence=alert.occurrence, note=stimulus.note)
            return replace(alert, notes=alert.notes + 1), (noted,)
        case _:
            assert_never(stimulus)


def deadline(rule: Rule, alert: Alert) -> int | None:
    """Return when `TimePassed` would next change something (ms), if ever on what is known."""
    dues = [_due(rule, lane) for lane in alert.lanes if lane.active is not lane.standing]
    return min((due for due in dues if due <= alert.evidence_until), default=None)


def levels_of(rule: Rule) -> Sequence[Level | None]:
    """Return the rule's levels, mild to severe; `None` stands for a condition without a limit."""
    return rule.levels if isinstance(rule, LimitRule) else (None,)


def priority_of(rule: Rule, level: int) -> Priority:
    """Return the priority of the rule's `level`."""
    return rule.levels[level].priority if isinstance(rule, LimitRule) else rule.priority


def limit_of(rule: Rule, level: int) -> float | None:
    """Return the limit of the rule's `level`, in the sensor's unit, where there is one."""
    return rule.levels[level].limit if isinstance(rule, LimitRule) else None


def exceeds(side: Side, level: Level, value: float, *, standing: bool) -> bool:
    """Tell whether `value` keeps a level active: past the limit, or once standing not yet back
    past the clear value (the deadband)."""
    if side is Side.HIGH:
        return value >= level.clear if standing else value > level.limit
    return value <= level.clear if standing else value < level.limit


def _measured(rule: Rule, alert: Alert, stimulus: Measured, now: int) -> Outcome:
    if not isinstance(rule, LimitRule):
        raise TypeError(rule)
    blind = alert.evidence_until < now
    settled, facts = _settle(rule, alert, now)
    lanes = []
    for level, lane in zip(rule.levels, _lanes(rule, settled), strict=True):
        active = exceeds(rule.side, level, stimulus.value, standing=lane.standing)
        # After a gap nothing is known of the time between: a running delay starts again.
        restart = blind and active is lane.active and active is not lane.standing
        lanes.append(replace(lane, since=now) if restart else _turned(lane, active, now))
    measured = replace(
        settled,
        lanes=tuple(lanes),
        evidence_until=stimulus.holds_until,
        value=stimulus.value,
    )
    return _then_settle(rule, measured, facts, now)


def _lanes(rule: Rule, alert: Alert) -> tuple[Lane, ...]:
    return alert.lanes or tuple(Lane() for _ in levels_of(rule))


def _turned(lane: Lane, active: bool, now: int) -> Lane:
    return lane if lane.active is active else replace(lane, active=active, since=now)


def _due(rule: Rule, lane: Lane) -> int:
    on, off = _delays(rule)
    return lane.since + (on if lane.active else off)


def _delays(rule: Rule) -> tuple[int, int]:
    on = getattr(rule, "on_delay_s", 0.0)
    off = getattr(rule, "off_delay_s", 0.0)
    return round(on * 1000), round(off * 1000)


def _then_settle(rule: Rule, alert: Alert, facts: tuple[AlertFact, ...], now: int) -> Outcome:
    settled, more = _settle(rule, alert, now)
    return settled, facts + more


def _settle(rule: Rule, alert: Alert, now: int) -> Outcome:
    """Let every deadline that evidence reaches take effect, in the order they fell due."""
    alert, happened = _fitted(rule, alert, now)
    facts = list(happened)
    while (due := deadline(rule, alert)) is not None and due <= now:
        lanes = tuple(
            replace(lane, standing=lane.active)
            if lane.active is not lane.standing and _due(rule, lane) <= due
            else lane
            for lane in alert.lanes
        )
        alert, happened = _relevel(rule, replace(alert, lanes=lanes), now)
        facts.extend(happened)
    return alert, tuple(facts)


def _fitted(rule: Rule, alert: Alert, now: int) -> Outcome:
    """Give the alert as many lanes as its rule has levels: the rule may have been rewritten."""
    wanted = len(levels_of(rule))
    if len(alert.lanes) in (0, wanted):
        return alert, ()
    lanes = (*alert.lanes, *(Lane() for _ in range(wanted)))[:wanted]
    return _relevel(rule, replace(alert, lanes=lanes), now)


def _relevel(rule: Rule, alert: Alert, now: int) -> Outcome:
    level = max((i for i, lane in enumerate(alert.lanes) if lane.standing), default=-1)
    if level == alert.level:
        return alert, ()
    before = alert.level
    alert = replace(alert, level=level, told=alert.value, changed_at=now)
    if level < 0:
        return _ended(alert)
    alert = replace(alert, priority=priority_of(rule, level), limit=limit_of(rule, level))
    if before < 0:
        return _raised(alert, now)
    if level > before:
        return _rose(alert)
    return alert, (
        AlertEased(
            alert=alert.id,
            occurrence=alert.occurrence,
            priority=alert.priority,
            limit=alert.limit,
            value=alert.told,
        ),
    )


def _raised(alert: Alert, now: int) -> Outcome:
    alert = replace(
        alert,
        state=State.UNACKNOWLEDGED,
        occurrence=alert.occurrence + 1,
        raised_at=now,
        acknowledged_by=None,
        acknowledged_at=None,
        notes=0,
    )
    raised = AlertRaised(
        alert=alert.id,
        occurrence=alert.occurrence,
        rule=alert.rule,
        target=alert.target,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
    )
    return alert, (raised,)


def _rose(alert: Alert) -> Outcome:
    alert = replace(alert, state=State.UNACKNOWLEDGED, acknowledged_by=None, acknowledged_at=None)
    rose = AlertRose(
        alert=alert.id,
        occurrence=alert.occurrence,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
    )
    return alert, (rose,)


def _ended(alert: Alert) -> Outcome:
    if alert.state is State.ACKNOWLEDGED:
        cleared = AlertCleared(alert=alert.id, occurrence=alert.occurrence, value=alert.told)
        return replace(alert, state=State.NORMAL), (cleared,)
    returned = AlertReturned(alert=alert.id, occurrence=alert.occurrence, value=alert.told)
    return replace(alert, state=State.RETURNED), (returned,)


def _folded(alert: Alert, stimulus: Folded, now: int) -> Outcome:
    quiet = replace(alert, lanes=tuple(Lane() for _ in alert.lanes), level=-1)
    if not alert.standing:
        return quiet, ()
    fact = AlertFolded(alert=alert.id, occurrence=alert.occurrence, into=stimulus.into)
    return replace(quiet, state=State.NORMAL, changed_at=now), (fact,)


def _acknowledged(alert: Alert, stimulus: Acknowledge, now: int) -> Outcome:
    _require_occurrence(alert, stimulus.occurrence)
    if alert.acknowledged_by is not None:
        if alert.acknowledged_by == stimulus.person:
            return alert, ()
        raise Conflict(
            "already_acknowledged",
            id=alert.id,
            by=alert.acknowledged_by,
            at=alert.acknowledged_at,
        )
    if not alert.in_queue:
        raise Refused("alert_not_standing", id=alert.id)
    state = State.NORMAL if alert.state is State.RETURNED else State.ACKNOWLEDGED
    acknowledged = replace(
        alert,
        state=state,
        changed_at=now,
        acknowledged_by=stimulus.person,
        acknowledged_at=now,
    )
    facts: tuple[AlertFact, ...] = (
        AlertAcknowledged(alert=alert.id, occurrence=alert.occurrence, note=stimulus.note),
    )
    if state is State.NORMAL:
        facts += (AlertCleared(alert=alert.id, occurrence=alert.occurrence, value=alert.told),)
    return acknowledged, facts


def _require_occurrence(alert: Alert, occurrence: int) -> None:
    if alert.occurrence == 0 or occurrence > alert.occurrence:
        raise Refused("no_such_occurrence", id=alert.id, occurrence=occurrence)
    if occurrence != alert.occurrence:
        raise Refused(
            "occurrence_passed", id=alert.id, occurrence=occurrence, current=alert.occurrence
        )
