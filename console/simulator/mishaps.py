"""What goes wrong in the simulated community, when, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import msgspec

from console.domain.gauges import Mean, Value
from console.domain.ids import DeviceId, SensorId
from console.domain.rules import LimitRule, NoDataRule, Side
from console.domain.sites import Sensor, Site, ancestors
from console.domain.values import Priority
from console.simulator.faults import Breakdown, Fault

SECOND = 1000  # ms
MINUTE = 60 * SECOND

PROMPT_S = 120.0  # an opening alert's delay is at most this long
FIRST = SensorId("air-gate-1/pm10")  # where the story of the demo community begins
BETWEEN_S = 360.0  # mean stretch between mishaps once the opening is over
OUTAGE_SHARE_MAX = 0.5  # of all devices: a mishap never takes the whole site away

# The opening, in seconds: enough of everything that one look at the wall shows what it is for.
OPENING: tuple[tuple[float, str], ...] = (
    (0, "medium"),
    (45, "low"),
    (90, "high"),
    (150, "outage"),
    (240, "critical"),
    (300, "silence"),
    (420, "medium"),
)
# Beside a story: enough to see that the community lives, too little to drown it.
ASIDE: tuple[tuple[float, str], ...] = ((900, "low"), (1800, "low"))
BETWEEN_ASIDE_S = 1800.0
LATER = (
    *("low", "low", "medium", "medium", "high", "low", "critical", "silence", "outage"),
    "broken",
)


class Excursion(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor's value leaves its calm band for `peak` and comes back; moments in ms."""

    sensor: SensorId
    begin: int
    top: int
    down: int
    end: int
    peak: float
    reach: float

    def share(self, at: int) -> float:
        """Return how far (0 to 1) the value has left its usual course at `at`."""
        if at < self.top:
            return max(0.0, (at - self.begin) / (self.top - self.begin))
        return 1.0 if at < self.down else max(0.0, (self.end - at) / (self.end - self.down))


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """One sensor says nothing while its device goes on."""

    sensor: SensorId
    begin: int
    end: int


class Outage(msgspec.Struct, frozen=True, kw_only=True):
    """A device is gone and everything behind it with it; itself first in `devices`."""

    devices: tuple[DeviceId, ...]
    begin: int
    end: int


Mishap = Excursion | Silence | Outage | Breakdown

_Aim = tuple[Sensor, LimitRule, int]


def mishaps(
    site: Site, seed: int, opens: int, *, spare: frozenset[DeviceId] = frozenset()
) -> Iterator[Mishap]:
    """Yield mishaps by when they begin: the opening at `opens` (ms), then by chance, for ever.

    Where a story has devices to `spare`, nothing happens to them, and little elsewhere. A site
    without a device has none.
    """
    chance = _Chance(site, Random(f"{seed}/story"), spare)
    if not chance.possible:
        return
    opening, between_s = (ASIDE, BETWEEN_ASIDE_S) if spare else (OPENING, BETWEEN_S)
    for offset_s, what in opening:
        yield from chance.stage(what, opens + round(offset_s * SECOND), opening=True)
    at = opens + round(opening[-1][0] * SECOND)
    while True:
        at += round(chance.random.expovariate(1 / between_s) * SECOND) + SECOND
        yield from chance.stage(chance.random.choice(LATER), at, opening=False)


class _Chance:
    """Chooses what happens to whom; nothing happens to the same thing twice at once."""

    def __init__(self, site: Site, random: Random, spare: frozenset[DeviceId]) -> None:
        self.random = random
        self._aims = [aim for aim in _aims(site) if aim[0].device not in spare]
        self._mute = [
            sensor
            for sensor in site.sensors().values()
            if sensor.device not in spare
            and any(isinstance(site.rules[rule], NoDataRule) for rule in sensor.rules)
        ]
        self._fuses = [fuse for fuse in _fuses(site) if not spare.intersection(fuse)]
        self._busy: dict[str, int] = {}
        self.possible = bool(self._fuses)

    def stage(self, what: str, begin: int, *, opening: bool) -> Iterator[Mishap]:
        """Yield the mishap called `what`, if there is anyone free for it."""
        if what == "outage":
            yield from self._outage(begin)
        elif what == "silence":
            yield from self._silence(begin)
        elif what == "broken":
            yield from self._breakdown(begin)
        else:
            yield from self._excursion(Priority(what), begin, opening=opening)

    def _outage(self, begin: int) -> Iterator[Mishap]:
        free = [fuse for fuse in self._fuses if self._free("outage", begin)]
        if free:
            end = begin + self.random.randint(5, 9) * MINUTE
            self._busy["outage"] = end + 10 * MINUTE
            yield Outage(devices=self.random.choice(free), begin=begin, end=end)

    def _silence(self, begin: int) -> Iterator[Mishap]:
        free = [sensor for sensor in self._mute if self._free(sensor.id, begin)]
        if free:
            sensor = self.random.choice(free)
            end = begin + round(sensor.period_s * 6 * SECOND) + 4 * MINUTE
            self._busy[sensor.id] = end
            yield Silence(sensor=sensor.id, begin=begin, end=end)

    def _breakdown(self, begin: int) -> Iterator[Mishap]:
        free = [aim[0] for aim in self._aims if self._free(aim[0].id, begin)]
        if free:
            sensor = self.random.choice(free)
            fault = self.random.choice((Fault.DRIFT, Fault.SPIKE))
            end = begin + self.random.randint(20, 40) * MINUTE
            self._busy[sensor.id] = end + 10 * MINUTE
            yield Breakdown(sensor=sensor.id, fault=fault, begin=begin, end=end)

    def _excursion(self, priority: Priority, begin: int, *, opening: bool) -> Iterator[Mishap]:
        free = [
            aim
            for aim in self._aims
            if aim[1].levels[aim[2]].priority is priority
            and self._free(aim[0].id, begin)
            and (not opening or aim[0].id == FIRST or _wait_s(aim[1]) <= PROMPT_S)
        ]
        first = [aim for aim in free if opening and aim[0].id == FIRST]
        if free:
            aim = self.random.choice(first or free)
            excursion = self._course(aim, begin)
            self._busy[aim[0].id] = excursion.end + 10 * MINUTE
            yield excursion

    def _course(self, aim: _Aim, begin: int) -> Excursion:
        sensor, rule, index = aim
        rise = self.random.randint(60, 120) * SECOND
        hold_s = _wait_s(rule) + max(4 * sensor.period_s, 180) + self.random.uniform(0, 240)
        top = begin + rise
        down = top + round(hold_s * SECOND)
        reach = _reach(sensor, rule, index)
        limit = rule.levels[index].limit
        return Excursion(
            sensor=sensor.id,
            begin=begin,
            top=top,
            down=down,
            end=down + rise,
            peak=limit + reach if rule.side is Side.HIGH else limit - reach,
            reach=reach,
        )

    def _free(self, what: str, begin: int) -> bool:
        return self._busy.get(what, 0) <= begin


def _wait_s(rule: LimitRule) -> float:
    """Return how long a value must last until the rule's alert is raised."""
    return rule.on_delay_s + rule.window_s


def plainly(rule: LimitRule) -> bool:
    """Tell whether a rule judges values themselves, at any time of day."""
    return isinstance(rule.gauge, Value | Mean) and rule.only_when is None


def _aims(site: Site) -> list[_Aim]:
    """Return every level of every limit rule that its sensor can reach at all."""
    return [
        (sensor, rule, index)
        for sensor in site.sensors().values()
        for name in sensor.rules
        if isinstance(rule := site.rules[name], LimitRule) and plainly(rule)
        for index in range(len(rule.levels))
        if _reach(sensor, rule, index) > 2 * 10**-sensor.decimals
    ]


def _reach(sensor: Sensor, rule: LimitRule, index: int) -> float:
    """Return how far past the level's limit to go: well past it, well short of the next."""
    level = rule.levels[index]
    edge = sensor.high if rule.side is Side.HIGH else sensor.low
    bound = rule.levels[index + 1].limit if index + 1 < len(rule.levels) else edge
    room = (bound - level.limit) if rule.side is Side.HIGH else (level.limit - bound)
    return min(0.4 * room, 0.15 * abs(level.limit) + 0.5 * abs(level.limit - level.clear))


def _fuses(site: Site) -> list[tuple[DeviceId, ...]]:
    """Return each device that others hang behind, with those, unless it is half the site."""
    behind: dict[DeviceId, list[DeviceId]] = {}
    for device in site.devices:
        for above in ancestors(site, device):
            behind.setdefault(above, []).append(device)
    most = len(site.devices) * OUTAGE_SHARE_MAX
    groups = [(top, *below) for top, below in behind.items() if len(below) < most]
    return groups or [(device,) for device in site.devices]
