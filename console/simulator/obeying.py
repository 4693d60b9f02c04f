"""Devices that obey: each command once, by its id, not after it expired, and to its own end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from random import Random

import msgspec

from console.contract.control_wire import Standing, Telling
from console.contract.telemetry import Topics
from console.domain.controls import Control
from console.domain.ids import ControlId, DeviceId
from console.domain.sites import Site
from console.simulator.deeds import Deed, Told
from console.simulator.faults import Fault
from console.simulator.messages import Publication

DELAY_MS = (400, 2_000)  # between hearing a command and doing it
REMEMBERED = 16  # ids a control keeps, so that it does none of them twice
FAILS = 0.01  # of all commands, where devices are fallible: half are refused, half not heard
OUT_OF_RANGE, JAMMED = "out of range", "jammed"  # why a device refuses

FaultOf = Callable[[ControlId, int], Fault | None]


class _Doing(msgspec.Struct):
    """What a control does since when (ms), for which command; `known` are the ids it heard of,
    each with why it was refused ("" if it was done; None: not answered yet)."""

    value: float
    since: int = 0
    command: str | None = None
    known: deque[tuple[str, str | None]] = msgspec.field(
        default_factory=lambda: deque(maxlen=REMEMBERED)
    )


class Obeying:
    """Every control of a site as its device works it; what is broken is `fault_of`'s to say."""

    def __init__(self, site: Site, seed: int, *, fallible: bool, fault_of: FaultOf) -> None:
        self._topics = Topics(site.root, site.id)
        self._seed = seed
        self._fallible = fallible
        self._fault_of = fault_of
        self._controls = site.controls()
        self._of: dict[DeviceId, list[ControlId]] = {}
        for id, one in self._controls.items():
            self._of.setdefault(one.device, []).append(id)
        self._doing = {id: _Doing(one.safe) for id, one in self._controls.items()}

    def states(self, device: DeviceId, at: int) -> Iterator[Publication]:
        """Yield how every control of a device stands, as it says when it comes to."""
        for id in self._of.get(device, ()):
            doing = self._doing[id]
            yield self._state(id, at, doing.command)

    def value(self, control: ControlId, at: int) -> float:
        """Return what a control does in effect: one without power does what is safe."""
        if self._fault_of(control, at) is Fault.POWERLESS:
            return self._controls[control].safe
        return self._doing[control].value

    def since(self, control: ControlId) -> int:
        """Return since when (ms) it does what it does."""
        return self._doing[control].since

    def hear(self, told: Told, now: int) -> list[tuple[int, Deed]]:
        """Return what a device will do about what it was told at `now` (ms), and when.

        A command it did is answered again, not done again; one that is over by the time it would
        be begun is not done at all, and nobody answers it.
        """
        control, telling = self._controls.get(told.control), told.telling
        if control is None or self._fault_of(told.control, now) is Fault.MUTE:
            return []
        known = self._doing[control.id].known
        for id, refusal in known:
            if id == telling.id:
                return [] if refusal is None else [(now, _again(control, telling, refusal))]
        chance = Random(f"{self._seed}/{telling.id}/{telling.expires}")
        at = now + chance.randrange(*DELAY_MS)
        if at >= telling.expires:
            return []
        refused = self._refusal(control, telling, now)
        if self._fallible and refused is None and chance.random() < FAILS:
            if chance.random() < 0.5:
                return []
            refused = JAMMED
        known.append((telling.id, None))
        deed = Deed(
            control=control.id,
            value=telling.value,
            command=telling.id,
            run_s=_run_of(control, telling),
            refused=refused,
        )
        return [(at, deed)]

    def do(self, deed: Deed, at: int) -> tuple[Publication | None, list[tuple[int, Deed]]]:
        """Do what falls due at `at` (ms); return what the device says, and what follows."""
        doing = self._doing[deed.control]
        if deed.said:
            # What was overtaken since is not what it does: then it names no command.
            named = deed.command if deed.refused else doing.command
            return self._state(deed.control, at, named, deed.refused), []
        if deed.ends:
            if doing.command != deed.command:
                return None, []
            doing.value, doing.since, doing.command = deed.value, at, None
            return self._state(deed.control, at, None), []
        self._answered(deed)
        if deed.refused is not None:
            return self._state(deed.control, at, deed.command, deed.refused), []
        doing.value, doing.since, doing.command = deed.value, at, deed.command
        return self._state(deed.control, at, deed.command), self._end_of(deed, at)

    def _refusal(self, control: Control, telling: Telling, now: int) -> str | None:
        if not control.low <= telling.value <= control.high:
            return OUT_OF_RANGE
        return JAMMED if self._fault_of(control.id, now) is Fault.REFUSES else None

    def _end_of(self, deed: Deed, at: int) -> list[tuple[int, Deed]]:
        if deed.run_s is None:
            return []
        safe = self._controls[deed.control].safe
        ending = Deed(control=deed.control, value=safe, command=deed.command, ends=True)
        return [(at + round(deed.run_s * 1000), ending)]

    def _answered(self, deed: Deed) -> None:
        known = self._doing[deed.control].known
        for place, (id, _) in enumerate(known):
            if id == deed.command:
                known[place] = (id, deed.refused or "")

    def _state(
        self, control: ControlId, at: int, command: str | None, refused: str | None = None
    ) -> Publication:
        device, _, name = control.partition("/")
        value = self._doing[control].value
        standing = Standing(at=at, value=value, command=command, refused=refused)
        topic = self._topics.state(device, name)
        return Publication(topic, msgspec.json.encode(standing), retain=True)


def _run_of(control: Control, telling: Telling) -> float | None:
    """Return after how long (s) the device ends it by itself: its own limit holds, too."""
    if telling.value == control.safe:
        return None
    limits = [limit for limit in (telling.run_s, control.longest_s) if limit is not None]
    return min(limits, default=None)


def _again(control: Control, telling: Telling, refusal: str) -> Deed:
    refused = refusal or None
    return Deed(control=control.id, value=0.0, command=telling.id, refused=refused, said=True)
