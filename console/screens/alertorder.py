"""What alerts are called by when they are looked for, and the orders they can be put into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from console.clock import moment
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId, TargetId
from console.domain.sites import Site
from console.live import Live
from console.screens.glance import device_name, quantity_name
from console.screens.ordering import UP, Order, natural
from console.sieve import BETWEEN, folded
from console.wording import priority_word, rule_name, state_word, target_name, zone_name
from console.wording.lists import By

Alerts = Sequence[AlertView]
_STATES = {state: place for place, state in enumerate(State)}


class Straws:
    """What a filter is tried on for each alert: its id, place, rule, priority, state, person."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._site: Site | None = None
        self._called: dict[tuple[TargetId, str], str] = {}

    def __call__(self, alert: AlertView) -> str:
        """Return what `alert` is called by."""
        site = self._live.mirror.site
        if site is not self._site:
            self._site = site
            self._called.clear()
        thing = (alert.target, alert.rule)
        called = self._called.get(thing)
        if called is None:
            called = self._called[thing] = self._name(site, alert)
        words = f"{priority_word(alert.priority)}{BETWEEN}{state_word(alert.state)}"
        own = f"{alert.id}@{alert.occurrence}{BETWEEN}{alert.acknowledged_by or ''}"
        return f"{called}{BETWEEN}{folded(own)}{BETWEEN}{folded(words)}"

    def _name(self, site: Site, alert: AlertView) -> str:
        device = site.devices.get(DeviceId(alert.target.partition("/")[0]))
        zone = zone_name(site, device.zone) if device else ""
        told = (target_name(site, alert.target), alert.target, zone, rule_name(site, alert.rule))
        return folded(BETWEEN.join(told))


Key = Callable[[AlertView], Any]


def _sorted_by(key: Callable[[Live], Key]) -> Callable[[Live, Alerts], Alerts]:
    return lambda live, alerts: sorted(alerts, key=key(live))


def _age(live: Live) -> Key:
    return lambda alert: alert.raised_at


def _youth(live: Live) -> Key:
    return lambda alert: -moment(alert.raised_at)


def _place(live: Live) -> Key:
    site, known = live.mirror.site, dict[TargetId, Any]()

    def place(alert: AlertView) -> Any:
        at = alert.target
        if at not in known:
            known[at] = (natural(device_name(site, at)), natural(quantity_name(site, at)))
        return known[at]

    return place


def _state(live: Live) -> Key:
    return lambda alert: _STATES[alert.state]


def _case(live: Live) -> Key:
    cases = live.mirror.cases.values()
    case_of = {alert: natural(case.id) for case in cases for alert in case.alerts}
    none = ((1, ""),)
    return lambda alert: (alert.id not in case_of, case_of.get(AlertId(alert.id), none))


def _left(live: Live) -> Key:
    return lambda alert: (alert.shelf is None, moment(alert.shelf.until) if alert.shelf else 0)


NEWEST = Order[AlertView](word=By.NEWEST, columns=("age", "left"), arrow=UP, put=_sorted_by(_youth))
OLDEST = Order[AlertView](word=By.OLDEST, columns=("age", "left"), put=_sorted_by(_age))
PLACE = Order[AlertView](
    word=By.PLACE, columns=("where", "quantity"), arrow=UP, put=_sorted_by(_place)
)
QUEUE_ORDERS = (
    Order[AlertView](word=By.PRIORITY, columns=("word", "glyph")),
    NEWEST,
    OLDEST,
    PLACE,
    Order[AlertView](word=By.STATE, columns=("state", "mark"), arrow=UP, put=_sorted_by(_state)),
    Order[AlertView](word=By.CASE, columns=("case",), arrow=UP, put=_sorted_by(_case)),
)
WITHHELD_ORDERS = (
    Order[AlertView](word=By.KEPT, columns=("why",), arrow=UP),
    Order[AlertView](word=By.LEFT, columns=("left",), arrow=UP, put=_sorted_by(_left)),
    Order[AlertView](word=By.NEWEST, arrow=UP, put=_sorted_by(_youth)),
    Order[AlertView](word=By.PRIORITY, columns=("glyph",)),
    PLACE,
)
