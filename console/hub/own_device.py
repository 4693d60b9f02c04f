"""The hub as a device of its site: what can go wrong with it alerts like anything else."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.ids import DeviceId, KindId, RuleId, SceneId, SensorId, ZoneId
from console.domain.rules import Level, LimitRule, Side
from console.domain.sites import Device, Scene, Sensor, Site, Zone
from console.domain.values import Bilingual, Priority

HUB = DeviceId("hub")
DISK_FREE = SensorId("hub/disk-free")
PERIOD_S = 10.0
MIB_MAX = 1e9

_NAME = Bilingual(zh="治理中心主机", en="Hub")


def with_hub(site: Site, *, reserve_mib: int) -> Site:
    """Return the site with the hub among its devices; alerts come well before `reserve_mib`."""
    zone, scene = ZoneId("hub"), SceneId("hub")
    device = Device(
        id=HUB,
        kind=KindId("hub"),
        name=_NAME,
        zone=zone,
        scene=scene,
        latitude=site.latitude,
        longitude=site.longitude,
        sensors=(_disk_sensor(),),
    )
    rule = _disk_rule(reserve_mib)
    return replace(
        site,
        zones={**site.zones, zone: Zone(id=zone, name=_NAME)},
        scenes={**site.scenes, scene: Scene(id=scene, name=Bilingual(zh="系统", en="System"))},
        devices={**site.devices, HUB: device},
        rules={**site.rules, rule.id: rule},
    )


def _disk_sensor() -> Sensor:
    return Sensor(
        id=DISK_FREE,
        device=HUB,
        quantity="disk-free",
        name=Bilingual(zh="磁盘剩余", en="Disk free"),
        unit="MiB",
        low=0,
        high=MIB_MAX,
        period_s=PERIOD_S,
        decimals=0,
        rules=(RuleId("hub.disk"),),
    )


def _disk_rule(reserve_mib: int) -> LimitRule:
    warn, stop = reserve_mib * 4.0, reserve_mib * 1.5
    return LimitRule(
        id=RuleId("hub.disk"),
        name=Bilingual(zh="磁盘将满", en="Disk filling up"),
        side=Side.LOW,
        levels=(
            Level(priority=Priority.HIGH, limit=warn, clear=warn * 1.2),
            Level(priority=Priority.CRITICAL, limit=stop, clear=stop * 1.2),
        ),
        guidance=Bilingual(
            zh="清理主机磁盘，或缩短读数保留天数（retention_days）。低于预留空间时，主机暂停接收读数，"
            "读数留在消息服务器上，空间恢复后自动继续。",
            en="Free space on the hub's disk, or keep readings for fewer days (retention_days). "
            "Below the reserve the hub stops taking readings; they wait on the broker and come "
            "in once there is room.",
        ),
    )
