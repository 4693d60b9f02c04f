"""The newest readings of every sensor in memory, so that a snapshot costs no disk."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable

from console.domain.ids import SensorId
from console.domain.readings import Reading

PER_SENSOR = 64
READINGS_LIMIT = 500_000  # over all sensors


class Tails:
    """For each sensor its newest stored readings, oldest first, up to `length` of them.

    A tail shorter than `length` is all the store has. Written by the store's writer, read by
    any thread.
    """

    def __init__(self, sensors: Iterable[SensorId]) -> None:
        ids = list(sensors)
        self.length = max(1, min(PER_SENSOR, READINGS_LIMIT // max(1, len(ids))))
        self._lock = threading.Lock()
        self._tails: dict[SensorId, deque[Reading]] = {
            sensor: deque(maxlen=self.length) for sensor in ids
        }

    def add(self, readings: Iterable[Reading]) -> None:
        """Take note of readings that were stored; doubles change nothing."""
        with self._lock:
            for reading in readings:
                tail = self._tails[reading.sensor]
                if not tail or reading.at > tail[-1].at:
                    tail.append(reading)
                else:
                    self._add_late(tail, reading)

    def forget(self, before: int) -> None:
        """Drop what is from before `before`."""
        with self._lock:
            for tail in self._tails.values():
                while tail and tail[0].at < before:
                    tail.popleft()

    def newest(self) -> dict[SensorId, Reading]:
        """Return the newest reading of every sensor that has one."""
        with self._lock:
            return {sensor: tail[-1] for sensor, tail in self._tails.items() if tail}

    def all(self, count: int) -> dict[SensorId, list[Reading] | None]:
        """Return `of` every sensor, all at one moment."""
        with self._lock:
            return {sensor: self._newest(tail, count) for sensor, tail in self._tails.items()}

    def of(self, sensor: SensorId, count: int) -> list[Reading] | None:
        """Return the newest `count` of a sensor, oldest first; `None` if only the disk knows."""
        with self._lock:
            return self._newest(self._tails.get(sensor, deque()), count)

    def _newest(self, tail: deque[Reading], count: int) -> list[Reading] | None:
        if count > len(tail) == self.length:
            return None
        return list(tail)[max(0, len(tail) - count) :]

    def _add_late(self, tail: deque[Reading], reading: Reading) -> None:
        place = bisect_left(tail, reading.at, key=lambda known: known.at)
        if tail[place].at == reading.at:
            return
        if len(tail) < self.length:
            tail.insert(place, reading)
        elif place:
            tail.popleft()
            tail.insert(place - 1, reading)
