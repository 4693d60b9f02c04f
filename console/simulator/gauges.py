"""What one simulated sensor reads: its day, chance, and the mishap it is in."""

from __future__ import annotations

import math
from random import Random

from console.domain.rules import LimitRule, Side
from console.domain.sites import Sensor, Site
from console.simulator.curves import CURVES, Curve
from console.simulator.mishaps import Excursion, plainly
from console.simulator.rhythm import shift_h

MARGIN = 0.05  # of the clear value: how far ordinary values keep from trouble
SCALE_SPREAD = 0.08  # how much one sensor of a kind differs from the next, at most
BENDS = 0.1  # of the band: where ordinary values begin to bend before its edge
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
        self._shift_h = self._random.uniform(-1, 1) * shift_h(sensor.quantity)
        self._chance = 0.0

    def usual(self, hour: float) -> float:
        """Return the value of any day at `hour`."""
        return self._curve.at(hour + self._shift_h)

    def read(
        self, usual: float, at: int, excursion: Excursion | None, *, added: float = 0.0
    ) -> float:
        """Return the value at `at` (ms) of what is usually so much, as the sensor reports it.

        `added` is what a story puts on top.
        """
        value = within(usual * self._scale * self._moved(), self.sensor, (self._low, self._high))
        return self._away(value, at, excursion, added)

    def show(
        self, true: float, at: int, excursion: Excursion | None, *, added: float = 0.0
    ) -> float:
        """Return the value at `at` (ms) of what is truly so much, in trouble or not."""
        return self._away(true * self._moved(), at, excursion, added)

    def _moved(self) -> float:
        curve = self._curve
        spread = curve.noise * math.sqrt(1 - curve.memory**2)
        self._chance = curve.memory * self._chance + self._random.gauss(0, spread)
        return 1 + self._chance

    def _away(self, value: float, at: int, excursion: Excursion | None, added: float) -> float:
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


def within(value: float, sensor: Sensor, band: tuple[float, float]) -> float:
    """Return a value kept within a band; it bends before an edge that is a rule's, so that
    values near it still differ."""
    low, high = band
    width = BENDS * (high - low)
    if high < sensor.high and value > high - width > 0:
        value = high - width * math.exp(-(value - high + width) / width)
    elif low > sensor.low and value < low + width:
        value = low + width * math.exp(-(low + width - value) / width)
    return min(max(value, low), high)


def _middling(low: float, high: float) -> Curve:
    middle, swing = (low + high) / 2, (high - low) / 10
    return Curve(((4, middle - swing), (15, middle + swing)), 0.02, 0.9)
