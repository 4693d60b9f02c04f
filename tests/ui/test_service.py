"""Doubted sensors and things out of service: never the colour of an alarm, always with a word."""

from __future__ import annotations

from console.contract.service import ResumeService, StopService
from console.domain.doubts import Test
from console.domain.ids import AlertId, SensorId
from console.widgets.tiles import Tiles
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon, quiet

PM10 = SensorId("air-gate-1/pm10")


def inks(operator: Operator, selector: str, words: str) -> set[str]:
    from console.widgets.sheet import Sheet

    return {
        ink
        for sheet in operator.app.screen.query(selector).results(Sheet)
        for line in sheet.lines
        if any(words in text for text, _ in line)
        for _, ink in line
    }


async def test_a_doubted_sensor_shows_a_question_mark_and_which_test_failed() -> None:
    stage = afternoon()
    stage.hub.doubt(PM10, Test.FLAT, Test.PAIR)
    async with at_console(stage, (160, 45)) as operator:
        tile = operator.tile("air-gate-1")
        assert "?" in tile
        assert "1 doubtful" in operator.reads("#tiles")
        told = operator.app.screen.query_one(Tiles).tile("air-gate-1")
        assert not {ink for _, ink in told} & {"high", "medium", "critical"}
        await operator.press("4", "slash")
        await operator.type("air-gate-1/pm10")
        await operator.press("enter")
        assert "doubtful: stuck, contradicts" in operator.reads("#trend")
        about = " ".join(operator.reads("#quality").split())
        assert "stuck, contradicts" in about


async def test_o_takes_the_sensor_out_with_a_note_after_naming_it() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "4", "O")
        assert "the device with its sensors" in operator.reads("#offers")
        await operator.press("enter")
        foot = " ".join(operator.reads("#foot").split())
        assert "takes Qingshui level gauge Water level (level-qingshui/water-level)" in foot
        await operator.press("enter", "enter")
        assert not stage.hub.done, "without a note nothing is taken out"
        await operator.type("calibration")
        await operator.press("enter")
        sensor = "level-qingshui/water-level"
        assert stage.hub.done == [StopService(target=sensor, note="calibration")]
        assert "✗" in operator.reads("#trend")
        about = " ".join(operator.reads("#quality").split())
        assert "Out of service: Qingshui level gauge Water level" in about
        assert "1 withheld" in operator.reads("#head")


async def test_o_puts_it_back() -> None:
    stage = afternoon()
    stage.hub.do(StopService(target="level-qingshui", note="calibration"))
    stage.hub.done.clear()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("2", "v")
        assert "calibration" in operator.row("#alerts", "A-1002")
        assert "O into service" in operator.reads("KeyBar")
        await operator.press("O")
        assert "out: calibration" in operator.reads("#offers")
        await operator.press("enter", "enter")
        await operator.type("done")
        await operator.press("enter")
        assert stage.hub.done == [ResumeService(target="level-qingshui", note="done")]
        assert "A-1002" in operator.reads("#alerts") or "Nothing" in operator.reads("#alerts")
        assert AlertId("A-1002") in {alert.id for alert in stage.live.mirror.queue()}


async def test_a_zone_is_taken_out_from_the_palette() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        await operator.press("ctrl+p")
        await operator.type("out of service: qingshui river")
        await operator.press("enter")
        assert "the zone with its devices" in operator.reads("#offers")
        await operator.press("enter", "enter")
        await operator.type("dredging")
        await operator.press("enter")
        (request,) = stage.hub.done
        assert isinstance(request, StopService)
        assert request.target in stage.hub.site.zones
        assert "out of service" in operator.reads("#tiles")
