"""What a case is about: its alerts' points, and what follows from them where nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from console.domain.alerts import Alert
from console.domain.case_facts import Point
from console.domain.cases import Case
from console.domain.categories import category_of, concerned
from console.domain.ids import AlertId, CaseId, DeviceId, PartyId, SensorId, TargetId, ZoneId
from console.domain.matters import Category
from console.domain.sites import Site
from console.domain.values import Priority
from console.errors import Conflict, NotFound, Refused
from console.hub.casebook import Casebook
from console.hub.engine import Engine
from console.hub.nearest import nearest
from console.hub.people import Seat
from console.hub.points import point_of
from console.hub.selection import device_of

# A person's number, written in whatever groups: a mobile, a landline with its area, any with "+".
# Registers number otherwise; a number in one of them is no reason to call somebody up.
_TELEPHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86)?1[3-9]\d{9}(?!\d)|(?<!\d)0\d{9,11}(?!\d)|\+\d{8,15}"
)
_GROUPED = re.compile(r"(?<=\d)[ ()\-.·]+(?=\d)")


class Matter:
    """Answers what follows from alerts, devices and zones of the site for a case."""

    def __init__(self, site: Site, engine: Engine) -> None:
        self._site = site
        self._alert = engine.alert
        self._book: Casebook = engine.casebook

    def alerts(self, wanted: Iterable[AlertId]) -> list[Alert]:
        """Return the alerts, each once; raise NotFound."""
        return [self._alert(alert) for alert in dict.fromkeys(wanted)]

    def points(self, alerts: Sequence[Alert]) -> tuple[Point, ...]:
        """Return what the alerts measured."""
        return tuple(
            point_of(self._site, alert.rule, alert.target)
            for alert in alerts
            if alert.rule in self._site.rules  # else it is gone from the site since
        )

    def zone(self, wanted: ZoneId | None, alerts: Sequence[Alert]) -> ZoneId | None:
        """Return the zone asked for, or else that of the first alert's device."""
        if wanted is not None and wanted not in self._site.zones:
            near = nearest(wanted, self._site.zones)
            raise NotFound("no_such_zone", id=wanted, nearest=near)
        if wanted is not None or not alerts:
            return wanted
        device = self._site.devices.get(device_of(alerts[0].target))
        return None if device is None else device.zone

    def category(self, alerts: Sequence[Alert]) -> Category:
        """Return the category of the worst alert, the first of several."""
        if not alerts:
            return Category.OTHER
        worst = max(alerts, key=lambda alert: alert.priority.rank)
        return self.category_at(worst.target, worst)

    def category_at(self, target: TargetId, alert: Alert | None = None) -> Category:
        """Return the category of what is measured at a sensor or device."""
        rule = self._site.rules.get(alert.rule) if alert is not None else None
        device = self._site.devices.get(device_of(target))
        if device is None:
            return Category.OTHER  # it is gone from the site since
        quantity = target.partition("/")[2] or None
        return category_of(rule, quantity, self._site.scenes[device.scene])

    def concerned(self, category: Category) -> tuple[PartyId, ...]:
        """Return the parties that a case of a category concerns."""
        return concerned(category, self._site.parties)

    def parties(self, wanted: Iterable[PartyId]) -> tuple[PartyId, ...]:
        """Return the parties named, each once; raise NotFound."""
        for party in (known := tuple(dict.fromkeys(wanted))):
            if party not in self._site.parties:
                near = nearest(party, self._site.parties)
                raise NotFound("no_such_party", id=party, nearest=near)
        return known

    def place(self, about: str) -> tuple[ZoneId, TargetId | None]:
        """Return the zone that a zone, device or sensor is (in), and the latter two themselves."""
        if about in self._site.zones:
            return ZoneId(about), None
        device = self._site.devices.get(DeviceId(about.partition("/")[0]))
        sensors = () if device is None else (sensor.id for sensor in device.sensors)
        if device is None or not (about == device.id or about in sensors):
            known = [*self._site.zones, *self._site.devices]
            raise NotFound("no_such_place", id=about, nearest=nearest(about, known))
        return device.zone, SensorId(about) if "/" in about else DeviceId(about)

    def cases(self, wanted: Iterable[CaseId]) -> tuple[CaseId, ...]:
        """Return the cases named, each once; raise NotFound."""
        return tuple(self._book.case(case).id for case in dict.fromkeys(wanted))

    def taken_up(self, alerts: Sequence[Alert], seat: Seat) -> Case | None:
        """Return the case that this person opened from these alerts already, if they did; raise
        Conflict where another case has one of them."""
        cases = [(alert, case) for alert in alerts if (case := self._book.about(alert.id))]
        for alert, case in cases:
            own = case.opened_by == seat.who.person
            if not own or len({case.id for _, case in cases}) > 1 or len(cases) < len(alerts):
                raise _taken(alert.id, case)
        return cases[0][1] if cases else None

    def free(self, alerts: Iterable[AlertId], case: CaseId) -> None:
        """Raise Conflict where another open case than `case` works on one of the alerts."""
        for alert in alerts:
            other = self._book.about(alert)
            if other is not None and other.id != case:
                raise _taken(alert, other)


def worst(alerts: Sequence[Alert]) -> Priority | None:
    """Return the priority of the worst alert."""
    return max((alert.priority for alert in alerts), key=lambda one: one.rank, default=None)


def registered(reference: str | None) -> str | None:
    """Return a register's number as it is kept; raise Refused for what looks like a telephone."""
    if reference is None:
        return None
    if _TELEPHONE.search(_GROUPED.sub("", reference)):
        raise Refused("reference_is_personal")
    return reference.strip()


def _taken(alert: AlertId, case: Case) -> Conflict:
    return Conflict("alert_in_case", id=alert, case=case.id, by=case.opened_by, at=case.opened_at)
