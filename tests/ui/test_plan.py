"""The site plan by keys: trouble is where it stands, at every size, and none of it is hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from console.contract.alerts import AcknowledgeAlert
from console.contract.cases import DispatchUnit, OpenCase
from console.domain.ids import DeviceId, SensorId, UnitId
from console.screens.glance import of_device
from console.screens.plan import Plan
from console.screens.plan_looks import looks_of, worst_first
from console.widgets.ledger import Ledger
from console.widgets.plan_map import PlanMap
from console.widgets.plan_view import View
from console.widgets.sheet import Sheet
from console.wording import use
from tests.ui.fakes import NOW
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, casework, quiet, set_aside

SIZES = [(60, 20), (80, 24), (120, 40), (240, 67)]


def the_map(operator: Operator) -> PlanMap:
    return operator.app.screen.query_one(PlanMap)


def cell(operator: Operator, column: int, row: int) -> str:
    """Return the character a map has at a cell."""
    at = 0
    for character in "".join(text for text, _ in the_map(operator).lines[row]):
        if at == column:
            return character
        at += cell_len(character)
    return ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stage", [afternoon, set_aside])
async def test_no_trouble_is_hidden(
    stage: Callable[[], Stage], size: tuple[int, int], language: str
) -> None:
    use(language)
    async with at_console(stage(), size) as operator:
        await operator.press("7")
        view = the_map(operator).view
        looks = looks_of(operator.stage.live, operator.stage.hub.site.devices.values())
        seen: set[DeviceId] = set()
        for mark in view.marks:
            assert view.shows(mark.at)
            worst = worst_first(looks, mark.devices)[0]
            assert all(looks[device].weight <= worst.weight for device in mark.devices)
            assert cell(operator, *mark.at) == worst.glance.glyph[0], mark
            seen.update(mark.devices)
        assert seen == set(operator.stage.hub.site.devices)


async def test_it_opens_on_the_worst() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("7")
        assert the_map(operator).view.cursor == "level-qingshui"
        assert "Qingshui River" in operator.reads("#here-panel .title")
        assert "critical" in operator.row("#here", "Qingshui level gauge")
        assert "Also in Qingshui River" in operator.reads("#here")
        said = operator.reads("#map")
        for words in ("Qingshui level gauge 3.52 > 3.40", "Modi River", "Railway Staff Compound"):
            assert words in said
        assert "[" in operator.row("#map", "▲▲")
        assert "N" in operator.reads("#frame")
        assert " m" in operator.reads("#frame")


async def test_the_cursor_goes_to_the_nearest_that_way() -> None:
    async with at_console(quiet()) as operator:
        await operator.press("7")
        map_ = the_map(operator)
        for key, axis, sign in (("l", 0, 1), ("left", 0, -1), ("k", 1, -1), ("down", 1, 1)):
            before = map_.view.here
            await operator.press(key)
            after = map_.view.here
            assert before is not None
            assert after is not None
            assert (after.at[axis] - before.at[axis]) * sign > 0, key
            assert operator.app.screen.query_one("#here", Ledger).selected == map_.view.cursor


async def test_next_trouble_comes_to_each_of_those_at_one_place() -> None:
    async with at_console(afternoon(), (60, 20)) as operator:
        await operator.press("7")
        troubled = {target.partition("/")[0] for target in operator.stage.live.lineup.targets}
        seen = set()
        for _ in troubled:
            await operator.press("t")
            alert = operator.app.screen.query_one("#here", Ledger).selected
            seen.add(alert)
        assert seen == troubled


async def test_acts_are_about_what_is_in_hand() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("7", "t", "a")
        done = operator.stage.hub.done[-1]
        assert isinstance(done, AcknowledgeAlert)
        alert = operator.stage.live.mirror.alerts[done.alert]
        cursor = the_map(operator).view.cursor
        assert cursor == "gw-plaza" == alert.target
        await operator.press("t", "n", *"dust", "enter")
        assert operator.stage.hub.done[-1].operation == "alerts.note"
        await operator.press("d")
        assert "Riverside crew" in operator.reads()


async def test_enter_opens_what_leads() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("7")
        await operator.press("enter")
        assert operator.app.workplace.place == "sensor"
        assert operator.app.workplace.pointed_at() == "level-qingshui/water-level"


async def test_the_list_beside_it_is_for_choosing_among_those_at_one_place() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("7", "tab", "j")
        assert operator.app.workplace.pointed_at() == "level-qingshui/water-level"
        await operator.press("j", "enter")
        assert operator.app.workplace.pointed_at() == "gw-river/signal"


async def test_zoomed_what_is_out_of_sight_is_counted() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("7", "plus", "plus", "plus", "plus")
        view = the_map(operator).view
        assert view.here is not None
        assert view.shows(view.here.at)
        heading = operator.reads("#map-panel .title")
        assert "×5.1" in heading
        assert "not in sight ▲1" in heading
        while "not in sight ▲1" in operator.reads("#map-panel .title"):
            await operator.press("t")
        assert "▲" in operator.reads("#map")
        await operator.press("L", "K", "minus", "0")
        assert view.zoom == 0
        assert "not in sight" not in operator.reads("#map-panel .title")


async def test_layers_and_filter_leave_nothing_unsaid() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("7", "v")
        heading = operator.reads("#map-panel .title")
        assert "Solar Road Lighting" in heading
        assert "▲▲1" in heading
        for _ in operator.stage.hub.site.scenes:
            await operator.press("v")
        assert "all scenes" in operator.reads("#map-panel .title")
        await operator.press("slash")
        await operator.type("gate 1")
        await operator.press("enter")
        assert "▲▲1" in operator.reads("#map-panel .title")
        assert "Qingshui Park, Gate 1" in operator.reads("#here-panel .title")
        await operator.press("escape", "slash")
        await operator.type("nothing like it")
        assert "No device matches" in operator.reads("#here")
        await operator.press("enter", "t", "enter", "a", "plus", "l")
        assert operator.app.is_running


async def test_without_facts_nothing_is_evaluated_and_the_trouble_keeps_its_name() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("7")
        stage.link.stands, stage.link.aged_s = "lost", 40.0
        await operator.settle()
        assert "not eval" in operator.reads("#here")
        assert not any(glyph in operator.reads("#map") for glyph in "▲◆◇")
        assert "Qingshui level gauge" in operator.reads("#map")
        assert "3.52" in operator.reads("#map")


async def test_units_stand_where_they_are_out() -> None:
    async with at_console(casework()) as operator:
        await operator.press("7")
        assert "●p1" in operator.row("#map", "312 > 250")
        assert "●p3" in operator.row("#map", "2.70 < 3.00")
        await operator.press("t", "t", "t", "t", "h")
        stage = operator.stage
        stage.hub.do(OpenCase(alerts=(stage._alert("noise-plaza/noise"),)))
        case = stage.hub.snapshot().cases[-1].id
        stage.hub.do(DispatchUnit(case=case, unit=UnitId("p2")))
        await operator.settle()
        assert "→p2" in operator.reads("#map")
        assert "∘" in operator.reads("#map"), "the way from where it walks"


async def test_a_value_on_the_map_follows() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("7")
        stage.values.put(SensorId("level-qingshui/water-level"), 3.61, NOW + 1000)
        await operator.settle()
        assert "3.61 > 3.40" in operator.reads("#map")
        assert "3.61" in operator.reads("#here")


async def test_a_click_takes_in_hand() -> None:
    async with at_console(quiet()) as operator:
        await operator.press("7")
        map_ = the_map(operator)
        for mark in map_.view.marks[::5]:
            await operator.pilot.click("#map", offset=mark.at)
            await operator.settle()
            assert map_.view.cursor in mark.devices
        assert isinstance(operator.app.screen, Plan)


async def test_it_is_drawn_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sheet, "ASCII", True)
    async with at_console(casework(), (120, 40)) as operator:
        await operator.press("7")
        map_ = the_map(operator)
        drawn = [map_.draw(row).text for row in range(map_.size.height)]
        assert all(line.isascii() for line in drawn)
        assert "?" not in "".join(drawn), "every stroke has a likeness"
        assert "~~~" in "".join(drawn)


async def test_where_the_hub_is_not_heard_yet() -> None:
    stage = Stage()
    stage.link.stands = "connecting"
    async with at_console(stage) as operator:
        await operator.press("7", "t", "plus", "l", "v")
        assert "connecting" in operator.reads("#waiting")


@pytest.mark.parametrize("stage", [Stage, quiet, afternoon, casework, set_aside])
def test_what_looks_fine_at_once_looks_so_at_length(stage: Callable[[], Stage]) -> None:
    live = stage().live
    live.drain()
    for device, look in looks_of(live, live.mirror.site.devices.values()).items():
        assert (look.glance, look.lead) == of_device(live, live.mirror.site.devices[device])


def test_one_device_alone_is_a_plan() -> None:
    view = View()
    here = (30.66, 104.02)
    view.lay(here, [here], {DeviceId("a"): here}, (40, 12))
    assert view.marks[0].at == (20, 6)
