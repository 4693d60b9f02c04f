"""Who has taken notice of an alert: acknowledging, taking it back, passing it on."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.alert_facts import (
    Advanced,
    AlertAcknowledged,
    AlertCleared,
    AlertFact,
    AlertNoted,
    AlertPassedOn,
    AlertUnacknowledged,
)
from console.domain.alerts import Alert, State
from console.domain.stimuli import Acknowledge, Note, PassOn, Unacknowledge
from console.errors import Conflict, Refused


def acknowledge(alert: Alert, stimulus: Acknowledge, now: int) -> Advanced:
    """Let a person own the occurrence they saw; the first one wins."""
    require_occurrence(alert, stimulus.occurrence)
    if alert.acknowledged_by is not None:
        if alert.acknowledged_by == stimulus.person:
            return alert, ()
        raise Conflict(
            "already_acknowledged",
            id=alert.id,
            by=alert.acknowledged_by,
            at=alert.acknowledged_at,
        )
    if alert.state.withheld:
        raise Refused("alert_withheld", id=alert.id, state=alert.state.value)
    if not alert.in_queue:
        raise Refused("alert_not_standing", id=alert.id)
    if stimulus.seen is not None and stimulus.seen.rank < alert.priority.rank:
        raise Refused("alert_rose", id=alert.id, priority=alert.priority.value)
    state = State.NORMAL if alert.state is State.RETURNED else State.ACKNOWLEDGED
    acknowledged = replace(
        alert,
        state=state,
        changed_at=now,
        acknowledged_by=stimulus.person,
        acknowledged_at=now,
    )
    facts: tuple[AlertFact, ...] = (
        AlertAcknowledged(
            alert=alert.id, occurrence=alert.occurrence, note=stimulus.note, bulk=stimulus.bulk
        ),
    )
    if state is State.NORMAL:
        facts += (AlertCleared(alert=alert.id, occurrence=alert.occurrence, value=alert.told),)
    return acknowledged, facts


def unacknowledge(alert: Alert, stimulus: Unacknowledge, now: int) -> Advanced:
    """Let an acknowledgement fall back; raise Refused where there is none that stands."""
    require_occurrence(alert, stimulus.occurrence)
    if alert.state is not State.ACKNOWLEDGED:
        raise Refused("alert_not_acknowledged", id=alert.id)
    fact = AlertUnacknowledged(
        alert=alert.id, occurrence=alert.occurrence, why=stimulus.why, note=stimulus.note
    )
    unowned = replace(
        alert,
        state=State.UNACKNOWLEDGED,
        changed_at=now,
        acknowledged_by=None,
        acknowledged_at=None,
    )
    return unowned, (fact,)


def pass_on(alert: Alert, stimulus: PassOn) -> Advanced:
    """Let another person own what someone acknowledged."""
    if alert.state is not State.ACKNOWLEDGED or alert.acknowledged_by == stimulus.to:
        return alert, ()
    passed = AlertPassedOn(alert=alert.id, occurrence=alert.occurrence, to=stimulus.to)
    return replace(alert, acknowledged_by=stimulus.to), (passed,)


def note(alert: Alert, stimulus: Note) -> Advanced:
    """Write a note on an occurrence."""
    require_occurrence(alert, stimulus.occurrence)
    noted = AlertNoted(alert=alert.id, occurrence=alert.occurrence, note=stimulus.note)
    return replace(alert, notes=alert.notes + 1), (noted,)


def require_occurrence(alert: Alert, occurrence: int) -> None:
    """Raise Refused unless `occurrence` is the one that is now."""
    if alert.occurrence == 0 or occurrence > alert.occurrence:
        raise Refused("no_such_occurrence", id=alert.id, occurrence=occurrence)
    if occurrence != alert.occurrence:
        raise Refused(
            "occurrence_passed", id=alert.id, occurrence=occurrence, current=alert.occurrence
        )
