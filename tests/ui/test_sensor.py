"""One sensor close up, and a reading taken by hand."""

from __future__ import annotations

import pytest

from console.contract.sensors import RecordReading
from console.domain.ids import SensorId
from console.screens.ask import Ask
from console.screens.turns import Turns
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon, casework, quiet, set_aside


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


async def at_pm10(operator: Operator) -> None:
    await operator.app.show("sensor", "air-gate-1/pm10")
    await operator.settle()


async def test_spans_go_round_both_ways_and_longer_ones_are_rolled_up() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await at_pm10(operator)
        for word in ("last 6 h", "last 24 h", "last 7 days", "last 30 days", "last hour"):
            await operator.press("t")
            assert word in operator.reads("#trend-panel .title")
        await operator.press("T")
        assert "last 30 days" in operator.reads("#trend-panel .title")
        assert "mean by hour" in operator.reads("#trend").splitlines()[0]


async def test_back_in_time_and_to_now_again() -> None:
    async with at_console(afternoon()) as operator:
        await at_pm10(operator)
        await operator.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert "until 11-05 13:2" in operator.reads("#trend-panel .title")
        assert "No reading on record" in operator.reads("#trend")
        await operator.press("greater_than_sign")
        assert "until" in operator.reads("#trend-panel .title")
        await operator.press("escape")
        assert "until" not in operator.reads("#trend-panel .title")
        assert "312" in operator.reads("#trend")


async def test_a_cursor_reads_moment_value_and_what_stood_then() -> None:
    async with at_console(afternoon()) as operator:
        await at_pm10(operator)
        await operator.press("left")
        told = operator.reads("#trend").splitlines()[0]
        assert told.startswith("14:5")
        assert "312 µg/m³  good" in told
        assert "stood, A-1001" in told
        await operator.press(*["left"] * 30)
        told = operator.reads("#trend").splitlines()[0]
        assert "stood" not in told
        assert "14:2" in told or "14:3" in told
        await operator.press("escape")
        assert operator.reads("#trend").splitlines()[0].startswith("◆ 312")


async def test_the_mouse_reads_and_a_click_holds() -> None:
    async with at_console(afternoon()) as operator:
        await at_pm10(operator)
        await operator.pilot.hover("#trend", offset=(40, 6))
        await operator.settle()
        held = operator.reads("#trend").splitlines()[0]
        assert held.startswith("14:")
        await operator.pilot.click("#trend", offset=(40, 6))
        await operator.pilot.hover("#trend", offset=(50, 6))
        await operator.settle()
        assert operator.reads("#trend").splitlines()[0] == held


async def test_each_rule_says_how_it_stands_and_how_far_it_is() -> None:
    async with at_console(afternoon(), (240, 67)) as operator:
        await at_pm10(operator)
        rules = operator.reads("#rules")
        assert "medium: stands since 14:4" in rules
        told = " ".join(rules.split())
        assert "312 µg/m³ at 14:52:03 62 µg/m³ past medium 108 µg/m³ to high" in told
        assert "Source" in rules
        assert "PM10 ten-minute mean high within" in told, "another rule goes by its name"


async def test_what_is_not_known_reads_unknown() -> None:
    stage = quiet()
    async with at_console(stage, (240, 67)) as operator:
        await at_pm10(operator)
        assert "· PM10 ten-minute mean high" in operator.reads("#rules")
        stage.hub.now += 600_000
        await operator.settle()
        assert "? PM10 ten-minute mean high" in operator.reads("#rules")
        assert "not known: last judged 1" in operator.reads("#rules")
        assert "overdue" in operator.reads("#quality")


async def test_what_makes_values_worth_little_is_said_first() -> None:
    async with at_console(set_aside(), (240, 67)) as operator:
        await at_pm10(operator)
        quality = operator.reads("#quality")
        assert quality.startswith("? no, since 11-05 14:52: stuck")
        await operator.app.show("sensor", "level-qingshui/water-level")
        await operator.settle()
        assert "calibration by HydroServ" in operator.reads("#quality")
        await operator.app.show("sensor", "air-gate-2/pm10")
        await operator.settle()
        assert "12 × not a finite number" in operator.reads("#quality")


async def test_enter_goes_to_a_neighbour_and_to_a_case() -> None:
    async with at_console(casework()) as operator:
        await at_pm10(operator)
        assert "median" in operator.reads("#near-panel .title")
        operator.app.screen.query_one("#cases").focus()
        assert "C-231" in operator.reads("#cases")
        await operator.press("enter")
        assert operator.app.workplace.place == "dispatch"
        await at_pm10(operator)
        operator.app.screen.query_one("#near").focus()
        await operator.press("enter")
        title = operator.reads("#trend-panel .title")
        assert "air-gate-1" not in title
        assert "/pm10" in title


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_in_little_room_every_part_is_a_tab_away(size: tuple[int, int]) -> None:
    async with at_console(casework(), size) as operator:
        await at_pm10(operator)
        seen = [operator.reads("#trend").splitlines()[0]]
        for part in ("why", "rules", "quality", "near", "cases", "sensors"):
            await operator.press("tab")
            widget = operator.app.screen.query_one(f"#{part}")
            assert widget.has_focus
            assert widget.size.height >= 10, part
            seen.append(operator.reads(f"#{part}"))
        assert all(seen)
        await operator.press("enter")
        assert operator.app.screen.query_one("#trend").has_focus


async def test_of_questions_that_come_up_while_one_is_asked_only_the_last_is() -> None:
    asked: list[int] = []
    turns = Turns[int](asked.append)
    for question in range(5):
        turns.ask(question)
    turns.answered()
    turns.answered()
    assert asked == [0, 4]
