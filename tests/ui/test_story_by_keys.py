"""The story of gate 1 by keys alone, at a real hub, with a patrol that answers over MQTT."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from console.app import ConsoleApp
from console.client.hub import HubClient
from console.contract.case_views import CaseDetail
from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Step
from console.domain.ids import SensorId
from console.following import following
from console.settings import Settings
from console.widgets import Ledger, Sheet
from tests.demos import demo

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

PATIENCE = 1_200
PAUSE_S = 0.05
SPEED = "200"
PROBE = SensorId("air-gate-1/pm10")


class Operator:
    """One person at a console on the story's hub; reads the screen, presses keys."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[int], hub: HubClient) -> None:
        self.app = app
        self.hub = hub
        self._pilot = pilot

    def reads(self, selector: str = "Sheet") -> str:
        """Return the lines of `selector`, on the dialog or the workplace on top."""
        sheets = self.app.screen.query(selector).results(Sheet)
        return "\n".join("".join(text for text, _ in line) for s in sheets for line in s.lines)

    async def until(self, is_so: Callable[[], bool]) -> None:
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
            await self._pilot.pause(PAUSE_S)

    async def take_up(self) -> None:
        """Wait for the probe's alert, and answer it: case opened, first unit chosen, sent."""
        await self.until(lambda: "Gate 1 air probe" in self.reads("#alerts"))
        alert = next(a for a in self.app.live.mirror.alerts.values() if a.target == PROBE)
        self.app.workplace.query_one("#alerts", Ledger).select(alert.id)
        await self.press("d", "enter", "enter", "3")
        await self.until(lambda: "idling vehicles × 2" in self.reads("#way"))

    async def order_everything(self) -> None:
        """Order the usual remedy for both findings; the story's people carry them out."""
        await self.press("o", "enter", "enter")
        await self.until(lambda: len(self.told().case.remedies) == 1)
        await self.press("o", "enter", "enter")
        await self.until(lambda: self.told().case.step is Step.FED_BACK)

    def told(self) -> CaseDetail:
        """Ask the hub what is true."""
        return self.hub.ask("cases/C-1", CaseDetail)


@asynccontextmanager
async def at_the_story(folder: Path) -> AsyncIterator[Operator]:
    """Sit down at the hub whose data are in `folder`."""
    settings = Settings(data=folder, socket=folder / "hub.sock")
    app = ConsoleApp(following(settings, drill=True))
    with HubClient(settings.socket) as hub:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            operator = Operator(app, pilot, hub)
            await operator.until(lambda: "DRILL ×200" in operator.reads("#head"))
            await operator.press("2")
            yield operator


async def test_from_the_alert_to_the_verified_close() -> None:
    with demo("--story", "gate-1", "--speed", SPEED) as (_, folder):
        async with at_the_story(folder) as operator:
            await operator.take_up()
            assert "Riverside crew" in operator.reads("#way"), "the crew of that zone is sent first"
            await operator.order_everything()
            await operator.until(lambda: "normal " in operator.reads("#way"))
            await operator.until(lambda: "by its sensor" in operator.reads("#way"))
            await operator.press("x", "enter")
            await operator.until(lambda: "Closed C-1." in _toasts(operator))
            case = operator.told().case
            assert (case.outcome, case.proof) == (Outcome.VERIFIED, Proof.SENSOR)
            assert case.settled_at is not None
            assert case.verified_at is not None
            window = max(point.window_s for point in case.points)
            assert (case.verified_at - case.settled_at).total_seconds() >= window
            assert "Nothing is being worked on" in operator.reads("#cases")


@pytest.mark.again
async def test_a_remedy_withheld_leaves_nothing_to_close_as_verified() -> None:
    played = ("--story", "gate-1", "--speed", SPEED, "--withhold", "cars")
    with demo(*played) as (_, folder):
        async with at_the_story(folder) as operator:
            await operator.take_up()
            await operator.order_everything()
            begun = operator.app.live.now()
            window_ms = 1000 * max(point.window_s for point in operator.told().case.points)
            await operator.until(lambda: operator.app.live.now() > begun + 2 * window_ms)
            told = operator.told()
            assert told.case.step is Step.FED_BACK
            assert told.progress < 1
            assert "by its sensor" not in operator.reads("#way")
            await operator.press("x")
            assert "Close C-1 unverified?" in operator.reads("#title")
            await operator.press("enter")
            assert operator.told().case.outcome is None, "not without a reason"


def _toasts(operator: Operator) -> str:
    return "\n".join(str(toast.render()) for toast in operator.app.screen.query(Toast))
