"""One sensor close up, and a reading taken by hand."""

from __future__ import annotations

from console.contract.sensors import RecordReading
from console.domain.ids import SensorId
from console.screens.ask import Ask
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon, quiet


async def open_sensor(operator: Operator, name: str) -> None:
    await operator.press("4", "slash")
    await operator.type(name)
    await operator.press("enter")


async def test_trend_limits_and_what_it_is() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("enter")
        trend = operator.reads("#trend")
        assert "3.52 m" in trend
        assert "3.40" in trend, "the limit is a line across"
        assert "critical" in trend
        assert "14:50" in trend, "the axis is in the site's local time"
        quality = operator.reads("#quality")
        for words in ("0.00 to 6.00 m", "60 s, time marks its", "Qingshui River", "Water"):
            assert words in quality
        assert "14:52:03" in quality


async def test_the_picker_finds_by_name_and_by_id() -> None:
    async with at_console(afternoon(), (80, 24)) as operator:
        await operator.press("4", "slash")
        await operator.type("air-lake/o3")
        assert f"1 of {len(operator.stage.hub.site.sensors())} " in operator.reads(
            "#picker-panel .title"
        )
        await operator.press("enter")
        assert "Lake air probe Ozone" in operator.reads("#trend-panel .title")


async def test_a_reading_by_hand_is_checked_before_it_is_sent() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        await open_sensor(operator, "air-lake/o3")
        await operator.press("escape", "r")
        assert isinstance(operator.app.screen, Ask)
        assert "Lake air probe Ozone" in operator.reads("#title")
        await operator.type("many")
        await operator.press("enter")
        await operator.type("meter")
        await operator.press("enter")
        assert "“many” is not a number." in operator.reads("#foot")
        assert not stage.hub.done
        await operator.press("shift+tab", "ctrl+u")
        await operator.type("99999")
        await operator.press("enter", "enter")
        assert "outside what the instrument can report" in operator.reads("#foot")
        await operator.press("shift+tab", "ctrl+u")
        await operator.type("88")
        await operator.press("enter", "enter")
        recorded = RecordReading(sensor=SensorId("air-lake/o3"), value=88.0, how="meter")
        assert stage.hub.done == [recorded]
        assert "Recorded for air-lake/o3." in operator.told()


async def test_braces_step_and_t_widens_the_span() -> None:
    async with at_console(quiet()) as operator:
        await operator.press("4", "right_curly_bracket")
        assert "gw-centre/load" in operator.reads("#trend-panel .title")
        await operator.press("left_curly_bracket")
        assert "gw-centre/signal" in operator.reads("#trend-panel .title")
        await operator.press("t")
        assert "last 6 h" in operator.reads("#trend-panel .title")


async def test_without_readings_it_says_how_to_get_one() -> None:
    stage = quiet()
    stage.hub.readings.clear()
    async with at_console(stage) as operator:
        await operator.press("4")
        assert "`r` records a reading" in operator.reads("#trend")
        assert "no value yet" in operator.reads("#trend") or "?" in operator.reads("#sensors")


async def test_a_hub_that_does_not_answer_is_said_where_the_trend_would_be() -> None:
    stage = quiet()
    stage.hub.readings.clear()
    async with at_console(stage) as operator:
        stage.hub.down = True
        await operator.press("4")
        assert "No hub answers" in operator.reads("#trend")
