"""What a sensor read since the hub was last asked for its past."""

from __future__ import annotations

from collections import deque

from console.domain.ids import SensorId
from console.domain.samples import Sample
from console.live import Live

MOST = 2_000


class Newest:
    """The values of one sensor as they are seen; of another one it begins anew."""

    def __init__(self) -> None:
        self._of: SensorId | None = None
        self.samples: deque[Sample] = deque(maxlen=MOST)

    def take(self, live: Live, sensor: SensorId) -> None:
        """Take what `sensor` reads now."""
        if sensor != self._of:
            self._of = sensor
            self.samples.clear()
        at, value = live.picture.at(sensor), live.picture.value(sensor)
        if at is None or value is None or (self.samples and self.samples[-1].at >= at):
            return
        sound = sensor not in live.mirror.around.doubts
        self.samples.append(Sample(at, at, value, value, value, sound=sound))
