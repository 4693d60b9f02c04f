"""Live values, printed as they arrive."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from math import inf
from typing import Protocol

import msgspec
import typer

from console.client.standing import Standing
from console.client.values import Values
from console.clock import WallClock, moment, utc
from console.commands.failures import TIMED_OUT
from console.commands.streaming import Ending
from console.commands.times import condition
from console.commands.value_table import ValueTable, can_be_drawn
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.readings import Reading
from console.domain.sites import Sensor
from console.printing import GAP, Format, json_text, put, talk
from console.wording import local, plain, quality_word, quantity
from console.wording.commands import say

# A broker that never answered, or not for long; one that just restarts is waited for.
_HOPELESS = (Standing.CONNECTING, Standing.LOST)
LOOK_S = 0.1  # how often what arrived is printed; the newest of each sensor is


def goal_of(text: str | None) -> Callable[[float], bool] | None:
    """Return the test of a value at which to end, if there is one."""
    return None if text is None else condition(text)


def watch_values(
    client: Hub,
    sensors: Sequence[Sensor],
    ending: Ending,
    *,
    goal: Callable[[float], bool] | None,
    how: Format,
) -> None:
    """Show values of `sensors` until one meets `goal`, or the time or number of lines is up.

    A table on a terminal is drawn over itself; all else, and so many `lines`, goes line by line.
    """
    snapshot = client.ask("snapshot", Snapshot)
    clock = WallClock()
    deadline = clock.elapsed() + (inf if ending.seconds is None else ending.seconds)
    watched, left = {sensor.id: sensor for sensor in sensors}, ending.lines
    now = _data_clock(snapshot, clock)
    drawn = how is Format.TABLE and left is None and can_be_drawn(os.environ)
    shown = ValueTable(sensors, now=now, elapsed=clock.elapsed) if drawn else _Lines(how)
    values = Values(snapshot.broker, snapshot.site, elapsed=clock.elapsed, now=now)
    values.start()
    pause = threading.Event()
    try:
        while clock.elapsed() < deadline:
            for id, reading in values.take().items():
                if id not in watched:
                    continue
                shown.show(watched[id], reading)
                left = None if left is None else left - 1
                if left == 0 or (goal is not None and goal(reading.value)):
                    return
            if values.error is not None and values.standing() in _HOPELESS:
                raise values.error
            shown.look()
            pause.wait(LOOK_S)
    finally:
        shown.close()
        values.stop()
    talk(say("timed.out"))
    raise typer.Exit(TIMED_OUT)


def _data_clock(snapshot: Snapshot, clock: WallClock) -> Callable[[], int]:
    """Return data time (ms) as it runs on from a snapshot; in a drill that is not ours."""
    then, began = moment(snapshot.now), clock.elapsed()
    speed = snapshot.drill.speed if snapshot.drill is not None else 1.0
    return lambda: then + round((clock.elapsed() - began) * speed * 1000)


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """A live value as programs read it: only a value; what it means comes with the facts."""

    sensor: str
    at: str
    value: float
    unit: str
    quality: int


class Shown(Protocol):
    """Where values go as they arrive."""

    def show(self, sensor: Sensor, reading: Reading) -> None:
        """Take in a reading."""

    def look(self) -> None:
        """Have a person see what was taken in, if it is time."""

    def close(self) -> None:
        """Leave."""


class _Lines:
    """A line for each reading."""

    def __init__(self, how: Format) -> None:
        self._how = how

    def show(self, sensor: Sensor, reading: Reading) -> None:
        _print(sensor, reading, self._how)

    def look(self) -> None:
        """It was seen as it came."""

    def close(self) -> None:
        """Nothing is open."""


def _print(sensor: Sensor, reading: Reading, how: Format) -> None:
    match how:
        case Format.IDS:
            put(plain(sensor.id))
        case Format.TABLE:
            value = quantity(reading.value, sensor.unit, sensor.decimals)
            quality = quality_word(reading.quality)
            put(GAP.join((local(utc(reading.at)), plain(sensor.id), value, quality)))
        case _:
            live = Live(
                sensor=sensor.id,
                at=utc(reading.at).isoformat(),
                value=reading.value,
                unit=sensor.unit,
                quality=reading.quality,
            )
            put(json_text(live))
