"""The board on a screen: it follows, turns its pages, tells the truth, and cannot act."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot

from console.board.app import ASK_S, FORGOTTEN_S, STALE_S, TURN_S, BoardApp, NoValues
from console.board.digits import ROWS, large
from console.board.lines import pages
from console.client.hub import HubClient
from console.client.link import Link
from console.clock import SteppedClock
from console.contract.cases import DispatchUnit, OpenCase
from console.contract.hub import Beat
from console.contract.views import Page, SensorView
from console.domain.ids import SensorId, UnitId
from console.live import Live
from console.widgets import Sheet, width_of
from tests.board.square import Square
from tests.client.small_hub import NOON, SmallHub, snapshot
from tests.ui.fakes import NOW, FakeLink

SIZES = [(60, 20), (80, 24), (120, 40), (240, 67)]


class Watch(SteppedClock):
    """Real time that passes only when told."""

    def __init__(self) -> None:
        super().__init__(NOW)
        self.passed = 1000.0

    def elapsed(self) -> float:
        return self.passed


class Visitor:
    """Someone before the board."""

    def __init__(self, square: Square, link: FakeLink, app: BoardApp, pilot: Pilot[int]) -> None:
        self.square, self.link, self.app, self.pilot = square, link, app, pilot

    async def wait(self, seconds: float = 0.0) -> None:
        """Let real time pass, then everything settle."""
        clock = self.app._clock
        assert isinstance(clock, Watch)
        clock.passed += seconds
        for _ in range(2):
            self.app.drain()
            await self.app.workers.wait_for_complete()
            self.app.drain()
            self.app.paint()
            await self.pilot.pause()

    def reads(self) -> str:
        """Return what is on the screen."""
        sheet = self.app.query_one("#board", Sheet)
        return "\n".join("".join(text for text, _ in line) for line in sheet.lines)


@asynccontextmanager
async def before(
    square: Square, *languages: str, size: tuple[int, int] = (100, 60)
) -> AsyncIterator[Visitor]:
    link, clock = FakeLink(square), Watch()
    live = Live(square, link=link, values=lambda a, s: NoValues(), clock=clock, address="fake")
    app = BoardApp(live, languages or ("en",), clock=clock)
    async with app.run_test(size=size) as pilot:
        visitor = Visitor(square, link, app, pilot)
        await visitor.wait()
        yield visitor


async def test_it_shows_and_follows() -> None:
    square = Square().fine()
    async with before(square) as visitor:
        assert "Air quality index 44: excellent" in visitor.reads()
        assert "██" in visitor.reads()
        square.measure(SensorId("dust-site/pm10"), 300.0)
        alert = square.snapshot().alerts[0].id
        square.do(OpenCase(alerts=(alert,)))
        square.do(DispatchUnit(case=square.snapshot().cases[0].id, unit=UnitId("p1")))
        await visitor.wait()
        assert "Dust in the air, Eastern Building Site: a patrol is on its way." in visitor.reads()
        square.rate("air-gate-1", 160)
        await visitor.wait(ASK_S)
        assert "Air quality index 160: moderately polluted" in visitor.reads()


async def test_before_the_hub_is_heard_it_says_so() -> None:
    square = Square()
    square.down = True
    async with before(square, "zh", "en") as visitor:
        assert "has not been heard yet" in visitor.reads()
        assert "尚未联系上中心" in visitor.reads()
        square.down = False
        square.fine()
        await visitor.wait(ASK_S)
        assert "44" in visitor.reads()


async def test_a_lost_hub_is_told_and_survived() -> None:
    square = Square().fine()
    async with before(square) as visitor:
        visitor.link.stands = "lost"
        square.down = True
        await visitor.wait(1)
        assert "as of 14:52, not up to date: the centre is not heard" in visitor.reads()
        assert "index 44" in visitor.reads()
        await visitor.wait(FORGOTTEN_S)
        assert "nothing is known now" in visitor.reads()
        assert "44" not in visitor.reads()
        square.down, visitor.link.stands = False, "live"
        await visitor.wait(ASK_S)
        assert "as of 2026-11-05, 14:52" in visitor.reads()
        assert "index 44" in visitor.reads()


async def test_a_hub_that_tells_facts_and_no_figures_is_not_up_to_date() -> None:
    square = Square().fine()
    async with before(square) as visitor:
        square.down = True
        await visitor.wait(STALE_S + 1)
        assert "not up to date" in visitor.reads()


async def test_pages_turn_and_miss_nothing() -> None:
    square = Square().fine()
    async with before(square, "zh", "en", size=(80, 24)) as visitor:
        seen = []
        for _ in range(12):
            seen.append(visitor.reads())
            await visitor.wait(TURN_S)
        whole = "\n".join(seen)
        for words in ("空气质量指数 44", "Air quality index 44", "回收箱", "Compound container"):
            assert words in whole
        last = visitor.app.query_one("#foot", Sheet).lines[0]
        assert "of 4" in "".join(text for text, _ in last)


@pytest.mark.parametrize("size", [*SIZES, (24, 8), (10, 3), (1, 1)])
def test_every_page_fits(size: tuple[int, int]) -> None:
    told = Square().fine().told()
    for languages in (("zh", "en"), ("en",), ("zh",)):
        for said in (told, replace(told, current=False), None):
            found = pages(said, languages, size)
            assert found
            for page in found:
                if size >= (24, 8):
                    assert len(page) < size[1]
                    assert all(width_of(line) <= size[0] for line in page)


async def test_the_only_key_is_quit() -> None:
    square = Square().fine()
    async with before(square) as visitor:
        ours = {
            key for key, b in visitor.app.screen.active_bindings.items() if b.node is visitor.app
        }
        acts = {b.binding.action for b in visitor.app.screen.active_bindings.values()}
        assert acts <= {"quit", "app.focus_next", "app.focus_previous", "screen.copy_text",
                        "help_quit", "command_palette"}, acts  # fmt: skip
        assert {"q", "ctrl+c"} <= ours
        await visitor.pilot.press(*"adsnucolypvxfzOr", "enter", "space", "colon", "slash", "1", "7")
        await visitor.wait()
        assert square.done == []
        assert "index 44" in visitor.reads()
        await visitor.pilot.press("q")
    assert visitor.app.return_code == 0


async def test_it_sends_nothing_but_questions(tmp_path: Path) -> None:
    hub = SmallHub(tmp_path / "hub.sock")
    hub.set_snapshot(0)
    square = Square().fine()
    hub.answer("/v1/snapshot", replace(snapshot(0), site=square.site))
    page: Page[SensorView] = Page(items=(), as_of=0)
    hub.answer("/v1/sensors", page)
    hub.start()
    client, clock = HubClient(hub.socket), Watch()
    try:
        link = Link(client, wake=lambda: None, elapsed=clock.elapsed)
        live = Live(client, link=link, values=lambda a, s: NoValues(), clock=clock, address="small")
        app = BoardApp(live, ("en",), clock=clock)
        async with app.run_test(size=(80, 24)) as pilot:
            while hub.followers.empty():
                await pilot.pause(0.05)
            hub.follower().put(Beat(now=NOON, as_of=0))
            for _ in range(20):
                await pilot.pause(0.05)
                app.drain()
            await pilot.press(*"adsnucolypvxfzOr", "enter", "space", "colon", "slash", "1", "7")
            await pilot.click("#board")
            await app.workers.wait_for_complete()
        paths = {asked.path for asked in hub.asked}
        assert {"/v1/snapshot", "/v1/facts"} <= paths
        assert any(path.startswith("/v1/devices/") for path in paths)
        assert {asked.method for asked in hub.asked} == {"GET"}
    finally:
        client.close()
        hub.stop()


def test_large_figures_are_of_one_width() -> None:
    for wide, tall in ((1, 1), (2, 1), (4, 2)):
        for figure in ("1", "88", "500"):
            lines = large(figure, wide=wide, tall=tall)
            assert len(lines) == ROWS * tall
            assert len({cell_len(line) for line in lines}) == 1
    assert all(line.isascii() for line in large("123", ascii=True))
