"""Every operation of the registry, by key on a real hub (those without one by palette or command
bar); what came of it is what the hub then says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.clock import WallClock
from console.contract.case_views import CaseDetail, CaseView
from console.contract.cases import OpenCase
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.registry import OPERATIONS
from console.contract.request import Receipt, Request
from console.contract.shift_views import HandoverView, ShiftsView
from console.contract.state_views import OutOfServiceView
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import AlertDetail, AlertView, Page, ReadingView
from console.domain.alerts import State
from console.domain.automations import Automation, Deed
from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Leg, Step
from console.domain.conditions import SensorIs
from console.domain.controls import Control
from console.domain.facts import LogWritten
from console.domain.ids import (
    AlertId,
    CaseId,
    ControlId,
    DeviceId,
    PartyId,
    SceneId,
    UnitId,
    ZoneId,
)
from console.domain.parties import Party, PartyKind
from console.domain.shifts import HandoverStep
from console.domain.sites import Device, Site
from console.domain.sla import Rung
from console.domain.unit_states import UnitStatus
from console.errors import ConsoleError
from console.following import following
from console.screens.ask import Ask
from console.screens.caselist import out
from console.screens.readiness import status
from console.settings import NotifySettings
from console.widgets import Ledger, Sheet
from tests.hubs import HubProcess, publish, running_hub
from tests.receivers import write_channels
from tests.sites import named, placed, probe, sensor_of, small_site, with_units

pytestmark = [pytest.mark.real, pytest.mark.timeout(240)]

PATIENCE = 400
PAUSE_S = 0.03
QUIET_S = 3600.0  # no probe is missed while the test takes its time
PIN = "4711"
NAMES = {" ": "space", "-": "minus", ".": "full_stop", "@": "at", "/": "slash", ":": "colon"}
LI, ZHAO = "Li Na", "Zhao Min"
CASE, MUD = CaseId("C-1"), CaseId("C-4")


class Noting:
    """The hub as the console reaches it, noting what it accepted."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.accepted: list[str] = []
        self.refused: list[str] = []

    def do(self, request: Request, *, key: str | None = None) -> Receipt:
        """Pass a request on; note it once the hub has taken it."""
        try:
            receipt = self._hub.do(request, key=key)
        except ConsoleError as error:
            self.refused.append(f"{request}: {error!r}")
            raise
        self.accepted.append(request.operation)
        return receipt

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hub, name)


class Operator:
    """One person at one console on a real hub."""

    def __init__(self, hub: HubProcess, app: ConsoleApp, pilot: Pilot[int], noted: Noting) -> None:
        self.hub = hub
        self.app = app
        self.noted = noted
        self.access = hub.access("device")  # while the seat is still an admin's
        self._pilot = pilot

    def reads(self, selector: str = "Sheet") -> str:
        """Return the lines on the screen on top."""
        sheets = self.app.screen.query(selector).results(Sheet)
        return "\n".join("".join(text for text, _ in line) for s in sheets for line in s.lines)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        for _ in range(PATIENCE):
            if is_so():
                return
            await self._pilot.pause(PAUSE_S)
        raise AssertionError("\n".join((self.reads(), *self.noted.refused)))

    async def press(self, *keys: str) -> None:
        """Press keys, letting the screen follow each."""
        for key in keys:
            await self._pilot.press(key)
            await self._pilot.pause()

    async def type(self, text: str, *then: str) -> None:
        """Type `text`, then press keys."""
        await self._pilot.press(*(NAMES.get(letter, letter) for letter in text))
        await self.press(*then)

    async def offered(self, operation: str) -> None:
        """Wait until the key of an operation is in force."""
        await self.until(
            lambda: any(
                bound.enabled and bound.binding.id == operation
                for bound in self.app.screen.active_bindings.values()
            )
        )

    async def by_palette(self, words: str) -> None:
        """Do what the palette has by these words."""
        await self.press("ctrl+p")
        await self.type(words)
        await self.press("enter")

    async def by_command(self, line: str) -> None:
        """Type a command."""
        await self.press("colon")
        await self.type(line, "enter")

    async def take_up(self, ledger: str, key: str) -> None:
        """Select an item with the arrows, wherever it stands."""
        found = self.app.workplace.query_one(ledger, Ledger)
        await self.until(lambda: found.row_of(key) is not None)
        found.focus()
        await self.press("home")
        for _ in range(len(found.entries) if hasattr(found, "entries") else 20):
            if found.selected == key:
                return
            await self.press("down")
        assert found.selected == key

    def alert(self, id: str) -> AlertView:
        """Ask the hub about an alert."""
        return self.hub.client.ask(f"alerts/{id}", AlertDetail).alert

    def case(self, id: CaseId = CASE) -> CaseView:
        """Ask the hub about a case."""
        return self.hub.client.ask(f"cases/{id}", CaseDetail).case

    def duties(self) -> dict[str, str]:
        """Ask the hub who is signed on where."""
        return {d.person: d.seat for d in self.hub.client.ask("shifts", ShiftsView).duties}


Step_ = Callable[[Operator], Awaitable[None]]
STEPS: dict[str, Step_] = {}


def by(operation: str) -> Callable[[Step_], Step_]:
    """Make a function the way an operation is done."""

    def register(step: Step_) -> Step_:
        assert operation not in STEPS
        STEPS[operation] = step
        return step

    return register


# The order is that of a shift: each step finds what the ones before it left.


@by("shifts.enrol")
async def enrol(operator: Operator) -> None:
    for count, name in enumerate((LI, ZHAO), 1):
        await operator.by_palette("let a pers")
        await operator.type(name, "enter")
        await operator.type("supervisor", "enter")
        await operator.type(PIN, "enter")
        await operator.until(partial(_accepted, operator, "shifts.enrol", count))
    told = [row[0] for row in operator.hub.select("select body from facts")]
    assert sum(b"PersonEnrolled" in _bytes(body) for body in told) >= 2


@by("shifts.sign-on")
async def sign_on(operator: Operator) -> None:
    await operator.press("6", "i")
    await operator.type(LI, "enter")
    await operator.type(PIN, "enter")
    await operator.until(lambda: LI in operator.duties())


@by("log.add")
async def write_log(operator: Operator) -> None:
    await operator.press("l")
    await operator.type("flushed", "enter")
    await operator.until(lambda: "flushed" in _log(operator))


@by("sensors.record")
async def record(operator: Operator) -> None:
    await operator.press("4", "r")
    await operator.type("41", "enter")
    await operator.type("by hand", "enter")
    await operator.until(lambda: 41.0 in [r.value for r in _history(operator)])


@by("alerts.ack")
async def acknowledge(operator: Operator) -> None:
    measure(operator, "a", 312.0)
    measure(operator, "b", 180.0)
    await operator.press("2")
    await operator.take_up("#alerts", "A-1")
    await operator.until(lambda: operator.app.live.mirror.alerts.get(AlertId("A-2")))
    await operator.press("a")
    await operator.until(lambda: operator.alert("A-1").state is State.ACKNOWLEDGED)
    assert operator.alert("A-1").acknowledged_by == LI


@by("alerts.unack")
async def unacknowledge(operator: Operator) -> None:
    await operator.offered("alerts.unack")
    await operator.press("u")
    await operator.until(lambda: operator.alert("A-1").state is State.UNACKNOWLEDGED)


@by("alerts.note")
async def note(operator: Operator) -> None:
    await operator.press("n")
    await operator.type("hoses", "enter")
    await operator.until(lambda: operator.alert("A-1").notes == 1)


@by("alerts.symptom")
async def mark_symptom(operator: Operator) -> None:
    await operator.take_up("#alerts", "A-2")
    await operator.press("y", "enter")
    await operator.until(lambda: operator.alert("A-2").symptom_of == "A-1")


@by("alerts.release")
async def release_symptom(operator: Operator) -> None:
    await operator.press("v")
    await operator.take_up("#alerts", "A-2")
    await operator.offered("alerts.release")
    await operator.press("y")
    await operator.until(lambda: operator.alert("A-2").symptom_of is None)
    await operator.press("v", "v")


@by("alerts.shelve")
async def shelve(operator: Operator) -> None:
    await operator.take_up("#alerts", "A-2")
    await operator.press("s", "1", "enter")
    await operator.type("mower", "enter")
    await operator.until(lambda: operator.alert("A-2").shelf is not None)
    assert operator.alert("A-2").state is State.SHELVED


@by("alerts.unshelve")
async def unshelve(operator: Operator) -> None:
    await operator.press("v")
    await operator.take_up("#alerts", "A-2")
    await operator.offered("alerts.unshelve")
    await operator.press("s")
    await operator.until(lambda: operator.alert("A-2").shelf is None)
    await operator.press("v", "v")


@by("service.stop")
async def stop_service(operator: Operator) -> None:
    await operator.take_up("#alerts", "A-2")
    await operator.press("O", "enter", "enter")
    await operator.type("repair", "enter")
    await operator.until(lambda: "repair" in _out_of_service(operator).values())


@by("service.resume")
async def resume_service(operator: Operator) -> None:
    (target,) = _out_of_service(operator)
    await operator.by_command(f"open {target}")
    await operator.until(lambda: operator.app.current_mode == "sensor")
    await operator.offered("service.resume")
    await operator.press("O", "enter", "enter")
    await operator.type("done", "enter")
    await operator.until(lambda: not _out_of_service(operator))


@by("cases.open")
async def open_case(operator: Operator) -> None:
    await operator.press("3", "c", "enter")
    await operator.type("hoarding", "enter")
    await operator.until(lambda: CASE in operator.app.live.mirror.cases)
    assert operator.case().title == "hoarding"


@by("cases.dispatch")
async def dispatch(operator: Operator) -> None:
    await operator.take_up("#cases", CASE)
    await operator.press("d", "enter", "enter")
    await operator.until(lambda: operator.case().assignments)
    assert operator.case().assignments[0].unit == "u1"


@by("patrols.accept")
async def accept_task(operator: Operator) -> None:
    await operator.by_palette("unit: accep")
    await operator.press("enter")
    await operator.until(lambda: _leg(operator) is Leg.ACCEPTED)


@by("patrols.enroute")
async def set_out(operator: Operator) -> None:
    await operator.by_command("enrou u1 --by radio")
    await operator.until(lambda: _leg(operator) is Leg.EN_ROUTE)


@by("patrols.checkin")
async def check_in(operator: Operator) -> None:
    await operator.press("m", "c", "enter")
    await operator.until(partial(_accepted, operator, "patrols.checkin", 1))


@by("patrols.assist")
async def ask_second_unit(operator: Operator) -> None:
    await operator.press("m", "plus")
    await operator.type("ladder", "enter")
    await operator.press("enter")
    await operator.until(lambda: operator.case().assignments[0].asks == "ladder")


@by("patrols.onsite")
async def arrive(operator: Operator) -> None:
    await operator.by_palette("unit: on si")
    await operator.press("enter")
    await operator.until(lambda: _leg(operator) is Leg.ON_SITE)


@by("patrols.report")
async def report(operator: Operator) -> None:
    await operator.press("p", "1", "enter", "enter")
    await operator.until(lambda: operator.case().findings)


@by("patrols.amend")
async def amend(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].findings)
    await operator.press("m", "A", "enter", "j", "enter")
    await operator.type("cars", "enter")
    await operator.press("enter")
    await operator.until(lambda: operator.case().findings[0].amended_at)


@by("cases.remedy")
async def order_remedy(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].findings)
    await operator.press("o", "enter", "enter")
    await operator.until(lambda: operator.case().remedies)


@by("cases.done")
async def finish_remedy(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].remedies)
    await finish_one(operator)
    await operator.until(lambda: operator.case().step is Step.FED_BACK)


async def finish_one(operator: Operator) -> None:
    """Say that the remedy is done, and what shows it where that is wanted."""
    await operator.press("f", "enter")
    if isinstance(operator.app.screen, Ask):
        await operator.type("P-1", "enter")


@by("cases.return")
async def send_back(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].step is Step.FED_BACK)
    await operator.press("m", "r")
    await operator.type("still there", "enter")
    await operator.until(lambda: operator.case().returns == 1)
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].step is Step.HANDLING)
    ordered = len(operator.case().remedies)
    await operator.press("o", "enter", "enter")
    await operator.until(lambda: len(operator.app.live.mirror.cases[CASE].remedies) > ordered)
    await finish_one(operator)
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].step is Step.FED_BACK)


@by("cases.verify")
async def verify(operator: Operator) -> None:
    await sits_down(operator, ZHAO)  # not one of those who did the work
    await operator.press("3")
    await operator.take_up("#cases", CASE)
    await operator.press("v", "enter")
    await operator.type("41", "enter")
    await operator.type("read it", "enter")
    await operator.until(lambda: operator.case().step is Step.VERIFIED)
    assert operator.case().proof is Proof.READING


@by("patrols.leave")
async def leave(operator: Operator) -> None:
    await operator.by_command("leave u1")
    await operator.press("enter")
    await operator.until(lambda: _leg(operator) is Leg.RELEASED)


@by("cases.close")
async def close(operator: Operator) -> None:
    await sits_down(operator, LI)
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].step is Step.VERIFIED)
    await operator.press("3")
    await operator.take_up("#cases", CASE)
    await operator.press("x")
    assert CASE in operator.reads("#title")
    await operator.press("enter")
    await operator.until(lambda: operator.case().outcome is Outcome.VERIFIED)
    assert operator.case().closed_by == LI


@by("cases.reopen")
async def reopen(operator: Operator) -> None:
    await operator.until(lambda: CASE not in operator.app.live.mirror.cases)
    await operator.by_command("reopen C-1 it came back")
    await operator.until(lambda: operator.case().reopened == 1)


@by("cases.cancel")
async def cancel(operator: Operator) -> None:
    case = await collected(operator, "wrong place", file=True)
    await operator.press("m", "X")
    await operator.type("by mistake", "enter")
    await operator.until(lambda: operator.case(case).outcome is Outcome.CANCELLED)


@by("cases.reject")
async def reject(operator: Operator) -> None:
    case = await collected(operator, "rumour")
    await operator.press("m", "R")
    await operator.type("nothing in it", "enter")
    await operator.until(lambda: operator.case(case).outcome is Outcome.REJECTED)


@by("cases.file")
async def file(operator: Operator) -> None:
    case = await collected(operator, "mud")
    await operator.press("m", "i")
    await operator.until(lambda: operator.case(case).step is Step.FILED)


@by("cases.note")
async def note_case(operator: Operator) -> None:
    await operator.press("m", "n")
    await operator.type("call again", "enter")
    await operator.until(lambda: operator.case(MUD).notes == 1)


@by("cases.edit")
async def edit(operator: Operator) -> None:
    await operator.press("m", "e", "enter")
    await operator.type("wheels", "enter")
    await operator.until(lambda: operator.case(MUD).title == "wheels")


@by("cases.gather")
async def gather(operator: Operator) -> None:
    await operator.press("m", "a", "enter")
    await operator.until(lambda: operator.case(MUD).alerts)


@by("cases.compare")
async def compare_days(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[MUD].points)
    await operator.press("m", "h")
    await operator.until(lambda: operator.case(MUD).points[0].of_days)


@by("cases.escalate")
async def escalate(operator: Operator) -> None:
    await operator.press("m", "E")
    await operator.type("nobody acts", "enter")
    await operator.until(partial(_accepted, operator, "cases.escalate", 1))


@by("cases.standdown")
async def stand_down(operator: Operator) -> None:
    await operator.press("d", "enter", "enter")
    await operator.until(lambda: operator.app.live.mirror.cases[MUD].assignments)
    await operator.press("m", "w")
    await operator.type("not needed", "enter")
    await operator.until(lambda: operator.case(MUD).assignments[0].leg is Leg.STOOD_DOWN)


@by("patrols.decline")
async def decline(operator: Operator) -> None:
    await operator.until(lambda: out_for(operator) == 0)
    await operator.press("d", "enter", "enter")
    await operator.until(lambda: out_for(operator) == 1)
    await operator.press("m", "5")
    await operator.type("flat tyre", "enter")
    await operator.press("enter")
    await operator.until(lambda: operator.case(MUD).assignments[1].leg is Leg.DECLINED)


@by("cases.suspend")
async def suspend(operator: Operator) -> None:
    await operator.until(lambda: out_for(operator) == 0)
    await operator.press("m", "s", "enter")
    await operator.type("until rain stops", "enter")
    await operator.until(lambda: operator.case(MUD).suspension)


@by("cases.resume")
async def resume(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[MUD].suspension)
    await operator.press("m", "s")
    await operator.until(lambda: operator.case(MUD).suspension is None)


@by("cases.link")
async def link(operator: Operator) -> None:
    await operator.press("m", "l", "enter")
    await operator.until(lambda: operator.case(MUD).links == (CASE,))


@by("cases.duplicate")
async def duplicate(operator: Operator) -> None:
    case = await collected(operator, "more mud", file=True)
    await operator.by_command(f"duplicate {case} {MUD}")
    await operator.press("enter")
    await operator.until(lambda: operator.case(case).duplicate_of == MUD)


@by("cases.direct")
async def direct(operator: Operator) -> None:
    await operator.press("D", "enter")
    await operator.type("see to the lamps", "enter")
    await operator.press("enter")
    await operator.until(lambda: directive(operator))
    assert operator.app.live.mirror.cases[directive(operator)].directive


@by("cases.read")
async def read(operator: Operator) -> None:
    case = directive(operator)
    await operator.take_up("#cases", case)
    assert "see to the lamps" in operator.reads("#head")
    await operator.press("m", "m")

    def readers() -> list[str]:
        told = operator.case(case).directive
        return [receipt.person for receipt in told.read] if told is not None else []

    await operator.until(lambda: readers() == [LI])


@by("patrols.reserve")
async def reserve(operator: Operator) -> None:
    await operator.take_up("#units", "u1")
    await operator.press("m", "r", "enter")
    await operator.type("school run", "enter")
    await operator.until(lambda: ready(operator) is UnitStatus.RESERVED)


@by("patrols.free")
async def free(operator: Operator) -> None:
    await operator.press("m", "f")
    await operator.until(lambda: ready(operator) is UnitStatus.AVAILABLE)


@by("patrols.offduty")
async def off_duty(operator: Operator) -> None:
    await operator.press("m", "o")
    await operator.until(lambda: ready(operator) is UnitStatus.OFF_DUTY)


@by("patrols.onduty")
async def on_duty(operator: Operator) -> None:
    await operator.press("m", "i")
    await operator.until(lambda: ready(operator) is UnitStatus.AVAILABLE)


@by("patrols.withdraw")
async def withdraw(operator: Operator) -> None:
    await operator.press("m", "w")
    await operator.type("van broken", "enter")
    await operator.until(lambda: ready(operator) is UnitStatus.OUT_OF_SERVICE)


@by("patrols.restore")
async def restore(operator: Operator) -> None:
    await operator.press("m", "b")
    await operator.until(lambda: ready(operator) is UnitStatus.AVAILABLE)


@by("notices.test")
async def notices(operator: Operator) -> None:
    await operator.by_command("notices test office")
    await operator.until(partial(_accepted, operator, "notices.test", 1))


@by("devices.command")
async def tell_lamp(operator: Operator) -> None:
    await operator.by_command("devices command a/lamp on")
    await operator.press("enter", "enter")
    await operator.until(partial(_accepted, operator, "devices.command", 1))


@by("devices.release")
async def release_lamp(operator: Operator) -> None:
    await operator.by_command("devices release a/lamp")
    await operator.until(partial(_accepted, operator, "devices.release", 1))


@by("devices.maintain")
async def maintain_lamp(operator: Operator) -> None:
    await operator.by_command("devices maintain a")
    await operator.press("enter")
    await operator.until(partial(_accepted, operator, "devices.maintain", 1))


@by("scenes.suspend")
async def suspend_automation(operator: Operator) -> None:
    await operator.by_command("scenes suspend lit --for 2h")
    await operator.press("enter")
    await operator.until(partial(_accepted, operator, "scenes.suspend", 1))


@by("scenes.resume")
async def resume_automation(operator: Operator) -> None:
    await operator.by_command("scenes resume lit")
    await operator.until(partial(_accepted, operator, "scenes.resume", 1))


@by("shifts.handover")
async def hand_over(operator: Operator) -> None:
    await operator.press("2")
    await operator.take_up("#alerts", "A-1")
    await operator.press("a")
    await operator.until(lambda: operator.alert("A-1").acknowledged_by == LI)
    await operator.press("6", "h")
    await operator.type("the gate", "enter")
    await operator.until(lambda: "H-1" in operator.app.live.mirror.around.handovers)
    offered = _handover(operator)
    assert (offered.line.by, offered.line.note) == (LI, "the gate")
    assert [owned.alert.id for owned in offered.owned] == ["A-1"]


@by("shifts.accept")
async def accept_handover(operator: Operator) -> None:
    await operator.press("i")
    await operator.type(ZHAO, "enter")
    await operator.type(PIN, "enter")
    await operator.until(lambda: ZHAO in operator.duties())
    await operator.until(lambda: operator.app.live.mirror.who.person == ZHAO)
    await operator.take_up("#duties", "H-1")
    await operator.offered("shifts.accept")
    await operator.press("a")
    assert "H-1" in operator.reads("#title")
    await operator.press("enter")
    await operator.until(lambda: _handover(operator).line.step is HandoverStep.ACCEPTED)
    assert _handover(operator).line.accepted_by == ZHAO
    assert operator.alert("A-1").acknowledged_by == ZHAO, "what Li Na owned is Zhao Min's now"


@by("shifts.sign-off")
async def sign_off(operator: Operator) -> None:
    await operator.offered("shifts.sign-off")
    await operator.press("o")
    assert ZHAO in operator.reads("#title")
    await operator.press("enter")
    await operator.until(lambda: not operator.duties())


def test_no_operation_is_left_out() -> None:
    assert set(STEPS) == set(OPERATIONS), "say above how it is done by key, and what the hub says"


async def test_every_operation(tmp_path: Path) -> None:
    async with at_a_real_hub(tmp_path) as operator:
        for operation, step in STEPS.items():
            await step(operator)
            assert operation in operator.noted.accepted, operation
        assert set(operator.noted.accepted) == set(OPERATIONS)


@asynccontextmanager
async def at_a_real_hub(folder: Path) -> AsyncIterator[Operator]:
    """Sit down at a hub of two probes and three crews."""
    probes = (placed(probe(name), 30.66, 104.02, period_s=QUIET_S) for name in "ab")
    file = write_channels(folder / "notify.toml", {"office": "json://127.0.0.1:9/"})
    with running_hub(folder, with_chain(*probes), notify=NotifySettings(file=file)) as hub:
        live = following(hub.settings)
        noted = Noting(live.hub)
        live.hub = noted
        app = ConsoleApp(live)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            operator = Operator(hub, app, pilot, noted)
            await operator.until(lambda: live.evaluated and live.values_standing() == "live")
            yield operator


def with_chain(*probes: Device) -> Site:
    """Return a community with three crews, and an office that cases are taken up to."""
    office = Party(
        id=PartyId("office"),
        name=named("居委会", "office"),
        kind=PartyKind.PARTY_COMMITTEE,
        channels=("office",),
    )
    lamp = Control(id=ControlId("a/lamp"), device=DeviceId("a"), name=named("灯", "lamp"))
    lamps = (replace(one, controls=(lamp,)) if one.id == "a" else one for one in probes)
    site = with_units(small_site(*lamps))
    chain = (Rung(party=office.id, after_s=3600.0),)
    lit = Automation(
        id="lit",
        scene=SceneId("air"),
        name=named("亮灯", "lit"),
        when=SensorIs(sensor=sensor_of("a"), above=10_000),
        deeds=(Deed(control=lamp.id, value=1),),
    )
    return replace(
        site,
        automations={lit.id: lit},
        parties={office.id: office},
        sla=replace(site.sla, chain=chain),
    )


def measure(operator: Operator, device: str, value: float) -> None:
    """A probe reports."""
    site = operator.hub.site
    payload = encode_telemetry(WallClock().now(), {"pm10": value})
    publish(operator.access, Topics(site.root, site.id).telemetry(DeviceId(device)), payload)


async def sits_down(operator: Operator, person: str) -> None:
    """Sign another person on at this seat."""
    await operator.press("6", "i")
    await operator.type(person, "enter")
    await operator.type(PIN, "enter")
    await operator.until(lambda: operator.app.live.mirror.who.person == person)


async def collected(operator: Operator, title: str, *, file: bool = False) -> CaseId:
    """A matter comes in from elsewhere, and is taken up."""
    request = OpenCase(title=title, zone=ZoneId("gate"), collect=not file)
    case = CaseId(operator.hub.client.do(request).id or "")
    await operator.press("3")
    await operator.take_up("#cases", case)
    return case


def directive(operator: Operator) -> CaseId:
    """Return the case that is a directive."""
    cases = operator.app.live.mirror.cases.values()
    return next((case.id for case in cases if case.directive is not None), CaseId(""))


def out_for(operator: Operator) -> int:
    """Return how many units are out for the case in hand, as the console has it."""
    return len(out(operator.app.live.mirror.cases[MUD]))


def ready(operator: Operator) -> UnitStatus:
    """Return how ready the first unit is, as the console has it."""
    return status(operator.app.live, UnitId("u1"))


def _accepted(operator: Operator, operation: str, count: int) -> bool:
    return operator.noted.accepted.count(operation) == count


def _history(operator: Operator) -> list[ReadingView]:
    sensor = operator.app.workplace.pointed_at()
    return list(operator.hub.client.ask(f"sensors/{sensor}/history", Page[ReadingView]).items)


def _log(operator: Operator) -> list[str]:
    page = operator.hub.client.ask("log", Page[Fact])
    return [fact.what.text for fact in page.items if isinstance(fact.what, LogWritten)]


def _out_of_service(operator: Operator) -> dict[str, str]:
    page = operator.hub.client.ask("service", Page[OutOfServiceView])
    return {view.target: view.note for view in page.items}


def _leg(operator: Operator) -> Leg:
    return operator.case().assignments[0].leg


def _handover(operator: Operator) -> HandoverView:
    return operator.hub.client.ask("handovers/H-1", HandoverView)


def _bytes(body: object) -> bytes:
    return body if isinstance(body, bytes) else str(body).encode()
