"""The alert queue by keys: what is pressed, what the hub is asked, what the screen says."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.domain.ids import AlertId, SensorId
from console.domain.values import Priority
from console.screens.ask import Ask
from console.widgets.ledger import Ledger
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon, quiet


def selected(operator: Operator) -> str | None:
    return operator.app.screen.query_one("#alerts", Ledger).selected


async def test_a_acknowledges_at_once() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "a")
        assert stage.hub.done == [
            AcknowledgeAlert(alert=AlertId("A-1002"), occurrence=1, seen=Priority.CRITICAL)
        ]
        assert "Acknowledged A-1002@1." in operator.told()
        assert "✓" in operator.row("#alerts", "A-1002")
        assert "2 acknowledged" in operator.reads("#head") or "5 una" in operator.reads("#head")


async def test_repeating_an_acknowledgement_is_harmless() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "a")
        await operator.press("a")
        assert len(stage.hub.done) == 1
        assert "Already acknowledged: A-1002@1." in operator.told()


async def test_the_selection_follows_the_item_not_the_row() -> None:
    stage = quiet()
    stage.hub.measure(SensorId("food-1/fill"), 84.0)
    async with at_console(stage) as operator:
        await operator.press("2")
        before = selected(operator)
        stage.hub.measure(SensorId("level-lake/water-level"), 3.6)
        await operator.settle()
        assert "▲▲" in operator.reads("#alerts").splitlines()[0]
        assert selected(operator) == before
        await operator.press("a")
        request = stage.hub.done[0]
        assert isinstance(request, AcknowledgeAlert)
        assert request.alert == before


async def test_when_the_selected_item_goes_its_neighbour_is_selected() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "G")
        assert selected(operator) == "A-1005"
        stage.hub.now += 3_600_000
        stage.hub.measure(SensorId("noise-plaza/noise"), 40.0)
        await operator.settle()
        assert "A-1005" not in operator.reads("#alerts")
        assert selected(operator) == "A-1004"


async def test_several_are_acknowledged_with_one_reason() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "space", "space", "a")
        assert isinstance(operator.app.screen, Ask)
        assert "A-1002@1, A-1007@1" in operator.reads("#title")
        await operator.press("enter")
        assert not stage.hub.done, "without a reason nothing is done"
        await operator.type("storm")
        await operator.press("enter")
        acts = [(act.alert, act.reason) for act in acknowledged(stage.hub.done)]
        assert acts == [("A-1002", "storm"), ("A-1007", "storm")]
        assert "marked" not in operator.reads("#list-panel .title")


async def test_esc_leaves_the_question_and_nothing_is_done() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "space", "space", "a", "escape")
        assert not isinstance(operator.app.screen, Ask)
        assert not stage.hub.done


async def test_n_writes_a_note_that_shows_in_the_history() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "n")
        await operator.type("path closed")
        await operator.press("enter")
        note = NoteAlert(alert=AlertId("A-1002"), occurrence=1, note="path closed")
        assert stage.hub.done == [note]
        assert "path closed" in operator.reads("#detail")


async def test_someone_else_was_first() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        stage.link.paused = True
        stage.hub.by_someone_else(AlertId("A-1002"), "Zhao Min")
        await operator.press("a")
        assert "already acknowledged by Zhao Min" in operator.told()


async def test_a_hub_that_went_away_is_said_in_words() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        stage.hub.down = True
        await operator.press("a")
        assert "No hub answers" in operator.told()


async def test_acts_are_struck_while_facts_are_not_live() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        stage.link.stands = "stale"
        await operator.settle()
        inks = {text: ink for line in bar(operator) for text, ink in line}
        assert inks["a ack"] == "struck"
        await operator.press("a")
        assert not stage.hub.done
        stage.link.stands = "live"
        await operator.settle()
        await operator.press("a")
        assert len(stage.hub.done) == 1


async def test_the_detail_says_what_to_do_and_what_happened() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2")
        detail = operator.reads("#detail")
        for words in ("What to do", "close the waterside path", "critical > 3.40", "A-1002@1 rose"):
            assert words in detail


async def test_filter_by_state_and_priority_and_count() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "slash")
        await operator.type("medium")
        await operator.press("enter")
        assert "3 of 7" in operator.reads("#list-panel .title")
        await operator.press("slash")
        await operator.type("zzz")
        assert "esc shows all again" in operator.reads("#alerts")
        await operator.press("escape")
        assert "7 of 7" in operator.reads("#list-panel .title")


async def test_keys_typed_into_a_filter_are_letters() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "slash")
        await operator.type("qa1")
        assert operator.app.is_running
        assert operator.app.current_mode == "alerts"
        assert not stage.hub.done


def column(operator: Operator, place: int) -> list[str]:
    rows = operator.reads("#alerts").splitlines()
    return [row.split()[place] for row in rows]


async def test_s_goes_through_the_orders_and_comes_back() -> None:
    async with at_console(afternoon(), (160, 40)) as operator:
        await operator.press("2")
        first = column(operator, 1)
        said = []
        for _ in range(6):
            await operator.press("S")
            title = operator.reads("#list-panel .title")
            said.append(next(words for words in ORDERS if words in title))
            ages = [[int(part) for part in age.split(":")] for age in column(operator, -1)]
            assert said[-1] != "newest first" or ages == sorted(ages)
            assert said[-1] != "oldest first" or ages == sorted(ages, reverse=True)
        assert said == [*ORDERS[1:], ORDERS[0]]
        assert column(operator, 1) == first


ORDERS = ("by priority", "newest first", "oldest first", "by place", "by state", "by case")


async def test_a_click_on_a_column_sorts_by_it_and_again_the_other_way() -> None:
    async with at_console(afternoon(), (160, 40)) as operator:
        await operator.press("2")
        heading = operator.reads("#alerts-heading")
        assert "▾priority" in heading
        age = cell_len(heading[: heading.index("age")])
        await operator.pilot.click("#alerts-heading", offset=(age, 0))
        await operator.settle()
        assert "▴age" in operator.reads("#alerts-heading")
        await operator.pilot.click("#alerts-heading", offset=(age, 0))
        await operator.settle()
        assert "▾age" in operator.reads("#alerts-heading")
        assert "oldest first" in operator.reads("#list-panel .title")


async def test_an_empty_queue_says_what_would_be_here() -> None:
    async with at_console(quiet()) as operator:
        await operator.press("2", "a", "n", "enter", "space")
        assert "The queue is empty" in operator.reads("#alerts")


def acknowledged(done: Sequence[object]) -> list[AcknowledgeAlert]:
    return [act for act in done if isinstance(act, AcknowledgeAlert)]


def bar(operator: Operator) -> list[tuple[tuple[str, str], ...]]:
    from console.widgets.keybar import KeyBar

    return list(operator.app.screen.query_one(KeyBar).lines)
