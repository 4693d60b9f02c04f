"""The shift by keys: signing on and off, handing over, taking over, the log."""

from __future__ import annotations

from textual.widgets import Input

from console.contract.alerts import AcknowledgeAlert
from console.contract.shifts import AcceptHandover, HandOver, SignOff, SignOn, WriteLog
from console.domain.ids import AlertId
from console.domain.shifts import Handover, Owned
from tests.ui.fake_shifts import PIN
from tests.ui.hands import at_console
from tests.ui.stage import Stage, afternoon

NOISE = AlertId("A-1005")


def handed() -> Stage:
    """Zhao Min has handed over, two minutes ago."""
    stage = afternoon()
    now = stage.hub.now
    handover = Handover(
        id="H-3",
        by="Zhao Min",
        at=now - 120_000,
        until=now + 780_000,
        note="Keep an eye on the lake inlet.",
        unacknowledged=(AlertId("A-1002"), AlertId("A-9999")),
        owned=(Owned(NOISE, 1, "Zhao Min", now - 2_400_000),),
    )
    stage.hub.shifts.offer(handover, now - 120_000)
    return stage


async def test_i_signs_on_and_the_pin_is_not_shown() -> None:
    stage = afternoon()
    stage.hub.shared = True
    async with at_console(stage, (160, 45)) as operator:
        assert "nobody signed on" in operator.reads("#head")
        await operator.press("6", "i")
        await operator.type("Tao Siyuan")
        await operator.press("enter")
        await operator.type(PIN)
        fields = list(operator.app.screen.query(Input))
        assert [field.password for field in fields] == [False, True]
        await operator.press("enter")
        assert stage.hub.done == [SignOn(person="Tao Siyuan", pin=PIN)]
        assert "Signed on: Tao Siyuan." in operator.told()
        assert "this seat" in operator.row("#duties", "Tao Siyuan")
        assert "Tao Siyuan" in operator.reads("#head")


async def test_a_wrong_pin_is_refused_and_nobody_is_signed_on() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("6", "i")
        await operator.type("Tao Siyuan")
        await operator.press("enter")
        await operator.type("0000")
        await operator.press("enter")
        assert "Tao Siyuan" not in operator.reads("#duties")
        assert operator.told()
        assert "0000" not in operator.told()


async def test_o_says_what_is_left_behind_before_signing_off() -> None:
    stage = afternoon()
    stage.hub.shared = True
    stage.hub.do(SignOn(person="Li Na", pin=PIN))
    stage.hub.do(AcknowledgeAlert(alert=AlertId("A-1002"), occurrence=1))
    stage.hub.done.clear()
    async with at_console(stage) as operator:
        await operator.press("6", "o")
        told = " ".join(operator.reads("#title").split())
        assert "Sign Li Na off at console-1?" in told
        assert "1 alerts acknowledged by Li Na are handed to nobody" in told
        await operator.press("escape")
        assert not stage.hub.done
        await operator.press("o", "enter")
        assert stage.hub.done == [SignOff()]
        assert "nobody signed on at console-1" in operator.reads("#duties")


async def test_h_hands_over_what_it_said_it_would() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("6")
        assert "Unacknowledged 6" in operator.reads("#handed")
        assert "Zhao Min, " in operator.row("#handed", "A-1005")
        await operator.press("h")
        assert "6 unacknowledged, 1 acknowledged" in " ".join(operator.reads("#title").split())
        await operator.press("enter")
        assert stage.hub.done == [HandOver(note=None)]
        assert "H-1 of Li Na waits until 15:07" in operator.reads("#head")


async def test_a_takes_over_what_another_hands_over() -> None:
    stage = handed()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("6")
        sheet = operator.reads("#handed")
        assert "Keep an eye on the lake inlet." in sheet
        assert "A-9999  over by now" in sheet
        assert "waits until 15:05 (13:00)" in operator.row("#duties", "H-3")
        await operator.press("a")
        told = " ".join(operator.reads("#title").split())
        assert "Take over H-3 from Zhao Min?" in told
        assert "1 alerts that Zhao Min acknowledged become yours." in told
        await operator.press("enter")
        assert stage.hub.done == [AcceptHandover(handover="H-3")]
        assert "Taken over: H-3." in operator.told()
        assert "H-3" not in operator.reads("#duties")


async def test_ones_own_handover_is_not_offered_to_oneself() -> None:
    stage = afternoon()
    stage.hub.do(HandOver())
    stage.hub.done.clear()
    async with at_console(stage) as operator:
        await operator.press("6")
        assert "take over" not in operator.reads("KeyBar")
        await operator.press("a")
        assert not stage.hub.done


async def test_l_writes_into_the_log_about_what_is_in_hand_on_any_screen() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "l")
        assert "about A-1002" in operator.reads("#title")
        await operator.type("caretaker told")
        await operator.press("enter")
        assert stage.hub.done == [WriteLog(text="caretaker told", about="A-1002")]
        await operator.press("6")
        assert "Li Na (A-1002): caretaker told" in operator.reads("#log")
        await operator.press("l")
        await operator.type("all quiet")
        await operator.press("enter")
        assert stage.hub.done[-1] == WriteLog(text="all quiet", about=None)
        assert "Li Na: all quiet" in operator.reads("#log")
