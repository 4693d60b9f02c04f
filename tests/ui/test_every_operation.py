"""Every operation of the registry, by key on a real hub (those without one by palette or command
bar); what came of it is what the hub then says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.clock import WallClock
from console.contract.case_views import CaseDetail, CaseView
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.registry import OPERATIONS
from console.contract.request import Receipt, Request
from console.contract.shift_views import HandoverView, ShiftsView
from console.contract.state_views import OutOfServiceView
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import AlertDetail, AlertView, Page, ReadingView
from console.domain.alerts import State
from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Leg, Step
from console.domain.facts import LogWritten
from console.domain.ids import AlertId, CaseId, DeviceId
from console.domain.shifts import HandoverStep
from console.following import following
from console.widgets import Ledger, Sheet
from tests.hubs import HubProcess, publish, running_hub
from tests.sites import placed, probe, small_site, with_units

pytestmark = [pytest.mark.real, pytest.mark.timeout(240)]

PATIENCE = 1_200
PAUSE_S = 0.03
QUIET_S = 3600.0  # no probe is missed while the test takes its time
PIN = "4711"
NAMES = {" ": "space", "-": "minus", ".": "full_stop", "@": "at", "/": "slash", ":": "colon"}
LI, ZHAO = "Li Na", "Zhao Min"
CASE = CaseId("C-1")


class Noting:
    """The hub as the console reaches it, noting what it accepted."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.accepted: list[str] = []

    def do(self, request: Request, *, key: str | None = None) -> Receipt:
        """Pass a request on; note it once the hub has taken it."""
        receipt = self._hub.do(request, key=key)
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
        raise AssertionError(self.reads())

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
    await operator.until(lambda: _leg(operator) is Leg.ACCEPTED)


@by("patrols.enroute")
async def set_out(operator: Operator) -> None:
    await operator.by_command("enrou u1")
    await operator.until(lambda: _leg(operator) is Leg.EN_ROUTE)


@by("patrols.onsite")
async def arrive(operator: Operator) -> None:
    await operator.by_palette("unit: on si")
    await operator.until(lambda: _leg(operator) is Leg.ON_SITE)


@by("patrols.report")
async def report(operator: Operator) -> None:
    await operator.press("p", "1", "enter")
    await operator.until(lambda: operator.case().findings)


@by("cases.remedy")
async def order_remedy(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].findings)
    await operator.press("o", "enter", "enter")
    await operator.until(lambda: operator.case().remedies)


@by("cases.done")
async def finish_remedy(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].remedies)
    await operator.press("f", "enter")
    await operator.until(lambda: operator.case().step is Step.FED_BACK)


@by("cases.verify")
async def verify(operator: Operator) -> None:
    await operator.press("v", "enter")
    await operator.type("read it", "enter")
    await operator.until(lambda: operator.case().step is Step.VERIFIED)
    assert operator.case().proof is Proof.READING


@by("patrols.leave")
async def leave(operator: Operator) -> None:
    await operator.by_command("leave u1")
    await operator.until(lambda: _leg(operator) is Leg.RELEASED)


@by("cases.close")
async def close(operator: Operator) -> None:
    await operator.until(lambda: operator.app.live.mirror.cases[CASE].step is Step.VERIFIED)
    await operator.press("x")
    assert CASE in operator.reads("#title")
    await operator.press("enter")
    await operator.until(lambda: operator.case().outcome is Outcome.VERIFIED)
    assert operator.case().closed_by == LI


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
    site = with_units(small_site(*probes))
    with running_hub(folder, site) as hub:
        live = following(hub.settings)
        noted = Noting(live.hub)
        live.hub = noted
        app = ConsoleApp(live)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            operator = Operator(hub, app, pilot, noted)
            await operator.until(lambda: live.evaluated and live.values_standing() == "live")
            yield operator


def measure(operator: Operator, device: str, value: float) -> None:
    """A probe reports."""
    site = operator.hub.site
    payload = encode_telemetry(WallClock().now(), {"pm10": value})
    publish(operator.access, Topics(site.root, site.id).telemetry(DeviceId(device)), payload)


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
