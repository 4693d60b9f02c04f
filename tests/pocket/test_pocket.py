"""A patrol with sixty columns and keys only, on a real hub: sent, seen, reported, verified."""

from __future__ import annotations

import signal
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from console.contract.case_views import CaseDetail
from console.contract.cases import DispatchUnit, OpenCase, OrderRemedy
from console.domain.cases import Leg, Step
from console.domain.causes import Action, Cause
from console.domain.ids import AlertId, CaseId, UnitId
from console.domain.matters import Channel, Heard
from console.errors import NotFound
from console.following import following
from console.pocket.app import PocketApp
from console.pocket.draft import drafted, notebook
from console.pocket.task import own_unit
from console.wording import use
from tests.casework import P1, P2, guarded_site, measure
from tests.hubs import HubProcess, running_hub, wait_until

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


PATIENCE = 400
SIZE = (60, 20)


class Hand:
    """One patrol member with a small screen."""

    def __init__(self, hub: HubProcess, app: PocketApp, pilot: Pilot[int]) -> None:
        self.hub = hub
        self.app = app
        self.pilot = pilot

    def reads(self) -> str:
        """Return the screen as it stands, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        for _ in range(PATIENCE):
            if is_so():
                return
            await self.pilot.pause(0.05)
        raise AssertionError(self.reads())

    async def sees(self, *words: str) -> None:
        """Wait until all of `words` are on the screen."""
        await self.until(lambda: all(word in self.reads() for word in words))

    async def leg(self, leg: Leg) -> None:
        """Wait until the hub says the unit has come so far."""
        await self.until(lambda: self.case().case.assignments[0].leg is leg)

    def case(self) -> CaseDetail:
        """Ask the hub for the case."""
        return self.hub.client.ask("cases/C-1", CaseDetail)


@asynccontextmanager
async def in_hand(
    hub: HubProcess, *, theme: str = "dusk", unit: UnitId = P1
) -> AsyncIterator[Hand]:
    notes = notebook(hub.settings.socket, unit)
    app = PocketApp(following(hub.settings), unit, theme=theme, notebook=notes)
    async with app.run_test(size=SIZE) as pilot:
        yield Hand(hub, app, pilot)


def sent(hub: HubProcess) -> CaseId:
    """Have an alert, a case, and our unit sent."""
    measure(hub, 312.0)
    wait_until(lambda: hub.client.ask("alerts", dict)["items"])
    opened = hub.client.do(OpenCase(alerts=(AlertId("A-1"),)))
    case = CaseId(opened.id or "")
    hub.client.do(DispatchUnit(case=case, unit=P1))
    return case


async def test_the_whole_task_by_keys(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        async with in_hand(hub) as hand:
            await hand.sees("patrol 1 has no task", "hub ●")
            case = sent(hub)
            await hand.sees("C-1  offered", "gate 1", "312 µg/m³ now", "limit 250", "particles")
            await hand.sees("Look for  look at the site first", "[ ] 1 construction dust")
            await hand.pilot.press("r")
            await hand.sees("Pick at least one cause first")
            await hand.pilot.press("a")
            await hand.sees("C-1  accepted", "sent ●")
            await hand.pilot.press("e")
            await hand.sees("C-1  en route")
            await hand.pilot.press("1", "r")
            await hand.sees("p1 is not on site at C-1 yet (en route)", "[x] 1 construction dust")
            await hand.pilot.press("o")
            await hand.sees("C-1  on site")
            await hand.pilot.press("2", "plus", "plus", "n", *"2cars", "enter")
            await hand.sees("[x] 2 idling vehicles ×2", "2cars")
            await hand.pilot.press("r")
            await hand.sees("C-1  reported", "[✓] 1 construction", "[✓] 2 idling")
            seen = [finding.seen for finding in hand.case().case.findings]
            assert [(s.cause, s.count, s.note) for s in seen] == [
                (Cause.CONSTRUCTION_DUST, None, "2cars"),
                (Cause.IDLING_VEHICLE, 2, None),
            ]
            for finding, action in ((1, Action.DUST_SPRAY), (2, Action.MOVE_VEHICLES)):
                order = OrderRemedy(case=case, finding=finding, action=action, party="site team")
                hub.client.do(order)
            await hand.sees(">[ ] 1 dust-suppression spray, site team", "[ ] 2 move the vehicles")
            await hand.pilot.press("j", "f")
            await hand.sees("[x] 2 move the vehicles", ">[ ] 1 dust")
            await hand.pilot.press("f")
            await hand.sees("[x] 1 dust", "fed back")
            measure(hub, 40.0)
            await hand.sees("40 µg/m³ now", "verified", "100 %")
            assert hand.case().case.step is Step.VERIFIED
            await hand.pilot.press("x")
            await hand.sees("patrol 1 has no task")
            await hand.pilot.press("q")
        assert hand.app.return_code == 0


async def test_what_is_said_waits_for_a_hub_that_is_away(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        sent(hub)
        async with in_hand(hub) as hand:
            await hand.sees("C-1  offered")
            hub.stop(signal.SIGKILL)
            await hand.pilot.press("a", "e")
            await hand.sees("waiting for the hub: 2", "hub ○")
            hub.start()
            await hand.sees("C-1  en route", "sent ●", "hub ●")
            legs = [fact.what for fact in hand.case().history]
            assert [type(leg).__name__ for leg in legs[-2:]] == ["PatrolAccepted", "PatrolEnRoute"]


async def test_a_draft_outlives_hub_and_program(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        sent(hub)
        async with in_hand(hub) as hand:
            await hand.sees("C-1  offered", "Say that all is well within 29:")
            await hand.pilot.press("o")
            await hand.sees("C-1  on site")
            await hand.pilot.press("1", "n", *"two trucks", "enter")
            hub.stop(signal.SIGKILL)
            await hand.pilot.press("c", "r")
            await hand.sees("waiting for the hub: 2")
        socket = hub.settings.socket
        assert drafted(socket) == [P1]
        assert own_unit(hub.client, None, drafted(socket)) == P1
        (file,) = (tmp_path / "state").rglob("p1.json")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        async with in_hand(hub) as hand:
            await hand.sees("waiting for the hub: 2")
            hub.start()
            await hand.sees("C-1  reported")
            await hand.until(lambda: drafted(socket) == [])
        kinds = [type(fact.what).__name__ for fact in hand.case().history]
        assert [kinds.count(kind) for kind in ("PatrolCheckedIn", "PatrolReported")] == [1, 1]
        assert hand.case().case.findings[0].seen.note == "two trucks"


async def test_what_was_picked_is_there_again(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        sent(hub)
        async with in_hand(hub) as hand:
            await hand.sees("C-1  offered")
            await hand.pilot.press("2", "plus", "plus", "n", *"cars", "enter")
            await hand.sees("[x] 2 idling vehicles ×2")
        async with in_hand(hub) as hand:
            await hand.sees("[x] 2 idling vehicles ×2", "cars")


async def test_declining_asking_and_putting_right(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        case = sent(hub)
        async with in_hand(hub) as hand:
            await hand.sees("C-1  offered")
            await hand.pilot.press("d")
            await hand.sees("Write down why first")
            await hand.pilot.press("n", *"tyre", "enter", "d")
            await hand.sees("patrol 1 has no task")
            hub.client.do(DispatchUnit(case=case, unit=P1))
            await hand.sees("C-1  offered")
            await hand.pilot.press("n", *"heavy", "enter", "s")
            await hand.until(lambda: hand.case().case.assignments[-1].asks == "heavy")
            await hand.pilot.press("o", "1", "r")
            await hand.sees("C-1  reported", "[✓] 1 construction")
            await hand.pilot.press("1", "3", "n", *"looked", "enter", "u")
            await hand.sees("[✓] 3", "[ ] 1 construction")
            (finding,) = hand.case().case.findings
            assert finding.amended_at is not None


async def test_who_opens_another_units_view_speaks_for_it(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        case = CaseId(hub.client.do(OpenCase(title="dust")).id or "")
        hub.client.do(DispatchUnit(case=case, unit=P2))
        async with in_hand(hub, unit=P2) as hand:
            await hand.sees("C-1  offered")
            await hand.pilot.press("a")
            await hand.sees("C-1  accepted")
            heard = getattr(hand.case().history[-1].what, "heard", None)
            assert heard == Heard(channel=Channel.IN_PERSON)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("theme", ["dusk", "sixteen"])
async def test_it_fits_sixty_columns(tmp_path: Path, language: str, theme: str) -> None:
    use(language)
    with running_hub(tmp_path, guarded_site()) as hub:
        sent(hub)
        async with in_hand(hub, theme=theme) as hand:
            await hand.sees("C-1", {"en": "no fault found", "zh_CN": "未发现异常"}[language])
            rows = hand.reads().splitlines()
            assert len(rows) == SIZE[1]
            assert {cell_len(row) for row in rows} == {SIZE[0]}
            last = {"en": "q quit", "zh_CN": "q 退出"}[language]
            assert last in rows[-1]


def test_whose_pocket_it_is(tmp_path: Path) -> None:
    with running_hub(tmp_path, guarded_site()) as hub:
        assert own_unit(hub.client, None) == P1  # that of the account
        assert own_unit(hub.client, P2) == P2
        with pytest.raises(NotFound, match="no_such_unit"):
            own_unit(hub.client, P2 + "x")  # type: ignore[arg-type]
