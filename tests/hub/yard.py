"""A yard of pumps, valves and sprays as they really are: commands and answers may be lost."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from console.contract.control_wire import Standing
from console.contract.facts import Who
from console.contract.request import Request
from console.contract.telemetry import Topics
from console.domain.automations import Automation, Deed
from console.domain.conditions import ControlIs, Not, SensorIs
from console.domain.controls import Command, Control, ControlKind, ControlState, Interlock
from console.domain.ids import ControlId, DeviceId, SceneId, SensorId
from console.domain.sites import Site
from console.domain.values import Role
from console.hub.control_intake import ControlIntake
from console.hub.mailbox import Delivery
from console.hub.people import Seat
from console.hub.tally import Tally
from tests.hub.test_law import OneHub, T
from tests.sites import named, probe, small_site

PUMP, VALVE = ControlId("yard/run"), ControlId("yard/valve")
LEFT, RIGHT = ControlId("yard/left"), ControlId("yard/right")
LAMP = ControlId("yard/lamp")
LEVEL, WIND = SensorId("yard/level"), SensorId("yard/wind")
LL = 15.0
LONGEST_S, REST_S, CONFIRM_S = 300.0, 20.0, 10.0
EVIDENCE_S = 45.0  # one and a half periods
PERIOD_S = 30.0
NOTHING: Mapping[str, Automation] = {}


def _control(id: ControlId, **how: Any) -> Control:
    given = {"name": named("控制", "control"), "longest_s": LONGEST_S, **how}
    return Control(id=id, device=DeviceId("yard"), **given)


def _interlock(id: str, control: ControlId, when: Any, **how: Any) -> Interlock:
    return Interlock(id=id, name=named("联锁", id), controls=(control,), when=when, **how)


def yard() -> Site:
    """Return a pump with a tank and a valve, two sprays that exclude each other, and a lamp.

    What the sprays exclude is not firm on one side, and on the other the unknown is allowed.
    """
    device = probe("yard", ("level", "wind"))
    sensors = tuple(replace(one, rules=(), period_s=PERIOD_S) for one in device.sensors)
    controls = (
        _control(PUMP, rest_s=REST_S),
        _control(VALVE, kind=ControlKind.VALVE),
        _control(LEFT),
        _control(RIGHT),
        _control(LAMP, kind=ControlKind.LEVEL, high=100.0, longest_s=None),
    )
    locks = (
        _interlock("dry", PUMP, SensorIs(sensor=LEVEL, below=LL), firm=True),
        _interlock("closed", PUMP, Not(of=ControlIs(control=VALVE, above=0)), firm=True),
        _interlock("wind", LEFT, SensorIs(sensor=WIND, above=8), unknown=True),
        _interlock("right-runs", LEFT, ControlIs(control=RIGHT, above=0), firm=True),
        _interlock("left-runs", RIGHT, ControlIs(control=LEFT, above=0), firm=True),
    )
    made = replace(device, sensors=sensors, controls=controls, rules=(), behind=())
    site = small_site(made)
    still = {id: replace(one, rules=()) for id, one in site.devices.items()}
    return replace(site, devices=still, interlocks={one.id: one for one in locks})


class Works(msgspec.Struct):
    """What a control physically does, and what lies between it and the hub."""

    value: float = 0.0
    command: str | None = None
    ends: int | None = None
    longest_s: float = 0.0  # it ever ran for one command
    inbox: deque[Command] = msgspec.field(default_factory=deque)
    outbox: deque[Standing] = msgspec.field(default_factory=deque)
    done: Counter[str] = msgspec.field(default_factory=Counter)
    posted: set[str] = set()


class Yard(OneHub):
    """Desk, engine and store, and devices that do what reaches them, each id once, to its end."""

    def __init__(
        self,
        folder: Path,
        *,
        now: int = T,
        works: dict[ControlId, Works],
        automations: Mapping[str, Automation] = NOTHING,
    ) -> None:
        super().__init__(folder, replace(yard(), automations=dict(automations)), now=now)
        self.works = works
        self.tally = Tally()
        self.intake = ControlIntake(self.site, self.engine.controls, self.tally)
        self.topics = Topics(self.site.root, self.site.id)
        self.facts: list[object] = []
        self._seen = self.board.as_of

    @property
    def now(self) -> int:
        return self.clock.now()

    def of(self, id: ControlId) -> ControlState:
        return self.engine.controls.states[id]

    async def ask(self, request: Request, person: str, role: Role = Role.OPERATOR) -> None:
        """Ask the desk, and let what follows follow; raise what it is refused with."""
        try:
            await self.desk.do(request, Seat(Who(person, person.lower()), role))
        finally:
            await self.pass_to(self.now)

    async def greet(self) -> Yard:
        """Let every device say how it stands, as when it comes to; return the yard."""
        for id, works in self.works.items():
            self._says(works, None)
            await self.answer(id)
        return self

    async def measured(self, sensor: SensorId, value: float) -> None:
        await self.take("measure", sensor, value)
        await self.pass_to(self.now)

    async def pass_to(self, moment: int) -> None:
        """Let time pass, and devices end their runs by themselves in it."""
        for works in self.works.values():
            if works.ends is not None and works.ends <= moment:
                self._now_does(works, 0.0, None, works.ends)
        self.clock.step(moment)
        self.engine.pass_time(moment)
        await self.committed()

    async def committed(self) -> None:
        """Commit; then, as after each commit, what is told goes out to devices."""
        async with self.journal.turn:
            await self.journal.commit([])
        told = self.store.facts(self._seen, 10_000)
        self._seen = self.board.as_of
        self.facts += [fact.what for fact in told]
        self.post()

    def post(self, *, again: bool = False) -> None:
        """Publish what is on its way, once, or as to devices that come back."""
        for id, works in self.works.items():
            state = self.board.around.controls.get(id)
            pending = None if state is None else state.pending
            if pending is None or pending.expires <= self.now:
                continue
            if again or pending.id not in works.posted:
                works.posted.add(pending.id)
                works.inbox.append(pending)

    def reach(self, id: ControlId, *, refuses: bool = False) -> None:
        """Let the oldest command that waits reach its device."""
        works = self.works[id]
        if not works.inbox:
            return
        command = works.inbox.popleft()
        if works.done[command.id]:
            self._says(works, command.id)
        elif command.expires <= self.now:
            pass
        elif refuses:
            works.outbox.append(
                Standing(at=self.now, value=works.value, command=command.id, refused="jammed")
            )
        else:
            works.done[command.id] += 1
            self._now_does(works, command.value, command.id, self.now)
            if command.run_s is not None:
                works.ends = self.now + round(command.run_s * 1000)
                works.longest_s = max(works.longest_s, command.run_s)

    def by_hand(self, id: ControlId, value: float) -> None:
        self._now_does(self.works[id], value, None, self.now)

    async def answer(self, id: ControlId) -> None:
        """Let the oldest answer that waits reach the hub."""
        works = self.works[id]
        if works.outbox:
            self.hear(id, msgspec.json.encode(works.outbox.popleft()))
            await self.pass_to(self.now)

    def hear(self, id: ControlId, payload: bytes, *, drill: bool = False) -> None:
        """Take what came on the control's topic, whatever it is."""
        device, _, name = id.partition("/")
        topic = self.topics.state(device, name)
        delivery = Delivery(topic, payload, self.now, retained=False, qos=1, mid=1, epoch=1)
        assert self.intake.takes(delivery)
        self.intake.take(delivery, self.now, drill=drill)

    def lose(self, id: ControlId, *, answers: bool) -> None:
        works = self.works[id]
        (works.outbox if answers else works.inbox).clear()

    def restarted(self, folder: Path) -> Yard:
        """Return the hub that comes after this one was killed; devices go on meanwhile."""
        self.store.close()
        kept = self.site.automations
        after = Yard(folder, now=self.now, works=self.works, automations=kept)
        after.facts = self.facts
        after.post(again=True)
        return after

    def _now_does(self, works: Works, value: float, command: str | None, _at: int) -> None:
        works.value, works.command, works.ends = value, command, None
        self._says(works, command)

    def _says(self, works: Works, command: str | None) -> None:
        named = command if command == works.command else None
        works.outbox.append(Standing(at=self.now, value=works.value, command=named))


def tending() -> dict[str, Automation]:
    """Return what a yard does by itself: it waters while there is water, and sprays in turns."""
    wet, calm = SensorIs(sensor=LEVEL, above=50), SensorIs(sensor=WIND, below=5)
    water = (Deed(step=0, control=VALVE, value=1), Deed(step=1, control=PUMP, value=1))
    made = (
        _automation("water", wet, water),
        _automation("left", calm, (Deed(control=LEFT, value=1),), rest_s=5),
        _automation("right", calm, (Deed(control=RIGHT, value=1),), rest_s=40),
        _automation("light", wet, (Deed(control=LAMP, value=100),)),
        _automation("dim", calm, (Deed(control=LAMP, value=40),), priority=1),
    )
    return {one.id: one for one in made}


def _automation(id: str, when: Any, deeds: tuple[Deed, ...], **how: Any) -> Automation:
    scene = SceneId("air")
    return Automation(id=id, scene=scene, name=named("自动", id), when=when, deeds=deeds, **how)


def new_yard(folder: Path, *, tended: bool = False) -> Yard:
    """Return a yard of which nobody has heard anything yet."""
    works = {one: Works() for one in yard().controls()}
    return Yard(folder, works=works, automations=tending() if tended else NOTHING)


def in_yard(folder: Path, story: Callable[[Yard], Any]) -> Yard:
    """Tell a story in one event loop; return the yard as it is then."""

    async def told() -> Yard:
        found = await new_yard(folder).greet()
        await story(found)
        return found

    return asyncio.run(told())
