"""A story at work in the world: what each source adds to which sensor, until it is ended."""

from __future__ import annotations

from random import Random

from console.domain.alerts import FOREVER
from console.domain.causes import Cause
from console.domain.ids import DeviceId, SensorId
from console.simulator.faults import Breakdown
from console.simulator.stories import Source, Story

GUST_SPREAD = 0.1  # how much one gust differs from the next, at most


class Plot:
    """What a story does to the world from `opens` (ms) on; chance is the seed's alone."""

    def __init__(self, story: Story, seed: int, opens: int) -> None:
        self.story = story
        self.opens = opens
        self._seed = seed
        self._over: dict[str, int] = {}

    def added(self, sensor: SensorId, at: int, *, dust: float = 1.0) -> float:
        """Return how much the story adds to a sensor's value at `at` (ms), with so much `dust`."""
        return sum(
            source.adds[sensor]
            * self._strength(source, at)
            * (dust if source.cause is Cause.CONSTRUCTION_DUST else 1.0)
            for source in self.story.sources
            if sensor in source.adds and self.lasts(source, at)
        )

    def broken(self, device: DeviceId, at: int) -> list[Breakdown]:
        """Return which of a device's sensors the story has broken at `at` (ms)."""
        return [
            Breakdown(sensor=sensor, fault=fault, begin=self.opens, end=FOREVER)
            for source in self.story.sources
            for sensor, fault in source.breaks.items()
            if sensor.partition("/")[0] == device and self.lasts(source, at)
        ]

    def lasts(self, source: Source, at: int) -> bool:
        """Tell whether a source is there at `at` (ms), blowing or at rest."""
        over = self._over.get(source.id)
        return at >= self.opens and (over is None or at < over)

    def end(self, source: Source, at: int) -> None:
        """Let a source be over from `at` (ms) on; the first that ends it does."""
        self._over[source.id] = min(at, self._over.get(source.id, at))

    def _strength(self, source: Source, at: int) -> float:
        cycle_ms = max(1.0, (source.blows_s + source.rests_s) * 1000)
        gust, passed_ms = divmod(at - self.opens, cycle_ms)
        if passed_ms >= source.blows_s * 1000:
            return 0.0
        chance = Random(f"{self._seed}/{source.id}/{gust:g}")
        return 1 + chance.uniform(-GUST_SPREAD, GUST_SPREAD)
