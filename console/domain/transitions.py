"""How an alert moves when its condition does: raised, risen, eased, over (ISA-18.2 A to D).

A withheld alert goes on evaluating; what happens to it is recorded and not annunciated.
"""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.alert_facts import (
    Advanced,
    AlertCleared,
    AlertEased,
    AlertFolded,
    AlertRaised,
    AlertReturned,
    AlertRose,
    Unshelving,
)
from console.domain.alerts import Alert, Lane, State
from console.domain.ids import TargetId
from console.domain.lanes import highest, limit_of, priority_of
from console.domain.rules import Rule
from console.domain.withholding import release, unshelved


def relevel(rule: Rule, alert: Alert, lanes: tuple[Lane, ...], now: int) -> Advanced:
    """Give `alert` new lanes, and what follows where another level stands (`now` in ms)."""
    level = highest(lanes)
    alert = replace(alert, lanes=lanes)
    if level == alert.level:
        return alert, ()
    before = alert.level
    alert = replace(alert, level=level, told=alert.value, changed_at=now)
    if level < 0:
        return _ended(rule, alert)
    known = alert.priority
    alert = replace(alert, priority=priority_of(rule, level), limit=limit_of(rule, level))
    if before > level:
        return _eased(alert)
    alert, facts = _raised(alert, now) if before < 0 else _rose(alert)
    if alert.priority.rank <= known.rank:
        return alert, facts
    alert, released = release(alert, now)  # worse than what somebody took for a mere symptom
    return alert, (*facts, *released)


def fold(alert: Alert, into: TargetId, now: int) -> Advanced:
    """Let the cause at `into` speak for a standing alert; one that has returned stays."""
    quiet = replace(alert, lanes=tuple(Lane() for _ in alert.lanes), level=-1)
    if not alert.standing:
        return quiet, ()
    withheld = alert.withheld
    fact = AlertFolded(
        alert=alert.id, occurrence=alert.occurrence, into=into, withheld=alert.withheld
    )
    return replace(quiet, state=withheld or State.NORMAL, changed_at=now), (fact,)


def _raised(alert: Alert, now: int) -> Advanced:
    alert = replace(
        alert,
        state=alert.withheld or State.UNACKNOWLEDGED,
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
        order=alert.order,
        withheld=alert.withheld,
        suppressed_by=alert.suppressed_by,
        out_of_service=alert.out_of_service,
        episodes=alert.episodes,
    )
    return alert, (raised,)


def _rose(alert: Alert) -> Advanced:
    state = alert.withheld or State.UNACKNOWLEDGED
    alert = replace(alert, state=state, acknowledged_by=None, acknowledged_at=None)
    rose = AlertRose(
        alert=alert.id,
        occurrence=alert.occurrence,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
        withheld=alert.withheld,
    )
    return alert, (rose,)


def _eased(alert: Alert) -> Advanced:
    eased = AlertEased(
        alert=alert.id,
        occurrence=alert.occurrence,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
    )
    return alert, (eased,)


def _ended(rule: Rule, alert: Alert) -> Advanced:
    returned = AlertReturned(
        alert=alert.id, occurrence=alert.occurrence, value=alert.told, withheld=alert.withheld
    )
    cleared = AlertCleared(alert=alert.id, occurrence=alert.occurrence, value=alert.told)
    if alert.withheld is not None:
        if alert.shelf is None or not alert.shelf.one_shot:
            return alert, (returned,)
        over, facts = unshelved(alert, Unshelving.ENDED)
        return over, (returned, *facts)
    if alert.state is State.ACKNOWLEDGED:
        return replace(alert, state=State.NORMAL), (cleared,)
    if not rule.latching:
        return replace(alert, state=State.NORMAL), (returned, cleared)
    return replace(alert, state=State.RETURNED), (returned,)
