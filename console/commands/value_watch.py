"""Live values, printed as they arrive."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import msgspec
import typer

from console.client.standing import Standing
from console.client.values import Values
from console.clock import WallClock, moment, utc
from console.commands.failures import TIMED_OUT
from console.commands.streaming import Ending
from console.commands.times import condition
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
    """Print values of `sensors` until one meets `goal`, or the time or number of lines is up."""
    snapshot = client.ask("snapshot", Snapshot)
    clock = WallClock()
    deadline = None if ending.seconds is None else clock.elapsed() + ending.seconds
    watched = {sensor.id: sensor for sensor in sensors}
    left = ending.lines
    now = _data_clock(snapshot, clock)
    values = Values(snapshot.broker, snapshot.site, elapsed=clock.elapsed, now=now)
    values.start()
    pause = threading.Event()
    try:
        while deadline is None or clock.elapsed() < deadline:
            for id, reading in values.take().items():
                if id not in watched:
                    continue
                _print(watched[id], reading, how)
                left = None if left is None else left - 1
                if left == 0 or (goal is not None and goal(reading.value)):
                    return
            if values.error is not None and values.standing() in _HOPELESS:
                raise values.error
            pause.wait(LOOK_S)
    finally:
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
