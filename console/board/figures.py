"""What the board asks the hub besides facts: figures its rules judged, and the newest values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

import msgspec

from console.clock import moment
from console.contract.rule_views import Explanation, JudgedView
from console.contract.views import LatestView, Page, SensorView
from console.domain.gauges import AirIndex, WaterClass
from console.domain.ids import DeviceId, SensorId
from console.domain.rules import LimitRule, Rule
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Quality
from console.domain.water_class import ITEMS

FREE, FILL, CHARGE = "free", "fill", "soc"
QUANTITIES = (*ITEMS, FREE, FILL, CHARGE)
PAGE = 1_000
LATE_PERIODS = 3.0  # a value so many periods old is still told as that of now

V = TypeVar("V")


class Asking(Protocol):
    """A hub that answers questions; a board knows nothing else to want of it."""

    def ask(self, view: str, answer: type[V], **query: object) -> V:
        """Ask for a view."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub answered at data time `at` (ms): the figure of a device's air or water rule,
    and the newest stored reading of sensors."""

    at: int
    judged: Mapping[DeviceId, JudgedView] = {}
    latest: Mapping[SensorId, LatestView] = {}

    def figure(self, device: DeviceId) -> JudgedView | None:
        """Return what was judged of a device, while it is evidence."""
        judged = self.judged.get(device)
        return judged if judged is not None and moment(judged.until) >= self.at else None

    def value(self, sensor: Sensor) -> float | None:
        """Return a sensor's newest value, where it is sound and not too old."""
        latest = self.latest.get(sensor.id)
        if latest is None or latest.value is None or latest.at is None:
            return None
        if latest.quality != Quality.GOOD:
            return None
        late = self.at - moment(latest.at) > sensor.period_s * LATE_PERIODS * 1000
        return None if late else latest.value


def ask_figures(hub: Asking, site: Site, at: int) -> Figures:
    """Ask for all of it, at data time `at`; only questions are asked."""
    judged: dict[DeviceId, JudgedView] = {}
    for device, rule in rated(site):
        told = hub.ask(f"devices/{device.id}/rules", Explanation)
        concerns = (c for c in told.concerns if c.target == device.id and c.rule.id == rule.id)
        figure = next((concern.judged for concern in concerns), None)
        if figure is not None:
            judged[device.id] = figure
    return Figures(at=at, judged=judged, latest=_latest(hub))


def rated(site: Site) -> Iterable[tuple[Device, LimitRule]]:
    """Return the devices with a rule on an index of their own, air's or water's, and that rule."""
    for device in site.devices.values():
        rule = next((r for id in device.rules if (r := _rating(site.rules.get(id)))), None)
        if rule is not None:
            yield device, rule


def _rating(rule: Rule | None) -> LimitRule | None:
    if isinstance(rule, LimitRule) and isinstance(rule.gauge, AirIndex | WaterClass):
        return rule
    return None


def _latest(hub: Asking) -> dict[SensorId, LatestView]:
    found: dict[SensorId, LatestView] = {}
    after: str | None = None
    while True:
        page = hub.ask(
            "sensors", Page[SensorView], quantity=list(QUANTITIES), limit=PAGE, after=after
        )
        found |= {view.sensor.id: view.latest for view in page.items if view.doubt is None}
        after = page.next
        if after is None:
            return found
