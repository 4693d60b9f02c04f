"""How long a hub with many rules takes to be ready, against one with few, in one run.

1,000 sensors either way: 100 rules are shared by ten sensors each, of 10,000 each sensor has ten.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

from bench.hub import NAME, RunningHub, make_site
from console.domain.ids import DeviceId, RuleId
from console.domain.rules import Level, LimitRule, Rule
from console.domain.sites import Device, Site
from console.domain.values import Priority

SENSORS = 1_000
FEW, MANY = 100, 10_000
ROUNDS = 3
RULE = """
[rules."r.{n}"]
kind = "limit"
name = {{ zh = "测", en = "bench" }}
levels = [{{ priority = "medium", limit = {n}, clear = {n} }}]
"""


def main() -> None:
    """Print how long it takes until the hub answers and hears its broker."""
    taken: dict[int, list[float]] = {FEW: [], MANY: []}
    for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine hits both
        for rules, times in taken.items():
            began = time.perf_counter()
            with (
                tempfile.TemporaryDirectory() as folder,
                RunningHub(Path(folder), rules, module="bench.start"),
            ):
                times.append(time.perf_counter() - began)
    few, many = (statistics.median(times) for times in taken.values())
    print(
        f"start, broker included: {few:.2f} s with {FEW} rules, {many:.2f} s with {MANY:,}, "
        f"ratio {many / few:.2f}"
    )
    print(f"  {MANY:,} rules read from TOML and checked: {_read():.2f} s")


def make_ruled_site(count: int) -> Site:
    """Return a site of 1,000 sensors under `count` rules of their own."""
    rules: dict[RuleId, Rule] = {}
    for number in range(count):
        level = Level(priority=Priority.MEDIUM, limit=200 + number, clear=200 + number)
        rule = LimitRule(id=RuleId(f"r.{number}"), name=NAME, levels=(level,))
        rules[rule.id] = rule
    site, ids = make_site(SENSORS), list(rules)
    devices: dict[DeviceId, Device] = {}
    for number, device in enumerate(site.devices.values()):
        own = tuple(
            ids[number % count :: max(SENSORS, count)][:1] + ids[number + SENSORS :: SENSORS]
        )
        sensors = tuple(replace(sensor, rules=own) for sensor in device.sensors)
        devices[device.id] = replace(device, sensors=sensors)
    return replace(site, devices=devices, rules=rules)


def _read() -> float:
    from console.site_file import checked_rules

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rules.toml"
        file.write_text("".join(RULE.format(n=number) for number in range(MANY)))
        began = time.perf_counter()
        found = len(checked_rules(str(file)).rules)
        took = time.perf_counter() - began
    if found != MANY:
        raise AssertionError(found)
    return took


def _hub(folder: Path, rules: int) -> None:
    from console.hub.service import run
    from console.settings import Settings

    settings = Settings(data=folder / "data", socket=folder / "hub.sock")
    run(settings, make_ruled_site(rules))


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        _hub(Path(sys.argv[1]), int(sys.argv[2]))
