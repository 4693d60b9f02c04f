"""Plays a recording in data time: what was measured then arrives again, and gaps stay gaps."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import msgspec

from console.clock import Clock, WallClock
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import BrokerAccess
from console.domain.ids import DeviceId, SensorId
from console.domain.sites import Site
from console.simulator.broker import Uplink
from console.simulator.messages import Publication
from console.simulator.run import check_speed, signals
from console.simulator.steps import Stepper

STRIDE_S = 0.5  # real time between two steps while nothing is measured

Row = tuple[int, dict[SensorId, float]]
Tell = Callable[[int], None]


class Reel(msgspec.Struct, frozen=True, kw_only=True):
    """What is played: rows up to `until` (ms), at `speed`, from the hub's data time `now` on."""

    rows: Iterable[Row]
    now: int
    until: int
    speed: float


class Tape:
    """Rows as messages, one for each device that measured something."""

    def __init__(self, site: Site, rows: Iterable[Row]) -> None:
        self._topics = Topics(site.root, site.id)
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    @property
    def due(self) -> int | None:
        """Return the moment (ms) of the next row, if there is one."""
        return None if self._next is None else self._next[0]

    def step(self, until: int) -> list[Publication]:
        """Return everything measured after the last step and up to `until` (ms)."""
        said: list[Publication] = []
        while self._next is not None and self._next[0] <= until:
            said.extend(self._messages(*self._next))
            self._next = next(self._rows, None)
        return said

    def _messages(self, at: int, values: dict[SensorId, float]) -> Iterator[Publication]:
        for device, sensors in groupby(sorted(values), key=_device):
            measured = {sensor.partition("/")[2]: values[sensor] for sensor in sensors}
            yield Publication(self._topics.telemetry(device), encode_telemetry(at, measured))


def replay(
    access: BrokerAccess,
    site: Site,
    reel: Reel,
    *,
    tell: Tell,
    stop: threading.Event | None = None,
) -> None:
    """Play `reel` to the hub behind `access` until its end, SIGINT, SIGTERM or `stop`.

    `tell` hears the data time (ms) after each step. A driver that takes over from another goes
    on from the hub's data time: what was said twice is the same reading. Raise `HubUnreachable`
    when broker or hub stop answering.
    """
    check_speed(reel.speed)
    ended = stop or threading.Event()
    uplink = Uplink(access, Topics(site.root, site.id), None)
    uplink.connect()
    try:
        with signals(ended):
            _play(uplink, Tape(site, reel.rows), reel, tell, (WallClock(), ended))
    finally:
        uplink.close()


def _play(
    uplink: Uplink, tape: Tape, reel: Reel, tell: Tell, run: tuple[Clock, threading.Event]
) -> None:
    clock, stop = run
    stepper = Stepper(uplink, tape, speed=reel.speed, elapsed=clock.elapsed, stop=stop)
    stepper.greet(reel.now - 1)
    now = reel.now
    while now < reel.until and not stepper.stopped:
        due = tape.due
        target = reel.until if due is None else min(due, reel.until)
        now = min(target, now + _stride_ms(reel.speed, target - now))
        stepper.stroll(now)
        if not stepper.stopped:
            tell(now)


def _stride_ms(speed: float, left: int) -> int:
    """Return how far to step towards the next row: facts do not depend on it, patience does."""
    return max(1, min(left, round(speed * STRIDE_S * 1000))) if speed else max(1, left)


def _device(sensor: SensorId) -> DeviceId:
    return DeviceId(sensor.partition("/")[0])
