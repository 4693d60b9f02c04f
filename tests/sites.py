"""Small communities for tests."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.ids import (
    DeviceId,
    KindId,
    RuleId,
    SceneId,
    SensorId,
    SiteId,
    UnitId,
    ZoneId,
)
from console.domain.people import Unit
from console.domain.rules import Level, LimitRule, NoDataRule, OfflineRule
from console.domain.sites import Device, Scene, Sensor, Site, Zone
from console.domain.values import Bilingual, Priority

AIR = SceneId("air")
GATE = ZoneId("gate")
HIGH = RuleId("air.pm10")
SILENT = RuleId("sensor.silent")
DEVICE_SILENT = RuleId("device.silent")
OFFLINE = RuleId("device.offline")
GATEWAY = DeviceId("gw")
PERIOD_S = 10.0


def named(zh: str, en: str) -> Bilingual:
    """Return a name."""
    return Bilingual(zh=zh, en=en)


def sensor_of(device: str, quantity: str = "pm10") -> SensorId:
    """Return a sensor's id."""
    return SensorId(f"{device}/{quantity}")


def probe(name: str, quantities: tuple[str, ...] = ("pm10",)) -> Device:
    """Return an air probe behind the gateway."""
    device = DeviceId(name)
    return Device(
        id=device,
        kind=KindId("air-probe"),
        name=named(f"{name}探头", f"probe {name}"),
        zone=GATE,
        scene=AIR,
        latitude=30.66,
        longitude=104.02,
        behind=(GATEWAY,),
        rules=(OFFLINE, DEVICE_SILENT),
        guidance=named("先看工地", "look at the site first"),
        sensors=tuple(
            Sensor(
                id=sensor_of(name, quantity),
                device=device,
                quantity=quantity,
                name=named(quantity, quantity),
                unit="µg/m³",
                low=0,
                high=1_000,
                period_s=PERIOD_S,
                decimals=0,
                rules=(HIGH, SILENT),
            )
            for quantity in quantities
        ),
    )


def placed(
    device: Device, latitude: float, longitude: float, *, period_s: float = PERIOD_S
) -> Device:
    """Return a probe that stands elsewhere, or speaks at other times."""
    sensors = tuple(replace(sensor, period_s=period_s) for sensor in device.sensors)
    return replace(device, latitude=latitude, longitude=longitude, sensors=sensors)


def small_site(*probes: Device, on_delay_s: float = 0.0, off_delay_s: float = 0.0) -> Site:
    """Return a site of some probes behind one gateway; without any, of two."""
    gateway = Device(
        id=GATEWAY,
        kind=KindId("gateway"),
        name=named("网关", "gateway"),
        zone=GATE,
        scene=AIR,
        latitude=30.66,
        longitude=104.02,
        rules=(OFFLINE,),
    )
    levels = (
        Level(priority=Priority.MEDIUM, limit=100, clear=90),
        Level(priority=Priority.HIGH, limit=250, clear=225),
    )
    rules = (
        LimitRule(
            id=HIGH,
            name=named("颗粒物", "particles"),
            levels=levels,
            on_delay_s=on_delay_s,
            off_delay_s=off_delay_s,
        ),
        NoDataRule(id=SILENT, name=named("无数据", "no data"), priority=Priority.LOW, periods=6),
        NoDataRule(
            id=DEVICE_SILENT, name=named("设备无声", "silent"), priority=Priority.LOW, periods=3
        ),
        OfflineRule(id=OFFLINE, name=named("离线", "offline"), priority=Priority.MEDIUM),
    )
    devices = (gateway, *(probes or (probe("p1"), probe("p2"))))
    return Site(
        id=SiteId("s"),
        name=named("小区", "estate"),
        latitude=30.66,
        longitude=104.02,
        time_zone="Asia/Shanghai",
        zones={GATE: Zone(id=GATE, name=named("1号门", "gate 1"))},
        scenes={AIR: Scene(id=AIR, name=named("空气", "air"))},
        devices={device.id: device for device in devices},
        rules={rule.id: rule for rule in rules},
    )


def with_units(site: Site, *accounts: str, verify_s: float = 900.0) -> Site:
    """Return the site with the crews u1 (of these accounts), u2 and u3, which is off duty.

    Its rules must be seen normal for `verify_s` before a case may close.
    """
    units = (
        Unit(id=UnitId("u1"), name=named("一组", "crew one"), accounts=accounts, zone=GATE),
        Unit(id=UnitId("u2"), name=named("二组", "crew two")),
        Unit(id=UnitId("u3"), name=named("三组", "crew three"), on_duty=False),
    )
    rules = {rule.id: replace(rule, verify_s=verify_s) for rule in site.rules.values()}
    return replace(site, units={unit.id: unit for unit in units}, rules=rules)
