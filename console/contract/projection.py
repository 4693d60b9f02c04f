"""Domain values as views: what the hub tells of what it keeps."""

from __future__ import annotations

from console.clock import utc
from console.contract.views import AlertView
from console.domain.alerts import Alert


def alert_view(alert: Alert) -> AlertView:
    """Return `alert` as facts tell it: with the value of the last fact, not the newest one."""
    acknowledged_at = alert.acknowledged_at
    return AlertView(
        id=alert.id,
        occurrence=alert.occurrence,
        rule=alert.rule,
        target=alert.target,
        state=alert.state,
        standing=alert.standing,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
        raised_at=utc(alert.raised_at),
        changed_at=utc(alert.changed_at),
        acknowledged_by=alert.acknowledged_by,
        acknowledged_at=None if acknowledged_at is None else utc(acknowledged_at),
        notes=alert.notes,
    )
