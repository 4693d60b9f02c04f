"""A small sound site file and its presets, to break in tests."""

from __future__ import annotations

import tomllib

PRESETS = tomllib.loads(
    """
[links.rules."sensor.silent"]
kind = "no-data"
name = { zh = "无数据", en = "Silent" }
priority = "low"
least = "30s"

[links.rules."device.offline"]
kind = "offline"
name = { zh = "离线", en = "Offline" }
priority = "medium"
on_delay = "30s"
"""
)

GOOD = """
use = ["links"]

[site]
id = "village"
name = { zh = "村", en = "Village" }
latitude = 30.66
longitude = 104.02
time_zone = "Asia/Shanghai"

[zones.gate-1]
name = { zh = "1号门", en = "Gate 1" }
guidance = { zh = "从东侧进", en = "Enter from the east" }

[scenes.air]
name = { zh = "空气", en = "Air" }

[scenes.water]
name = { zh = "水", en = "Water" }

[kinds.probe]
name = { zh = "探头", en = "Probe" }
scene = "air"
rules = ["device.offline"]

[kinds.probe.sensors.pm10]
name = { zh = "PM10", en = "PM10" }
unit = "µg/m³"
range = [0, 1000]
period = "60s"
decimals = 0
rules = ["air.pm10", "sensor.silent"]

[kinds.gateway]
name = { zh = "网关", en = "Gateway" }
scene = "air"
guidance = { zh = "重启", en = "Restart" }

[devices.gw]
kind = "gateway"
name = { zh = "网关", en = "Gateway" }
zone = "gate-1"
position = [30.66, 104.02]

[devices.air-gate-1]
kind = "probe"
name = { zh = "1号门探头", en = "Gate 1 probe" }
aliases = ["党群服务中心附近的空气探头"]
zone = "gate-1"
position = [30.66, 104.02]
behind = ["gw"]

[rules."air.pm10"]
kind = "limit"
name = { zh = "PM10 高", en = "PM10 high" }
levels = [
  { priority = "low", limit = 120, clear = 108 },
  { priority = "high", limit = 250, clear = 225 },
]
on_delay = "2m"
label = "reference"
"""
