"""The wall's tiles: as many columns as fit, only what is in view, trouble first, nothing jumps."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.geometry import Region

from bench.hub import make_site
from console.domain.ids import DeviceId, SensorId
from console.domain.readings import Reading
from console.screens.tilelines import ends
from console.screens.tiles import Scenery
from console.widgets.ink import Line
from console.widgets.tiles import Tiles
from tests.ui.fakes import MINUTE, NOW
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, quiet

MANY = 10_000
GATE = DeviceId("air-gate-1")
PM10 = SensorId("air-gate-1/pm10")


def tiles(operator: Operator) -> Tiles:
    return operator.app.screen.query_one(Tiles)


class Counting:
    """Counts the tiles that are made and the glances that are taken."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: Counter[str] = Counter()
        self.looked: Counter[str] = Counter()
        tile, looked = Scenery.tile, Scenery._looked

        def counted_tile(scenery: Scenery, key: str, width: int) -> Line:
            self.made[key] += 1
            return tile(scenery, key, width)

        def counted_look(scenery: Scenery, key: str) -> object:
            self.looked[key] += 1
            return looked(scenery, key)

        monkeypatch.setattr(Scenery, "tile", counted_tile)
        monkeypatch.setattr(Scenery, "_looked", counted_look)

    def clear(self) -> None:
        self.made.clear()
        self.looked.clear()


@asynccontextmanager
async def many(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Operator]:
    """Open the console on a site of ten thousand sensors that all have a value."""
    stage = Stage(make_site(MANY))
    for number in range(MANY):
        sensor = SensorId(f"d{number}/pm10")
        stage.hub.readings[sensor] = [Reading(sensor=sensor, at=NOW - MINUTE, value=20.0)]
    async with at_console(stage, size) as operator:
        operator.app.screen.query_one(Tiles).focus()
        await operator.settle()
        yield operator


@pytest.mark.parametrize(
    ("width", "columns"), [(60, 2), (80, 3), (120, 4), (160, 6), (240, 9), (312, 12), (480, 12)]
)
async def test_a_large_site_takes_as_many_columns_as_are_read_with_ease(
    width: int, columns: int
) -> None:
    stage = Stage(make_site(2_000))
    async with at_console(stage, (width, 30)) as operator:
        while tiles(operator).packing.blocks and len(tiles(operator).groups[0].tiles) < 2_000:
            await operator.press("v")
        assert tiles(operator).packing.columns == columns
        assert tiles(operator).slot * columns <= width


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200, 240, 360, 480])
async def test_every_line_keeps_to_the_width(width: int) -> None:
    async with at_console(afternoon(), (width, 40)) as operator:
        board = tiles(operator)
        for y in range(board.packing.height):
            assert board._line(y) is not None
            assert board.draw(y).cell_length == board.size.width
            assert sum(len(text) for text, _ in board._row(y)) <= board.size.width


async def test_a_wall_display_shows_every_device_without_scrolling() -> None:
    async with at_console(afternoon(), (240, 67)) as operator:
        board = tiles(operator)
        assert board.packing.height <= board.size.height
        assert len(board._spots) == len(operator.stage.hub.site.devices)


async def test_of_ten_thousand_only_those_in_view_are_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counting = Counting(monkeypatch)
    async with many() as operator:
        board = tiles(operator)
        in_view = board.size.height * board.packing.columns
        assert 0 < len(counting.made) <= in_view
        assert len(counting.looked) <= in_view
        counting.clear()
        await operator.settle()
        assert not counting.made, "nothing changed, so nothing is made"
        assert not counting.looked
        for number in range(0, MANY, 10):
            operator.stage.values.put(SensorId(f"d{number}/pm10"), 33.0, NOW)
        await operator.settle()
        assert set(counting.made) <= {f"d{number}" for number in range(0, in_view, 10)}
        assert not counting.looked, "values alone never make a state"


async def test_a_fact_has_only_what_is_in_view_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with many() as operator:
        counting = Counting(monkeypatch)
        operator.stage.hub.measure(SensorId("d9000/pm10"), 300.0, at=NOW)
        operator.stage.hub.measure(SensorId("d9000/pm10"), 300.0, at=NOW + MINUTE)
        await operator.settle()
        board = tiles(operator)
        assert len(counting.looked) <= board.size.height * board.packing.columns


async def test_scrolling_among_ten_thousand_makes_only_what_comes_into_view(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with many() as operator:
        counting = Counting(monkeypatch)
        board = tiles(operator)
        await operator.press("G")
        assert board.selected == f"d{MANY - 1}"
        assert len(counting.made) <= 2 * board.size.height * board.packing.columns
        await operator.press("g")
        assert board.selected == "d0"
        await operator.press("pagedown")
        assert board.row_of(board.selected) == board.size.height


async def test_arrows_move_along_and_j_and_k_up_and_down() -> None:
    async with at_console(quiet(), (160, 45)) as operator:
        board = tiles(operator)
        board.focus()
        await operator.press("g")
        first = board.selected
        await operator.press("right")
        beside = board.selected
        assert beside != first
        assert board.row_of(beside) == board.row_of(first)
        await operator.press("j")
        assert board.row_of(board.selected) == (board.row_of(first) or 0) + 1
        await operator.press("k", "left")
        assert board.selected == first
        for _ in range(60):
            await operator.press("j")
        lowest = max(board.row_of(key) or 0 for key in board._spots)
        assert board.row_of(board.selected) == lowest, "down leads through every group"


async def test_a_click_selects_and_another_opens() -> None:
    async with at_console(quiet(), (160, 45)) as operator:
        board = tiles(operator)
        spot = board._spot(GATE)
        assert spot is not None
        offset = (spot.column * board.slot + 4, spot.y - board.scroll_offset.y)
        await operator.pilot.click(Tiles, offset=offset)
        await operator.settle()
        assert board.selected == GATE
        assert operator.app.current_mode == "wall"
        await operator.pilot.click(Tiles, offset=offset)
        await operator.settle()
        assert operator.app.current_mode == "sensor"


async def test_only_the_cells_of_a_value_that_changed_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = quiet()
    async with at_console(stage, (160, 45)) as operator:
        board = tiles(operator)
        spot = board._spot(GATE)
        assert spot is not None
        drawn: list[Region] = []
        refresh = board.refresh

        def seen(*regions: Region, **how: bool) -> Tiles:
            drawn.extend(regions)
            return refresh(*regions, **how)

        monkeypatch.setattr(board, "refresh", seen)
        operator.app.workplace.look()
        assert not drawn
        stage.values.put(SensorId("air-gate-1/pm25"), 47.0, NOW + 1000)
        operator.app.live.drain()
        operator.app.workplace.look()
        assert drawn
        left = spot.column * board.slot
        assert all(left <= region.x < left + board.slot for region in drawn)
        assert sum(region.width for region in drawn) < board.slot / 2


async def test_values_wait_while_only_facts_are_due() -> None:
    stage = quiet()
    async with at_console(stage, (160, 45)) as operator:
        before = operator.tile(GATE)
        stage.values.put(SensorId("air-gate-1/pm25"), 47.0, NOW + 1000)
        operator.app.live.drain()
        operator.app.workplace.look(anew=True, values=False)
        assert operator.tile(GATE) == before
        operator.app.workplace.look()
        assert " 47" in operator.tile(GATE)


async def test_trouble_comes_first_in_its_scene_and_then_stays_where_it_is() -> None:
    stage = quiet()
    async with at_console(stage, (160, 45)) as operator:
        board = tiles(operator)
        board.focus()
        board.select("air-lake")
        air = next(group for group in board.groups if group.id == "air")
        stage.hub.measure(SensorId("noise-plaza/noise"), 90.0)
        await operator.settle()
        assert "Plaza noise" in operator.reads("#trouble"), "it is on top at once"
        assert next(g for g in board.groups if g.id == "air") == air, "nothing jumps about"
        told = board.tile("noise-plaza")
        assert {"text"} < {ink for _, ink in told}, "in its place it says more, in its colour"
        await operator.press("2", "1")
        now = next(group for group in board.groups if group.id == "air")
        assert now.tiles[0] == "noise-plaza", "seen anew, trouble comes first"
        assert set(now.tiles) == set(air.tiles)
        assert board.selected == "air-lake", "the selection stays with its device"


async def test_unknown_looks_unknown() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        stage.link.stands, stage.link.aged_s = "lost", 30.0
        await operator.settle()
        for key in list(tiles(operator)._spots)[:10]:
            assert operator.tile(key).lstrip().startswith("?")
        assert "all fine" not in operator.reads("#tiles")


async def test_values_of_a_lost_link_are_grey_with_their_age() -> None:
    stage = quiet()
    async with at_console(stage, (240, 67)) as operator:
        stage.values.stands = "lost"
        await operator.settle()
        told = tiles(operator).tile(GATE)
        inks = {text.strip(): ink for text, ink in told if text.strip()}
        assert inks["32"] == "unknown"


async def test_on_a_small_terminal_the_tiles_in_hand_have_room() -> None:
    async with at_console(afternoon(), (80, 24)) as operator:
        board = tiles(operator)
        before = board.size.height
        await operator.press("tab", "tab")
        assert board.has_focus
        assert board.size.height >= before + 9
        assert "▲▲" in operator.reads("#trouble"), "the worst stays in sight"
        await operator.press("tab")
        assert board.size.height == before


async def test_a_scene_opens_its_devices() -> None:
    async with at_console(quiet(), (80, 24)) as operator:
        board = tiles(operator)
        board.focus()
        board.select("water")
        await operator.press("enter")
        assert (board.selected or "").startswith(("gw-", "water", "level"))
        assert operator.app.current_mode == "wall"


async def test_acts_are_done_to_the_tile_in_hand() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        board = tiles(operator)
        board.focus()
        board.select(GATE)
        await operator.press("a")
        assert [getattr(act, "alert", None) for act in stage.hub.done] == ["A-1001"]
        await operator.press("enter")
        assert PM10 in operator.reads()


async def test_the_selection_stays_with_its_device_at_every_detail() -> None:
    async with at_console(afternoon(), (160, 45)) as operator:
        board = tiles(operator)
        board.focus()
        board.select(GATE)
        await operator.press("v")
        assert board.selected == PM10, "the sensor that leads there"
        await operator.press("v")
        assert board.selected == GATE


def test_a_name_cut_short_keeps_the_number_it_ends_in() -> None:
    assert ends("Park path lamp 4", 13) == "Park path l…4"
    assert ends("Park path lamp 4", 12) == "Park path…4 "
    assert ends("Gate 1 air probe", 13) == "Gate 1 air p…"
    assert ends("公园步道4号灯", 13) == "公园步道4号灯"
    assert ends("Building 1 stairwell guard", 10) == "Building…1"
