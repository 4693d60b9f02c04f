"""Names of things, each its own type so that none is handed where another belongs."""

from __future__ import annotations

from typing import NewType

SiteId = NewType("SiteId", str)
ZoneId = NewType("ZoneId", str)
SceneId = NewType("SceneId", str)
KindId = NewType("KindId", str)
DeviceId = NewType("DeviceId", str)
SensorId = NewType("SensorId", str)  # device/quantity: "air-gate-1/pm10"
RuleId = NewType("RuleId", str)  # "air.pm10.1h"
AlertId = NewType("AlertId", str)  # "A-1042"
CaseId = NewType("CaseId", str)  # "C-231"
UnitId = NewType("UnitId", str)  # a patrol unit: "p1"
ControlId = NewType("ControlId", str)  # device/control: "pump-wanshou/run"
CommandId = NewType("CommandId", str)  # "K-57"
PartyId = NewType("PartyId", str)  # an organisation: "site-team"

TargetId = SensorId | DeviceId


def sensor_id(device: DeviceId, quantity: str) -> SensorId:
    """Return the id of what `device` measures."""
    return SensorId(f"{device}/{quantity}")
