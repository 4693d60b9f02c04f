"""A community with patrol units and a short window, and a hand to measure in it."""

from __future__ import annotations

import os
import pwd

from msgspec.structs import replace

from console.clock import WallClock
from console.contract.telemetry import Topics, encode_telemetry
from console.domain.ids import DeviceId, UnitId
from console.domain.people import Unit
from console.domain.sites import Device, Site
from tests.hubs import HubProcess, publish
from tests.sites import GATE, named, probe, small_site

WINDOW_S = 1.0
P1, P2, P3 = UnitId("p1"), UnitId("p2"), UnitId("p3")


def account() -> str:
    """Return the account these tests run as."""
    return pwd.getpwuid(os.getuid()).pw_name


def guarded_site(*probes: Device) -> Site:
    """Return a community of probes with three units; the first one is ours, the last off duty."""
    site = small_site(*(probes or (probe("air-1"), probe("air-2"))))
    first = Unit(
        id=P1,
        name=named("巡逻一队", "patrol 1"),
        members=("李未", "王方"),
        zone=GATE,
        kit=("spray",),
        accounts=(account(),),
    )
    second = Unit(id=P2, name=named("巡逻二队", "patrol 2"), members=("赵敏",))
    third = Unit(id=P3, name=named("巡逻三队", "patrol 3"), on_duty=False)
    rules = {id: replace(rule, verify_s=WINDOW_S) for id, rule in site.rules.items()}
    return replace(site, rules=rules, units={unit.id: unit for unit in (first, second, third)})


def measure(hub: HubProcess, value: float, device: str = "air-1") -> None:
    """Let a probe say what it measures now."""
    topic = Topics(hub.site.root, hub.site.id).telemetry(DeviceId(device))
    publish(hub.access("device"), topic, encode_telemetry(WallClock().now(), {"pm10": value}))
