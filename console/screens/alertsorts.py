"""What alerts are called by when they are looked for, and the orders they can be put into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from console.clock import moment
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import DeviceId, TargetId
from console.domain.sites import Site
from console.live import Live
from console.screens.glance import device_name, quantity_name
from console.screens.sorting import UP, Sort, natural
from console.sieve import BETWEEN, straw
from console.wording import priority_word, rule_name, state_word, target_name, zone_name
from console.wording.lists import By

Alerts = Sequence[AlertView]
_RAISED = attrgetter("raised_at")
_STATES = {state: place for place, state in enumerate(State)}


class Straws:
    """What a filter is tried on for each alert: its id, place, rule, priority, state, person."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._site: Site | None = None
        self._called: dict[tuple[object, ...], str] = {}

    def __call__(self, alert: AlertView) -> str:
        """Return what `alert` is called by; all but its id, which many share, is made once."""
        site = self._live.mirror.site
        if site is not self._site:
            self._site = site
            self._called.clear()
        alike = (alert.target, alert.rule, alert.priority, alert.state, alert.acknowledged_by)
        called = self._called.get(alike)
        if called is None:
            called = self._called[alike] = straw(*_names(site, alert))
        return f"{alert.id}@{alert.occurrence}{BETWEEN}".casefold() + called


def _names(site: Site, alert: AlertView) -> Iterator[str]:
    device = site.devices.get(DeviceId(alert.target.partition("/")[0]))
    yield target_name(site, alert.target)
    yield alert.target
    yield zone_name(site, device.zone) if device else ""
    yield rule_name(site, alert.rule)
    yield priority_word(alert.priority)
    yield state_word(alert.state)
    yield alert.acknowledged_by or ""


Key = Callable[[AlertView], Any]


def _sorted_by(key: Callable[[Live], Key]) -> Callable[[Live, Alerts], Alerts]:
    return lambda live, alerts: sorted(alerts, key=key(live))


def _newest(live: Live, alerts: Alerts) -> Alerts:
    return sorted(alerts, key=_RAISED, reverse=True)


def _oldest(live: Live, alerts: Alerts) -> Alerts:
    return sorted(alerts, key=_RAISED)


def _place(live: Live, alerts: Alerts) -> Alerts:
    site = live.mirror.site

    def name(target: TargetId) -> Any:
        return natural(device_name(site, target)), natural(quantity_name(site, target))

    targets = sorted({alert.target for alert in alerts}, key=name)
    rank = {target: place for place, target in enumerate(targets)}
    return sorted(alerts, key=lambda alert: rank[alert.target])


def _state(live: Live) -> Key:
    return lambda alert: _STATES[alert.state]


def _case(live: Live) -> Key:
    cases = sorted(live.mirror.cases.values(), key=lambda case: natural(case.id))
    rank = {alert: place for place, case in enumerate(cases) for alert in case.alerts}
    return lambda alert: rank.get(alert.id, len(cases))


def _left(live: Live) -> Key:
    return lambda alert: (alert.shelf is None, moment(alert.shelf.until) if alert.shelf else 0)


NEWEST = Sort[AlertView](word=By.NEWEST, columns=("age", "left"), arrow=UP, put=_newest)
OLDEST = Sort[AlertView](word=By.OLDEST, columns=("age", "left"), put=_oldest)
PLACE = Sort[AlertView](word=By.PLACE, columns=("where", "quantity"), arrow=UP, put=_place)
QUEUE_SORTS = (
    Sort[AlertView](word=By.PRIORITY, columns=("word", "glyph")),
    NEWEST,
    OLDEST,
    PLACE,
    Sort[AlertView](word=By.STATE, columns=("state", "mark"), arrow=UP, put=_sorted_by(_state)),
    Sort[AlertView](word=By.CASE, columns=("case",), arrow=UP, put=_sorted_by(_case)),
)
WITHHELD_SORTS = (
    Sort[AlertView](word=By.KEPT, columns=("why",), arrow=UP),
    Sort[AlertView](word=By.LEFT, columns=("left",), arrow=UP, put=_sorted_by(_left)),
    Sort[AlertView](word=By.NEWEST, arrow=UP, put=_newest),
    Sort[AlertView](word=By.PRIORITY, columns=("glyph",)),
    PLACE,
)
