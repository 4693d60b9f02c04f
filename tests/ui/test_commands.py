"""The command bar: typed, completed, recalled; what it does is what the keys do."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from console.contract.alerts import (
    AcknowledgeAlert,
    MarkSymptom,
    NoteAlert,
    ShelveAlert,
)
from console.contract.cases import DispatchUnit, OpenCase
from console.contract.sensors import RecordReading
from console.contract.service import StopService
from console.contract.shifts import SignOn, WriteLog
from console.screens.ask import Ask
from console.screens.choose import Choose
from console.screens.command_line import CommandLine
from console.screens.help import Help
from console.screens.shelf import AskShelf
from console.widgets import Ledger
from tests.ui.fake_shifts import PIN
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, casework, quiet, unreached


async def enter(operator: Operator, line: str, *more: str) -> None:
    """Type a command and enter it."""
    await operator.press("colon")
    field = operator.app.screen.query_one("#line", Input)
    field.value = line
    field.cursor_position = len(line)
    await operator.press("enter", *more)
    await operator.settle()


def line_of(operator: Operator) -> str:
    return operator.app.screen.query_one("#line", Input).value


def selected(operator: Operator, name: str) -> str | None:
    return operator.app.screen.query_one(name, Ledger).selected


def done(stage: Stage) -> list[object]:
    return list(stage.hub.done)


async def test_the_bar_offers_completes_and_goes() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("colon")
        assert isinstance(operator.app.screen, CommandLine)
        await operator.type("al")
        assert "go to alerts" in operator.reads("#offers")
        await operator.press("tab")
        assert line_of(operator) == "alerts "
        assert "Acknowledge alerts." in operator.reads("#offers")
        await operator.type("sho")
        await operator.press("tab")
        await operator.press("tab")
        first = line_of(operator)
        assert first.startswith("alerts show ")
        await operator.press("escape")
        assert operator.app.current_mode == "wall"
        await enter(operator, "heal")
        assert operator.app.current_mode == "health"


async def test_tab_cycles_through_ids_with_their_names() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("colon")
        await operator.type("ack ")
        assert "Gate 1 air probe PM10" in operator.reads("#offers")
        await operator.press("tab", "tab")
        first = line_of(operator)
        await operator.press("tab")
        second = line_of(operator)
        assert first != second
        assert second.startswith("ack A-")
        await operator.press("shift+tab")
        assert line_of(operator) == first
        await operator.press("ctrl+u")
        await operator.type("un")
        await operator.press("tab", "tab")
        assert line_of(operator) in ("unack", "unshelve")


async def test_what_cannot_be_done_keeps_the_text_and_says_what_can() -> None:
    async with at_console(afternoon()) as operator:
        for line, words in (
            ("h", "may be: handover, health, help, hub"),
            ("ack A-99", "is not there now"),
            ("xyzzy", "is no command"),
            ("ack A12", 'put it in quotes: "A12"'),
            ("close", "is done to something"),
            ("unack A-1002", "does not apply"),
        ):
            await enter(operator, line)
            assert isinstance(operator.app.screen, CommandLine), line
            assert line_of(operator) == line
            assert words in " ".join(operator.reads("#said").split()), line
            await operator.press("escape")
        assert not operator.stage.hub.done


async def test_ack_without_an_object_is_the_one_selected() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        first = selected(operator, "#alerts")
        await enter(operator, "ack")
        (ack,) = stage.hub.done
        assert isinstance(ack, AcknowledgeAlert)
        assert ack.alert == first


async def test_ack_by_name_brings_it_into_view_and_several_are_marked() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await enter(operator, "al ac a-1003")
        assert operator.app.current_mode == "alerts"
        assert selected(operator, "#alerts") == "A-1003"
        await enter(operator, "ack A-1001 A-1004 same cause")
        acks = [act for act in stage.hub.done if isinstance(act, AcknowledgeAlert)]
        assert [a.alert for a in acks] == ["A-1003", "A-1001", "A-1004"]
        assert [a.reason for a in acks] == [None, "same cause", "same cause"]
        assert [a.bulk for a in acks] == [None, 2, 2]


async def test_an_alert_that_a_filter_hides_is_brought_into_view_first() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        await enter(operator, "filter river")
        assert "A-1001" not in operator.reads("#alerts")
        await enter(operator, "ack A-1001")
        (ack,) = stage.hub.done
        assert isinstance(ack, AcknowledgeAlert)
        assert ack.alert == "A-1001"


async def test_what_was_said_fills_the_dialog_in() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await enter(operator, "note A-1001 hoses are out")
        await enter(operator, "shelve A-1003 45m probe is being cleaned")
        await enter(operator, "shelve A-1004 2h once clearing truck")
        await enter(operator, "symptom A-1002 of A-1001")
        note, shelve, once, symptom = stage.hub.done
        assert isinstance(note, NoteAlert)
        assert note.note == "hoses are out"
        assert isinstance(shelve, ShelveAlert)
        assert (shelve.alert, shelve.for_s, shelve.reason) == (
            "A-1003", 2700, "probe is being cleaned",
        )  # fmt: skip
        assert isinstance(once, ShelveAlert)
        assert (once.for_s, once.one_shot) == (7200, True)
        assert isinstance(symptom, MarkSymptom)
        assert (symptom.alert, symptom.of) == ("A-1002", "A-1001")


async def test_what_is_missing_is_asked_for_as_by_key() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        await enter(operator, "shelve 30m")
        assert isinstance(operator.app.screen, AskShelf)
        await operator.type("dust")
        await operator.press("enter")
        (shelve,) = stage.hub.done
        assert isinstance(shelve, ShelveAlert)
        assert (shelve.for_s, shelve.reason) == (1800, "dust")
        await enter(operator, "note")
        assert isinstance(operator.app.screen, Ask)


async def test_sending_asks_whether_one_is_sure_naming_unit_and_case() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        stage.hub.done.clear()
        await enter(operator, "send C-233 p2")
        assert isinstance(operator.app.screen, Choose)
        assert "(p2)" in operator.reads("#foot")
        assert not stage.hub.done
        await operator.press("enter")
        assert [type(request) for request in stage.hub.done] == [DispatchUnit]
        assert "p2" in repr(stage.hub.done)
        assert "C-233" in repr(stage.hub.done)


async def test_a_close_is_confirmed_however_much_was_said() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        stage.hub.done.clear()
        await enter(operator, "close C-232 probe was cleaned")
        assert isinstance(operator.app.screen, Ask)
        assert "C-232" in operator.reads("#title")
        assert operator.app.screen.query_one(Input).value == "probe was cleaned"
        assert not stage.hub.done
        await operator.press("escape")


async def test_service_record_log_and_case_by_hand() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        await enter(operator, "stop level-qingshui calibration")
        assert not stage.hub.done
        assert "(level-qingshui)" in operator.reads("#foot")
        await operator.press("enter", "enter")
        await enter(operator, "record air-gate-1/pm10 88.5 hand-held meter")
        await enter(operator, "log add main is flushed until four")
        await enter(operator, 'cases open "hoarding is down"')
        assert isinstance(operator.app.screen, Choose)
        await operator.press("enter", "enter")
        stop, record, log, opened = stage.hub.done
        assert stop == StopService(target="level-qingshui", note="calibration")
        assert isinstance(record, RecordReading)
        assert (record.sensor, record.value, record.how) == (
            "air-gate-1/pm10", 88.5, "hand-held meter",
        )  # fmt: skip
        assert isinstance(log, WriteLog)
        assert log.text == "main is flushed until four"
        assert isinstance(opened, OpenCase)
        assert opened.title == "hoarding is down"


async def test_a_pin_is_never_typed_into_the_line() -> None:
    stage = afternoon()
    stage.hub.shared = True
    async with at_console(stage) as operator:
        await enter(operator, "sign-on Tao Siyuan")
        assert isinstance(operator.app.screen, Ask)
        await operator.type(PIN)
        await operator.press("enter")
        assert stage.hub.done == [SignOn(person="Tao Siyuan", pin=PIN)]


async def test_things_open_by_id_and_by_words() -> None:
    async with at_console(casework()) as operator:
        await enter(operator, "A-1004")
        assert selected(operator, "#alerts") == "A-1004"
        await enter(operator, "c-232")
        assert selected(operator, "#cases") == "C-232"
        await enter(operator, "open gate 1 air")
        assert "air-gate-1/" in (selected(operator, "#sensors") or "")
        await enter(operator, "open pm10")
        assert isinstance(operator.app.screen, CommandLine)
        assert "may be" in operator.reads("#said")


async def test_up_recalls_what_was_entered_and_down_comes_back() -> None:
    async with at_console(afternoon()) as operator:
        await enter(operator, "health")
        await enter(operator, "wall")
        await operator.press("colon")
        await operator.type("sens")
        await operator.press("up")
        assert line_of(operator) == "wall"
        await operator.press("up", "up")
        assert line_of(operator) == "health"
        await operator.press("down", "down")
        assert line_of(operator) == "sens"


async def test_the_screens_own_words() -> None:
    async with at_console(afternoon()) as operator:
        await enter(operator, "help")
        assert isinstance(operator.app.screen, Help)
        await operator.press("escape")
        await enter(operator, "theme day")
        assert operator.app.theme == "day"
        await enter(operator, "bell")
        await enter(operator, "alerts")
        await enter(operator, "back")
        assert operator.app.current_mode == "wall"
        await enter(operator, "q")
        assert not operator.app.is_running


async def test_while_the_hub_is_gone_the_reason_is_said() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        stage.link.stands = "lost"
        await operator.settle()
        await enter(operator, "ack")
        assert isinstance(operator.app.screen, CommandLine)
        assert not stage.hub.done
        assert operator.reads("#said").strip()


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_it_fits_small_screens_and_works_before_a_hub_is_there(
    size: tuple[int, int],
) -> None:
    async with at_console(unreached(), size) as operator:
        await operator.press("colon")
        await operator.type("a")
        await operator.press("tab")
        assert operator.app.screen.query_one("#line").region.bottom == size[1]
        await operator.press("escape")
        for line in ("ack", "A-1", "send p1", "open x", "stop x", "filter x", "record 1"):
            await enter(operator, line, "escape", "escape")
        assert operator.app.is_running


async def test_a_letter_leads_to_each_list() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("ctrl+o")
        letters = operator.reads("Badge").split()
        assert letters == sorted(letters, key="asdfghjklqwertyuiopzxcvbnm".index)
        assert len(letters) >= 3
        await operator.press("s")
        second = operator.app.screen.focused
        await operator.press("ctrl+o", "a")
        assert operator.app.screen.focused is not second
        await operator.press("ctrl+o", "escape")
        assert operator.app.current_mode == "wall"
