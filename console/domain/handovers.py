"""How a handover ends: signed by the next person, or by nobody."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from console.domain.alerts import Alert, State
from console.domain.shifts import Handover, HandoverStep
from console.errors import Conflict, Refused


def passing(handover: Handover, alerts: Iterable[Alert]) -> list[Alert]:
    """Return those of `alerts` that pass on with `handover`: whoever offered it owned that
    occurrence then, and still does."""
    then = {(owned.alert, owned.occurrence) for owned in handover.owned if owned.by == handover.by}
    return [
        alert
        for alert in alerts
        if alert.state is State.ACKNOWLEDGED
        and alert.acknowledged_by == handover.by
        and (alert.id, alert.occurrence) in then
    ]


def accepted(handover: Handover, person: str, now: int) -> Handover:
    """Return the handover signed by `person`; the first one wins, and never the one who offers it.

    Whoever signed may say so again. One whose time is up has lapsed, whether or not that was told.
    """
    if handover.step is HandoverStep.ACCEPTED:
        if handover.accepted_by == person:
            return handover
        raise Conflict(
            "handover_accepted", id=handover.id, by=handover.accepted_by, at=handover.ended_at
        )
    if handover.step is HandoverStep.LAPSED or now >= handover.until:
        raise Refused("handover_lapsed", id=handover.id)
    if person == handover.by:
        raise Refused("own_handover", id=handover.id)
    return replace(handover, step=HandoverStep.ACCEPTED, accepted_by=person, ended_at=now)


def lapsed(handover: Handover, now: int) -> Handover:
    """Return the handover that nobody signed."""
    return replace(handover, step=HandoverStep.LAPSED, ended_at=now)
