"""The community's square: a hub that also answers what a board asks, and the board before it."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from msgspec.structs import replace

from console.board.figures import ask_figures, rated
from console.board.told import Told, told
from console.clock import utc
from console.contract.rule_views import Concern, Explanation, JudgedView
from console.contract.views import Page, SensorView
from console.domain.ids import DeviceId, SensorId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.errors import HubUnreachable
from console.mirror import Mirror
from console.site_file import load_site
from tests.ui.fakes import MINUTE, FakeHub

V = TypeVar("V")
AIR = ("air-gate-1", "air-gate-2", "air-lake", "air-plaza", "air-compound")
CLEAN = {"ph": 7.4, "do": 8.1, "nh3n": 0.2}


@cache
def community() -> Site:
    """Return the shipped community, read once."""
    return load_site("wanshouqiao")


class Square(FakeHub):
    """A `FakeHub` that says what its rules judged, and how good its newest readings are."""

    def __init__(self, site: Site | None = None) -> None:
        super().__init__(site or community())
        self.judged: dict[DeviceId, JudgedView] = {}
        self.quality: dict[SensorId, int] = {}

    def rate(self, device: str, value: float, *, for_min: float = 2, least: bool = False) -> None:
        """A device's rating rule judged `value` now."""
        until = utc(self.now + round(for_min * MINUTE))
        view = JudgedView(value=value, at=utc(self.now), until=until, least=least)
        self.judged[DeviceId(device)] = view

    def put(self, sensor: str, value: float, *, ago_s: float = 20, quality: int = 1) -> None:
        """A reading was stored; no rule looks."""
        id = SensorId(sensor)
        at = self.now - round(ago_s * 1000)
        self.readings[id] = [Reading(id, at, value)]
        self.quality[id] = quality

    def fine(self) -> Square:
        """Everything is as it should be."""
        for place, probe in enumerate(AIR):
            self.rate(probe, 40.0 + place)
        for device, _rule in rated(self.site):
            for quantity, value in CLEAN.items():
                if SensorId(f"{device.id}/{quantity}") in self.site.sensors():
                    self.put(f"{device.id}/{quantity}", value)
        for sensor in self.site.sensors().values():
            usual = {"soc": 80.0, "free": 44.0, "fill": 30.0}.get(sensor.quantity)
            if usual is not None:
                self.put(sensor.id, usual)
        return self

    def ask(self, view: str, answer: type[V], **query: Any) -> V:
        """Answer what a board asks besides."""
        if self.down:
            raise HubUnreachable("hub_unreachable", address="fake")
        if view == "sensors":
            self.asked.append(view)
            return cast(V, Page(items=tuple(self._sensors(query)), as_of=len(self.facts)))
        if view.startswith("devices/") and view.endswith("/rules"):
            self.asked.append(view)
            return cast(V, self._explained(DeviceId(view.split("/")[1])))
        return super().ask(view, answer, **query)

    def told(self, *, current: bool = True, known: bool = True) -> Told:
        """Return what a board says of it."""
        mirror = Mirror()
        mirror.reset(self.snapshot())
        figures = ask_figures(self, self.site, self.now)
        return told(mirror, figures, current=current, known=known)

    def _sensors(self, query: dict[str, Any]) -> list[SensorView]:
        return [
            SensorView(
                sensor=sensor,
                device_name=device.name,
                aliases=device.aliases,
                zone=device.zone,
                scene=device.scene,
                latest=replace(self._latest(sensor.id), quality=self.quality.get(sensor.id, 1)),
                doubt=self.around.doubts.get(sensor.id),
            )
            for device in self.site.devices.values()
            for sensor in device.sensors
            if sensor.quantity in query["quantity"]
        ]

    def _explained(self, id: DeviceId) -> Explanation:
        device = self.site.devices[id]
        return Explanation(
            target=id,
            name=device.name,
            day=utc(self.now).date(),
            as_of=len(self.facts),
            concerns=tuple(
                Concern(
                    target=id,
                    rule=self.site.rules[rule],
                    in_force=True,
                    judged=self.judged.get(id),
                )
                for rule in device.rules
            ),
        )
