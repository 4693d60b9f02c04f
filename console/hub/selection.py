"""Choosing and paging: which items of a list a question means, and which part of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from console.clock import moment
from console.contract.views import AlertView, Page
from console.domain.cases import Case, overdue
from console.domain.ids import DeviceId, SensorId
from console.domain.notices import Notice
from console.domain.people import Unit
from console.domain.sites import Device, Site
from console.errors import NotFound, Refused

LIMIT_DEFAULT = 200
LIMIT_MAX = 1_000

T = TypeVar("T")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is narrowed to; every filter given must hold, each by any of its values."""

    scene: frozenset[str] = frozenset()
    zone: frozenset[str] = frozenset()
    device: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    priority: frozenset[str] = frozenset()
    quantity: frozenset[str] = frozenset()
    step: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    outcome: frozenset[str] = frozenset()
    alert: frozenset[str] = frozenset()
    category: frozenset[str] = frozenset()
    owner: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    overdue: frozenset[str] = frozenset()
    symptoms: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    case: frozenset[str] = frozenset()
    party: frozenset[str] = frozenset()
    channel: frozenset[str] = frozenset()
    fact: frozenset[str] = frozenset()
    limit: int = LIMIT_DEFAULT
    after: str | None = None

    @property
    def with_symptoms(self) -> bool:
        """Tell whether alerts that stand behind a cause are to be listed as well."""
        return "true" in self.symptoms

    def device_fits(self, device: Device) -> bool:
        """Tell whether a device, or what it carries, is meant."""
        return (
            _fits(self.scene, device.scene)
            and _fits(self.zone, device.zone)
            and _fits(self.kind, device.kind)
            and _fits(self.device, device.id)
        )

    def alert_fits(self, alert: AlertView, site: Site) -> bool:
        """Tell whether an alert is meant; without a state, one that is in the queue."""
        device = site.devices.get(device_of(alert.target))
        in_state = alert.state in self.state if self.state else alert.state.in_queue
        return (
            in_state
            and _fits(self.priority, alert.priority)
            and device is not None
            and self.device_fits(device)
        )

    def sensor_fits(self, quantity: str, doubted: bool) -> bool:
        """Tell whether a sensor of that quantity is meant, which is doubted or not."""
        return _fits(self.quantity, quantity) and _fits(self.doubted, str(doubted).lower())

    def case_fits(self, case: Case) -> bool:
        """Tell whether a case is meant; without a step or an outcome, one that is not closed."""
        asked = self.step or self.outcome
        return (
            (bool(asked) or case.outcome is None)
            and _fits(self.step, case.step)
            and _fits(self.outcome, case.outcome or "")
            and _fits(self.zone, case.zone or "")
            and _fits(self.category, case.category)
            and _fits(self.priority, case.priority)
            and _fits(self.owner, case.owner or "")
            and _fits(self.source, case.source)
            and _fits(self.suspended, str(case.suspension is not None).lower())
            and _fits(self.overdue, str(overdue(case)).lower())
            and (not self.unit or any(a.unit in self.unit for a in case.assignments))
            and (not self.alert or any(alert in self.alert for alert in case.alerts))
        )

    def unit_fits(self, unit: Unit) -> bool:
        """Tell whether a patrol unit is meant."""
        return _fits(self.unit, unit.id) and _fits(self.zone, unit.zone or "")

    def notice_fits(self, notice: Notice) -> bool:
        """Tell whether a notice to a party is meant."""
        return (
            _fits(self.case, notice.case or "")
            and _fits(self.party, notice.party or "")
            and _fits(self.channel, notice.channel)
            and _fits(self.kind, notice.kind)
            and _fits(self.state, notice.state)
            and _fits(self.fact, str(notice.fact))
        )

    def page(self, items: Sequence[T], name: Callable[[T], str], as_of: int) -> Page[T]:
        """Return the part of `items` after the one named `after`, at most `limit` of them."""
        limit = max(1, min(self.limit, LIMIT_MAX))
        start = 0
        if self.after is not None:
            names = [name(item) for item in items]
            if self.after not in names:
                raise NotFound("page_gone", id=self.after)
            start = names.index(self.after) + 1
        part = tuple(items[start : start + limit])
        more = start + limit < len(items)
        return Page(items=part, as_of=as_of, next=name(part[-1]) if more and part else None)


FILTERS = ("scene", "zone", "device", "kind", "state", "priority", "quantity")
ALERT_FILTERS = (*FILTERS, "symptoms")
SENSOR_FILTERS = (*FILTERS, "doubted")
CASE_FILTERS = (
    *("step", "zone", "unit", "outcome", "alert"),
    *("category", "priority", "owner", "source", "suspended", "overdue"),
)
NOTICE_FILTERS = ("case", "party", "channel", "kind", "state", "fact")
UNIT_FILTERS = ("unit", "zone")


def selection_of(query: Mapping[str, Sequence[str]], filters: Sequence[str] = FILTERS) -> Selection:
    """Read a query string; an unknown filter is refused rather than ignored."""
    for name in query:
        if name not in (*filters, "limit", "after"):
            raise Refused("unknown_filter", filter=name, known=", ".join(filters))
    limit = query.get("limit", [str(LIMIT_DEFAULT)])[-1]
    if not limit.isdecimal() or len(limit) > 9 or int(limit) < 1:
        raise Refused("bad_limit", value=limit)
    return Selection(
        limit=int(limit),
        after=query["after"][-1] if "after" in query else None,
        **{name: frozenset(query[name]) for name in filters if name in query},
    )


def moment_of(said: str | None, default: int) -> int:
    """Read a moment (RFC 3339) as ms; `default` where none is given."""
    if said is None:
        return default
    try:
        when = datetime.fromisoformat(said)
    except ValueError:
        raise Refused("bad_time", value=said) from None
    if when.tzinfo is None:
        raise Refused("time_without_zone", value=said)
    return moment(when)


def device_of(target: SensorId | DeviceId) -> DeviceId:
    """Return the device a target is, or belongs to."""
    return DeviceId(target.partition("/")[0])


def _fits(wanted: frozenset[str], value: str) -> bool:
    return not wanted or value in wanted
