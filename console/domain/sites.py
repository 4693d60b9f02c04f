"""The community as the hub knows it: zones, scenes, devices and what they measure."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from console.domain.automations import Automation
from console.domain.calendar import Calendar
from console.domain.causes import Action
from console.domain.checks import Checks, Pair
from console.domain.comparison import Terms
from console.domain.conditions import Suppression
from console.domain.controls import Control, Interlock
from console.domain.diagnosis.figures import Figures
from console.domain.ids import (
    ControlId,
    DeviceId,
    KindId,
    PartyId,
    RuleId,
    SceneId,
    SensorId,
    SiteId,
    UnitId,
    ZoneId,
)
from console.domain.key_figures import KeyFigure
from console.domain.landmarks import Landmark
from console.domain.matters import Category
from console.domain.parties import Party
from console.domain.people import PatrolPolicy, Unit
from console.domain.policy import Policy
from console.domain.remedy_catalogue import UsualRemedy
from console.domain.rules import Rule
from console.domain.sla import Sla
from console.domain.surroundings import Surrounding
from console.domain.values import Bilingual


class GuidanceFrom(StrEnum):
    """Whose guidance an operator is shown, the first that has any."""

    RULE = "rule"
    DEVICE = "device"
    KIND = "kind"
    ZONE = "zone"


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A named place; `landmark` tells a patrol how to find it."""

    id: ZoneId
    name: Bilingual
    landmark: Bilingual | None = None


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """One of the configurable smart scenes; the site file's order is the wall's order.

    `category` is what cases about its alerts are filed under.
    """

    id: SceneId
    name: Bilingual
    note: Bilingual | None = None
    category: Category | None = None
    figures: tuple[KeyFigure, ...] = ()


class Sensor(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity a device measures.

    `low` and `high` bound what the instrument can report, in `unit`. A reading covers
    `period_s` seconds and its `at` marks that stretch's start or end. `checks` are what its
    readings must pass besides to be believed.
    """

    id: SensorId
    device: DeviceId
    quantity: str
    name: Bilingual
    unit: str
    low: float
    high: float
    period_s: float
    at: Literal["start", "end"] = "end"
    decimals: int = 1
    rules: tuple[RuleId, ...] = ()
    checks: Checks = Checks()


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A physical thing; `behind` names the gateway and feeder it hangs on, nearest first.

    `pairs` are quantities of its that cannot be just anything to each other. `guidance_from` says
    whose guidance it has.
    """

    id: DeviceId
    kind: KindId
    name: Bilingual
    zone: ZoneId
    scene: SceneId
    aliases: tuple[str, ...] = ()
    latitude: float
    longitude: float
    behind: tuple[DeviceId, ...] = ()
    sensors: tuple[Sensor, ...] = ()
    rules: tuple[RuleId, ...] = ()
    guidance: Bilingual | None = None
    guidance_from: GuidanceFrom | None = None
    pairs: tuple[Pair, ...] = ()
    controls: tuple[Control, ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A community, resolved: every reference points at something that is here.

    `rules` are those in force; `editions` has every edition of those that come in several, in
    order of their validity.
    """

    id: SiteId
    name: Bilingual
    latitude: float
    longitude: float
    time_zone: str
    root: str = "wanshou"
    zones: dict[ZoneId, Zone]
    scenes: dict[SceneId, Scene]
    devices: dict[DeviceId, Device]
    rules: dict[RuleId, Rule]
    editions: dict[RuleId, tuple[Rule, ...]] = {}
    units: dict[UnitId, Unit] = {}
    patrols: PatrolPolicy = PatrolPolicy()
    parties: dict[PartyId, Party] = {}
    suppressions: dict[str, Suppression] = {}
    policy: Policy = Policy()
    calendar: Calendar = Calendar()
    sla: Sla = Sla()
    remedies: dict[Action, UsualRemedy] = {}
    comparison: Terms = Terms()
    plan: tuple[Landmark, ...] = ()
    surroundings: tuple[Surrounding, ...] = ()
    interlocks: dict[str, Interlock] = {}
    automations: dict[str, Automation] = {}
    diagnosis: Figures = msgspec.field(default_factory=Figures)

    def sensors(self) -> dict[SensorId, Sensor]:
        """Return every sensor by id, in the order of the site file."""
        return {s.id: s for d in self.devices.values() for s in d.sensors}

    def controls(self) -> dict[ControlId, Control]:
        """Return every control by id, in the order of the site file."""
        return {c.id: c for d in self.devices.values() for c in d.controls}

    def control(self, wanted: ControlId | str) -> Control | None:
        """Return a control, if the site has it."""
        device = self.devices.get(DeviceId(wanted.partition("/")[0]))
        found = () if device is None else device.controls
        return next((one for one in found if one.id == wanted), None)

    def targets(self) -> list[Device | Sensor]:
        """Return all that rules can hang on: each device, and what it measures."""
        found: list[Device | Sensor] = []
        for device in self.devices.values():
            found += [device, *device.sensors]
        return found


def ancestors(site: Site, device: DeviceId) -> tuple[DeviceId, ...]:
    """Return all that `device` hangs behind, nearest first, each once."""
    seen: dict[DeviceId, None] = {}
    waiting = list(site.devices[device].behind)
    while waiting:
        above = waiting.pop(0)
        if above not in seen and above != device:
            seen[above] = None
            waiting.extend(site.devices[above].behind)
    return tuple(seen)
