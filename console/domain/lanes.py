"""Levels at work: which are active, which have stood long enough, and when that changes next."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from console.domain.alerts import Alert, Lane
from console.domain.rules import Level, LimitRule, Rule, Side
from console.domain.stimuli import Measured
from console.domain.values import Priority


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


def judged(rule: Rule, alert: Alert, active: bool, now: int) -> tuple[Lane, ...]:
    """Return the alert's lanes once its condition was found true or false at `now` (ms)."""
    return tuple(_turned(lane, active, now) for lane in lanes_of(rule, alert))


def measured(
    rule: LimitRule, alert: Alert, stimulus: Measured, now: int, *, blind: bool
) -> tuple[Lane, ...]:
    """Return the alert's lanes once a value came; `blind` where nothing was known before it."""
    lanes = []
    for level, lane in zip(rule.levels, lanes_of(rule, alert), strict=True):
        active = exceeds(rule.side, level, stimulus.value, standing=lane.standing)
        # After a gap nothing is known of the time between: a running delay starts again.
        restart = blind and active is lane.active and active is not lane.standing
        lanes.append(replace(lane, since=now) if restart else _turned(lane, active, now))
    return tuple(lanes)


def settled(rule: Rule, alert: Alert, due: int) -> tuple[Lane, ...]:
    """Return the alert's lanes once every delay that ends by `due` (ms) has taken effect."""
    return tuple(
        replace(lane, standing=lane.active)
        if lane.active is not lane.standing and _due(rule, lane) <= due
        else lane
        for lane in alert.lanes
    )


def next_due(rule: Rule, alert: Alert) -> int | None:
    """Return when a delay next ends (ms), if evidence reaches so far."""
    dues = [_due(rule, lane) for lane in alert.lanes if lane.active is not lane.standing]
    return min((due for due in dues if due <= alert.evidence_until), default=None)


def fitted(rule: Rule, alert: Alert) -> tuple[Lane, ...]:
    """Return as many lanes as the rule has levels: the rule may have been rewritten."""
    wanted = len(levels_of(rule))
    if len(alert.lanes) in (0, wanted):
        return alert.lanes
    return (*alert.lanes, *(Lane() for _ in range(wanted)))[:wanted]


def highest(lanes: Sequence[Lane]) -> int:
    """Return the most severe level that stands, -1 where none does."""
    return max((i for i, lane in enumerate(lanes) if lane.standing), default=-1)


def lanes_of(rule: Rule, alert: Alert) -> tuple[Lane, ...]:
    """Return the alert's lanes, at rest where it has none yet."""
    return alert.lanes or tuple(Lane() for _ in levels_of(rule))


def _turned(lane: Lane, active: bool, now: int) -> Lane:
    return lane if lane.active is active else replace(lane, active=active, since=now)


def _due(rule: Rule, lane: Lane) -> int:
    delay_s: float = getattr(rule, "on_delay_s" if lane.active else "off_delay_s", 0.0)
    return lane.since + round(delay_s * 1000)
