"""Health, the list of keys, and the palette."""

from __future__ import annotations

from rich.cells import cell_len

from console.contract.registry import OPERATIONS
from console.keys import GROUPS, KEYLESS, SEAT
from console.palette import Palette
from console.screens.help import Help
from console.widgets.keybar import KeyBar
from console.widgets.ledger import Ledger
from console.widgets.sheet import Sheet
from console.wording.keycaps import KEY_WORDS
from tests.ui.hands import at_console
from tests.ui.stage import afternoon, quiet, unreached


async def test_health_counts_what_was_rejected_by_source_and_reason() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("5")
        figures = operator.reads("#figures")
        for words in ("mqtt://127.0.0.1:18830", "412 904", "3 of 8 192", "83.4 MB", "Li Na"):
            assert words in figures
        row = operator.row("#rejected", "dev-4471")
        assert "unknown device" in row
        assert "318" in row


async def test_health_without_rejections_says_what_would_be_here() -> None:
    async with at_console(quiet(), (80, 24)) as operator:
        await operator.press("5")
        assert "None so far" in operator.reads("#rejected")


async def test_help_lists_the_keys_that_work_now() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "question_mark")
        assert isinstance(operator.app.screen, Help)
        keys = operator.reads("#keys-list")
        assert "acknowledge" in keys or "ack" in keys
        assert "record" not in keys
        await operator.press("escape", "4", "f1")
        assert "record" in operator.reads("#keys-list")


async def test_help_groups_the_keys_and_says_why_some_are_struck() -> None:
    stage = afternoon()
    async with at_console(stage, (80, 24)) as operator:
        await operator.press("3")
        stage.link.stands = "lost"
        await operator.settle()
        await operator.press("question_mark")
        told = operator.reads("#keys-title")
        assert "lost" in told or "not live" in told, told
        pane = operator.app.screen.query_one("#keys-list", Sheet)
        lines = ["".join(text for text, _ in line) for line in pane.lines]
        titles = [line for line in lines if line in ("HERE", "IN LISTS", "EVERYWHERE")]
        assert titles == ["HERE", "IN LISTS", "EVERYWHERE"]
        struck = [line for line in pane.lines if any(ink == "struck" for _, ink in line)]
        assert any("send" in text for line in struck for text, _ in line)
        assert any(line.startswith(":onsite") for line in lines)


async def test_help_has_two_columns_where_there_is_room_and_scrolls_where_not() -> None:
    async with at_console(afternoon(), (120, 40)) as operator:
        await operator.press("2", "question_mark")
        first = operator.reads("#keys-list").splitlines()[0]
        assert "HERE" in first
        assert "IN LISTS" in first
    async with at_console(afternoon(), (60, 20)) as operator:
        await operator.press("2", "question_mark")
        pane = operator.app.screen.query_one("#keys-list", Sheet)
        assert pane.size.height < len(pane.lines)
        await operator.press("pagedown", "j")
        assert pane.scroll_offset.y > 5
        assert operator.app.screen.query_one("#keys-foot").region.bottom <= 20


async def test_every_cap_in_the_key_bar_can_be_clicked() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        bar = operator.app.screen.query_one(KeyBar)
        line = operator.reads("KeyBar")
        await operator.pilot.click(bar, offset=(line.index("a ack"), 0))
        await operator.settle()
        assert [act.operation for act in stage.hub.done] == ["alerts.ack"]
        await operator.pilot.click(bar, offset=(line.rindex("5"), 0))
        await operator.settle()
        assert operator.app.current_mode == "health"
        await operator.press("2")
        stage.link.stands = "lost"
        await operator.settle()
        await operator.pilot.click(bar, offset=(line.index("d send"), 0))
        await operator.settle()
        assert len(stage.hub.done) == 1
        assert operator.told()


async def test_what_the_header_counts_leads_to_where_it_is() -> None:
    for size in ((120, 40), (80, 24)):
        async with at_console(afternoon(), size) as operator:
            head = operator.app.screen.query_one("#head")
            lines = operator.reads("#head").splitlines()
            for words, mode in (
                ("unacknowledged", "alerts"),
                ("facts", "health"),
                ("load", "shift"),
                ("patrols", "dispatch"),
            ):
                found = next(((n, line) for n, line in enumerate(lines) if words in line), None)
                if found is not None:
                    y, line = found
                    x = cell_len(line[: line.index(words)]) + 1
                    await operator.press("1")
                    await operator.pilot.click(head, offset=(x, y))
                    await operator.settle()
                    assert operator.app.current_mode == mode, (words, line)
            await operator.press("1")
            await operator.pilot.click(head, offset=(2, 0))
            await operator.settle()
            assert operator.app.current_mode == "wall"


async def test_the_palette_finds_acts_places_and_things() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "ctrl+p")
        assert isinstance(operator.app.screen, Palette)
        assert "ack" in operator.reads("#choices").splitlines()[0]
        await operator.type("pm10")
        assert "Gate 1 air probe PM10" in operator.reads("#choices")
        await operator.press("escape", "ctrl+p")
        await operator.type("health")
        await operator.press("enter")
        assert operator.app.current_mode == "health"


async def test_the_palette_does_what_the_key_would() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "ctrl+p", "enter")
        assert [act.operation for act in stage.hub.done] == ["alerts.ack"]


async def test_the_palette_opens_alerts_sensors_and_devices() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("ctrl+p")
        await operator.type("a-1004")
        await operator.press("enter")
        assert operator.app.screen.query_one("#alerts", Ledger).selected == "A-1004"
        await operator.press("ctrl+p")
        await operator.type("lake air probe ozone")
        await operator.press("enter")
        assert "air-lake/o3" in operator.reads("#trend-panel .title")


async def test_without_a_hub_every_key_is_harmless() -> None:
    async with at_console(unreached()) as operator:
        for key in (
            "j",
            "enter",
            "2",
            "a",
            "n",
            "space",
            "4",
            "r",
            "t",
            "5",
            "r",
            "1",
            "v",
            "ctrl+p",
        ):
            await operator.press(key)
        await operator.press("escape", "q")
        assert not operator.app.is_running


async def test_q_quits_and_so_does_ctrl_c() -> None:
    for key in ("q", "ctrl+c"):
        async with at_console(quiet()) as operator:
            await operator.pilot.press(key)
            await operator.pilot.pause()
            assert operator.app.return_code == 0


def test_every_operation_has_a_key_the_palette_can_press() -> None:
    keys = {key.id: key for group in GROUPS.values() for key in group}
    for name, request in OPERATIONS.items():
        assert name in KEYLESS if request.key is None else keys[name].keys == request.key


def test_every_key_has_words_and_an_id_of_its_own() -> None:
    ids = [key.id for group in GROUPS.values() for key in group]
    assert len(ids) == len(set(ids))
    assert {*ids, *KEYLESS, *SEAT} == set(KEY_WORDS)
