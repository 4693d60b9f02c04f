"""Devices that obey: each command once, by its id, not after it expired, and to its own end."""

from __future__ import annotations

from collections import deque
from random import Random

import msgspec

from console.contract.control_wire import Standing, Telling
from console.contract.telemetry import Topics
from console.domain.controls import Control
from console.domain.ids import ControlId, SensorId
from console.domain.sites import Site
from console.simulator.messages import Publication

DELAY_MS = (400, 2_500)  # between hearing a command and saying that it is done
REMEMBERED = 16  # ids a device keeps, so that it does none of them twice
SHOWN = 1.5  # how far an effect goes beyond the least that proves it


class Told(msgspec.Struct, frozen=True):
    """What a control was told."""

    control: ControlId
    telling: Telling


class _Doing(msgspec.Struct):
    """What one control does, until when (ms; None: until it is told otherwise), and for which
    command."""

    value: float
    until: int | None = None
    command: str | None = None


class Obeying:
    """Every control of a site as its device works it."""

    def __init__(self, site: Site, seed: int) -> None:
        self._topics = Topics(site.root, site.id)
        self._controls = site.controls()
        self._doing = {id: _Doing(one.safe) for id, one in self._controls.items()}
        self._done: dict[ControlId, deque[str]] = {}
        self._seed = seed
        self._showing: dict[SensorId, Control] = {
            one.sensor: one for one in self._controls.values() if one.sensor is not None
        }

    def obey(self, told: Told, now: int) -> list[tuple[int, Publication]]:
        """Return what the device says of it, each with its moment (ms).

        A command it did already is answered again, and one that is over or strange is not done.
        """
        control = self._controls.get(told.control)
        if control is None:
            return []
        done = self._done.setdefault(control.id, deque(maxlen=REMEMBERED))
        if told.telling.id in done:
            return [(now, self._state(control, now))]
        if told.telling.expires <= now:
            return []
        done.append(told.telling.id)
        delay = Random(f"{self._seed}/{told.telling.id}").randrange(*DELAY_MS)
        return self._do(control, told.telling, now + delay)

    def effect(self, sensor: SensorId, at: int, value: float) -> float:
        """Return what a sensor measures at `at` (ms) given what it would without the control."""
        control = self._showing.get(sensor)
        if control is None or control.least is None:
            return value
        doing = self._doing[control.id]
        runs = doing.value != control.safe and (doing.until is None or at < doing.until)
        return max(value, control.least * SHOWN + 1) if runs else value

    def _do(self, control: Control, telling: Telling, at: int) -> list[tuple[int, Publication]]:
        doing = self._doing[control.id] = _Doing(telling.value, None, telling.id)
        said = [(at, self._state(control, at))]
        if telling.run_s is not None and telling.value != control.safe:
            doing.until = at + round(telling.run_s * 1000)
            ended = self._told(control, doing.until, control.safe, None)
            said.append((doing.until, ended))
        return said

    def _state(self, control: Control, at: int) -> Publication:
        doing = self._doing[control.id]
        over = doing.until is not None and doing.until <= at
        value = control.safe if over else doing.value
        return self._told(control, at, value, doing.command)

    def _told(self, control: Control, at: int, value: float, command: str | None) -> Publication:
        device, _, name = control.id.partition("/")
        standing = Standing(at=at, value=value, command=command)
        return Publication(
            self._topics.state(device, name), msgspec.json.encode(standing), retain=True
        )
