"""What stands at a moment, as one shift hands it to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from console.domain.alerts import State
from console.domain.shifts import Handover, Owned, Shelved
from console.domain.sites import Site
from console.hub.alert_book import AlertBook
from console.hub.casebook import Casebook


class Picture:
    """Freezes what the next shift must know; `out_of_service` names what is being worked on."""

    def __init__(self, site: Site, alerts: AlertBook, cases: Casebook) -> None:
        self._units = site.units
        self._valid_ms = round(site.policy.handover_s * 1000)
        self._alerts = alerts
        self._cases = cases
        self.out_of_service: Callable[[], Iterable[str]] = tuple

    def frozen(self, id: str, by: str, now: int, *, note: str | None) -> Handover:
        """Return what `by` hands over at `now` (ms), oldest alert first."""
        alerts = sorted(self._alerts.raised(), key=lambda alert: alert.order)
        return Handover(
            id=id,
            by=by,
            at=now,
            until=now + self._valid_ms,
            note=note,
            unacknowledged=tuple(
                a.id for a in alerts if a.in_queue and a.state is not State.ACKNOWLEDGED
            ),
            owned=tuple(
                Owned(a.id, a.occurrence, a.acknowledged_by, a.acknowledged_at or 0)
                for a in alerts
                if a.state is State.ACKNOWLEDGED and a.acknowledged_by is not None
            ),
            shelved=tuple(Shelved(a.id, a.shelf.until) for a in alerts if a.shelf is not None),
            out_of_service=tuple(sorted(self.out_of_service())),
            out=tuple(unit for unit in self._units if self._cases.out(unit) is not None),
            cases=tuple(case.id for case in self._cases.open_cases()),
        )
