"""What the engine keeps of each sensor, so that a reading that changes nothing costs next to
nothing."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.meters.meter import Figure, holds_ms
from console.domain.readings import Reading
from console.domain.sites import Sensor
from console.domain.values import Quality
from console.hub.agenda import Key
from console.hub.changes import Verdict
from console.hub.feeds import Feed, band


class Watch:
    """One sensor: its newest readings, whom they feed, and the band in which none would move."""

    __slots__ = (
        "_floor",
        "_roof",
        "asked",
        "feeds",
        "holds_ms",
        "newest",
        "sensor",
        "settled",
        "silence_keys",
        "silent",
        "sound",
        "values",
    )

    def __init__(self, sensor: Sensor) -> None:
        self.sensor = sensor
        self.holds_ms = holds_ms(sensor)
        self.newest: Reading | None = None
        self.sound: Reading | None = None  # the newest that is believed
        self.settled = True
        self.silent = False
        self.asked = False  # some case waits to see this sensor normal
        self.silence_keys: list[Key] = []
        self.feed([], [])

    def feed(self, values: Sequence[Feed], feeds: Sequence[Feed]) -> None:
        """Say who judges this sensor's single readings, and who makes figures of them."""
        self.values = values
        self.feeds = feeds
        self._floor, self._roof = band([feed.rule for feed in values])
        self.settle()

    def stirs(self, reading: Reading) -> bool:
        """Take the newest sound reading; tell whether there is anything to do about it."""
        stirred = not (self.settled and self._floor <= reading.value <= self._roof)
        for feed in self.feeds:
            stirred |= feed.take(reading)
        return stirred

    def take_late(self, reading: Reading) -> Verdict:
        """Take a reading no newer than the newest: it moves nothing, but figures come to know."""
        if self.newest is not None and reading.at == self.newest.at:
            return Verdict.DUPLICATE
        if reading.quality is Quality.GOOD:
            for feed in self.feeds:
                if feed.made is not None:
                    feed.made.meter.take_late(reading.sensor, reading.at, reading.value)
        return Verdict.LATE

    def points(self) -> list[Key]:
        """Return every rule and target that this sensor's readings alone say something about."""
        own = [feed.key for feed in (*self.values, *self.feeds) if not feed.joint]
        return own + self.silence_keys

    def told(self, feed: Feed) -> Figure | None:
        """Return what `feed` judges now: the newest sound reading, or a figure."""
        if feed.made is not None:
            return feed.figure
        if self.sound is None:
            return None
        return Figure(self.sound.value, self.sound.at, self.sound.at + self.holds_ms)

    def settle(self) -> None:
        """Look again whether all who judge single readings are at rest."""
        self.settled = all(feed.settled for feed in self.values)
