"""What one simulated sensor reads: its day, chance, and the mishap it is in."""

from __future__ import annotations

import math
from random import Random

from console.domain.rules import LimitRule, Side
from console.domain.sites import Sensor, Site
from console.simulator.curves import CURVES, Curve
from console.simulator.mishaps import Excursion, plainly

MARGIN = 0.05  # of the clear value: how far ordinary values keep from trouble
SCALE_SPREAD = 0.08  # how much one sensor of a kind differs from the next, at most
JITTER = 0.3  # of an excursion's reach: how much its top wavers

# Quantities that follow another of the same device: whose, and whether upside down.
FOLLOWS = {"volume": ("level", False), "weight": ("fill", False), "free": ("occupancy", True)}
FULL_SHARE = 0.6  # of its range that a follower reaches when what it follows is full


class Gauge:
    """One sensor's stream of values; each call moves chance on by one reading."""

    def __init__(self, site: Site, sensor: Sensor, seed: int) -> None:
        self.sensor = sensor
        self.period_ms = max(1, round(sensor.period_s * 1000))
        self._random = Random(f"{seed}/{sensor.id}")
        self._low, self._high = calm(site, sensor)
        self._curve = CURVES.get(sensor.quantity) or _middling(self._low, self._high)
        spread = min(SCALE_SPREAD, 3 * self._curve.noise)
        self._scale = self._random.uniform(1 - spread, 1 + spread)
        self._shift_h = self._random.uniform(-0.4, 0.4)
        self._chance = 0.0

    def read(
        self, hour: float, at: int, excursion: Excursion | None, *, added: float = 0.0
    ) -> float:
        """Return the value at `at` (ms), `hour` of the local day, rounded as the sensor reports.

        `added` is what a story puts on top.
        """
        curve = self._curve
        spread = curve.noise * math.sqrt(1 - curve.memory**2)
        self._chance = curve.memory * self._chance + self._random.gauss(0, spread)
        usual = curve.at(hour + self._shift_h) * self._scale * (1 + self._chance)
        value = min(max(usual, self._low), self._high)
        if excursion:
            share = excursion.share(at)
            top = excursion.peak + JITTER * excursion.reach * self._random.uniform(-1, 1)
            value += (top - value) * share
        return self._reported(value + added)

    def follow(self, share: float) -> float:
        """Return the value of a quantity that follows another one, now at `share` of its range."""
        low, high = self.sensor.low, self.sensor.high
        return self._reported(low + (high - low) * FULL_SHARE * share)

    def _reported(self, value: float) -> float:
        bounded = min(max(value, self.sensor.low), self.sensor.high)
        return round(bounded, self.sensor.decimals)


def calm(site: Site, sensor: Sensor) -> tuple[float, float]:
    """Return the band in which none of the sensor's rules would stand, nor keep standing."""
    low, high = sensor.low, sensor.high
    for name in sensor.rules:
        rule = site.rules[name]
        if not isinstance(rule, LimitRule) or not plainly(rule):
            continue
        for level in rule.levels:
            margin = MARGIN * abs(level.clear) + 0.5 * 10**-sensor.decimals
            if rule.side is Side.HIGH:
                high = min(high, level.clear - margin)
            else:
                low = max(low, level.clear + margin)
    return (low, high) if low < high else ((low + high) / 2,) * 2


def _middling(low: float, high: float) -> Curve:
    middle, swing = (low + high) / 2, (high - low) / 10
    return Curve(((4, middle - swing), (15, middle + swing)), 0.02, 0.9)
