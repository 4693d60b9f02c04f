"""Lists as an operator has them: filters that say what they do, orders, acts with their reasons."""

from __future__ import annotations

import pytest
from textual.geometry import Offset

from console.contract.alerts import AcknowledgeAlert
from console.screens.ask import Ask
from console.widgets import Ledger, Pane
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon, casework, flooded, quiet, set_aside


def keys(operator: Operator, of: str) -> list[str]:
    return [key for key in operator.app.screen.query_one(of, Ledger).keys if key]


def spot(operator: Operator, act: str) -> Offset:
    """Return where in the detail an act can be clicked."""
    pane = operator.app.screen.query_one("#detail", Pane)
    found = next(spot for spot in pane.spots if spot.act == act)
    pane.scroll_to(y=found.line, animate=False)
    return Offset(found.start + 1, found.line)


async def test_the_filter_says_how_many_match_and_what_its_marks_mean() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "slash")
        await operator.type("gate !air")
        told = operator.reads("#filter-told")
        assert "2 of 7 match" in told
        assert "!word hides it" in told
        assert "-f letters in order" in told
        title = operator.reads("#list-panel .title")
        assert "/gate !air" in title
        assert "2 of 7" in title
        await operator.press("enter")
        assert "/gate !air" in operator.reads("#list-panel .title")
        await operator.press("escape")
        assert "/gate" not in operator.reads("#list-panel .title")


async def test_a_filter_of_letters_in_order() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "slash")
        await operator.type("-f g1ap")
        assert "Gate 1 air probe" in operator.reads("#alerts")
        assert len(keys(operator, "#alerts")) == 1


async def test_marks_are_told_and_taken_away_by_esc() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "space", "j", "V")
        assert "3 marked" in operator.reads("#list-panel .title")
        await operator.press("asterisk")
        assert "7 marked" in operator.reads("#list-panel .title")
        await operator.press("escape")
        assert "marked" not in operator.reads("#list-panel .title")


async def test_the_acts_on_an_alert_stand_with_their_keys_and_a_click_does_them() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("2")
        detail = operator.reads("#detail")
        assert "What can be done" in detail
        assert "a ack" in detail
        assert "u un-ack  nobody has acknowledged it" in detail
        at = spot(operator, "acknowledge")
        await operator.settle()
        pane = operator.app.screen.query_one("#detail", Pane)
        gutter = pane.content_region.offset - pane.region.offset
        y = at.y - int(pane.scroll_offset.y)
        await operator.pilot.click("#detail", offset=gutter + Offset(at.x, y))
        await operator.settle()
        done = [act for act in stage.hub.done if isinstance(act, AcknowledgeAlert)]
        assert len(done) == 1
        assert "already acknowledged by Li Na" in operator.reads("#detail")


async def test_nothing_can_be_done_without_the_hub_and_the_detail_says_so() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("2")
        stage.link.stands = "lost"
        await operator.settle()
        detail = operator.reads("#detail")
        assert "a ack  hub not reached" in detail
        assert not operator.app.screen.query_one("#detail", Pane).spots


async def test_the_detail_says_how_much_is_below_and_is_scrolled_by_keys() -> None:
    async with at_console(afternoon(), (80, 24)) as operator:
        await operator.press("2", "tab")
        pane = operator.app.screen.query_one("#detail", Pane)
        assert pane.has_focus
        bottom = pane.render_line(pane.size.height - 1).text
        assert "more lines" in bottom
        await operator.press("G")
        assert "more lines" not in pane.render_line(pane.size.height - 1).text
        await operator.press("g")
        assert pane.scroll_offset.y == 0


async def test_a_click_on_a_fold_opens_it() -> None:
    async with at_console(flooded(), (120, 40)) as operator:
        await operator.press("2")
        ledger = operator.app.screen.query_one("#alerts", Ledger)
        fold = next(key for key in keys(operator, "#alerts") if key.startswith("fold:"))
        row = ledger.row_of(fold)
        before = len(keys(operator, "#alerts"))
        await operator.pilot.click("#alerts", offset=(4, row or 0))
        await operator.settle()
        assert len(keys(operator, "#alerts")) > before


async def test_dispatch_orders_cases_and_units_each_for_itself() -> None:
    async with at_console(casework(), (180, 45)) as operator:
        await operator.press("3")
        assert "by step" in operator.reads("#cases-panel .title")
        await operator.press("S")
        assert "longest in its step" in operator.reads("#cases-panel .title")
        assert keys(operator, "#cases")[0] == "C-232"
        assert "best to send first" in operator.reads("#units-panel .title")
        await operator.press("tab", "tab", "S")
        assert "by name" in operator.reads("#units-panel .title")
        assert "longest in its step" in operator.reads("#cases-panel .title")


async def test_a_filter_in_dispatch_narrows_the_list_in_hand() -> None:
    async with at_console(casework(), (180, 45)) as operator:
        await operator.press("3", "tab", "tab", "slash")
        await operator.type("parks")
        assert keys(operator, "#units") == ["p2"]
        assert len(keys(operator, "#cases")) == 3
        assert "1 of 4 match" in operator.reads("#filter-told")


async def test_a_case_says_what_can_be_done_and_why_the_rest_cannot() -> None:
    async with at_console(casework(), (180, 45)) as operator:
        await operator.press("3")
        way = operator.reads("#way")
        assert "d send" in way
        assert "o order  nothing found yet" in way
        assert "v verify  its sensor verifies it" in way
        assert "m more acts" in way


async def test_health_lists_devices_with_lost_links_first_and_opens_them() -> None:
    async with at_console(afternoon(), (120, 40)) as operator:
        await operator.press("5")
        rows = operator.reads("#devices").splitlines()
        assert "Plaza gateway" in rows[0]
        assert "offline" in rows[0]
        assert "lost links first" in operator.reads("#devices-panel .title")
        await operator.press("S", "S", "S")
        assert "by place" in operator.reads("#devices-panel .title")
        await operator.press("g", "enter")
        assert operator.app.current_mode in ("sensor", "alerts")


async def test_rejected_deliveries_are_filtered_when_in_hand() -> None:
    async with at_console(afternoon(), (120, 40)) as operator:
        await operator.press("5", "tab", "slash")
        await operator.type("unknown")
        assert keys(operator, "#rejected") == ["dev-4471|unknown_device"]
        assert len(keys(operator, "#devices")) > 1
        await operator.type("zzz")
        assert "Nothing matches" in operator.reads("#rejected")


async def test_every_empty_list_says_what_would_be_here() -> None:
    async with at_console(quiet(), (120, 40)) as operator:
        await operator.press("2")
        assert "would stand here" in operator.reads("#alerts")
        await operator.press("v")
        assert "would stand" in operator.reads("#alerts")
        await operator.press("3")
        assert "opens a case" in operator.reads("#cases")
        await operator.press("5")
        assert "None so far" in operator.reads("#rejected")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 240])
async def test_what_matters_of_an_alert_is_there_at_any_width(width: int) -> None:
    async with at_console(casework(), (width, 40)) as operator:
        await operator.press("2")
        row = operator.row("#alerts", "A-1001@1")
        for words in ("Gate", "PM10", "252 > 250", "12:04"):
            assert words in row, row
        if width >= 80:
            assert "C-231" in row, row


async def test_the_trouble_list_keeps_its_trend_beside_a_case() -> None:
    async with at_console(casework(), (120, 40)) as operator:
        row = operator.row("#trouble", "C-233")
        assert "▅▇▇▇" in row, row


async def test_withheld_alerts_are_ordered_too() -> None:
    async with at_console(set_aside(), (120, 40)) as operator:
        await operator.press("2", "v")
        assert "by what keeps it" in operator.reads("#list-panel .title")
        assert "SHELVED 2" in operator.reads("#alerts")
        await operator.press("S")
        assert "by time left" in operator.reads("#list-panel .title")
        assert "SHELVED" not in operator.reads("#alerts")
        assert not isinstance(operator.app.screen, Ask)
