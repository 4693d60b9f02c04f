"""Shelving, taking back, symptoms and the views of the queue, by keys."""

from __future__ import annotations

import pytest

from console.clock import moment
from console.contract.alerts import (
    AcknowledgeAlert,
    MarkSymptom,
    ReleaseSymptom,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.domain.alerts import State
from console.domain.ids import AlertId, SensorId
from console.screens.shelf import AskShelf, parsed
from tests.ui.fakes import MINUTE
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, quiet

RIVER = AlertId("A-1002")


def state(stage: Stage, alert: AlertId) -> State:
    return stage.live.mirror.alerts[alert].state


def words(operator: Operator) -> str:
    """Return the acts the key bar names."""
    return operator.reads("KeyBar")


async def test_s_shelves_for_an_hour_and_asks_why() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "s")
        assert isinstance(operator.app.screen, AskShelf)
        assert "until 15:52" in operator.reads("#title")
        await operator.press("enter", "enter")
        assert not stage.hub.done, "without a reason nothing is shelved"
        await operator.type("float stuck")
        await operator.press("enter")
        shelved = ShelveAlert(alert=RIVER, for_s=3600.0, reason="float stuck")
        assert stage.hub.done == [shelved]
        assert "Shelved A-1002." in operator.told()
        assert state(stage, RIVER) is State.SHELVED
        assert "A-1002" not in operator.reads("#alerts")
        assert "1 withheld" in operator.reads("#head")


@pytest.mark.parametrize(("keys", "for_s"), [("1", 1800.0), ("5", 28_800.0), ("4", 14_400.0)])
async def test_digits_choose_how_long(keys: str, for_s: float) -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "s", keys, "enter")
        await operator.type("x")
        await operator.press("enter")
        (request,) = stage.hub.done
        assert isinstance(request, ShelveAlert)
        assert request.for_s == for_s
        assert not request.one_shot


async def test_a_typed_duration_is_read_and_held_to_the_most() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "s", "6", "enter")
        await operator.type("9h")
        await operator.press("enter")
        assert "at most 8 h" in operator.reads("#foot")
        await operator.press("backspace", "backspace")
        await operator.type("soon")
        await operator.press("enter")
        assert "no duration" in operator.reads("#foot")
        await operator.press(*["backspace"] * 4)
        await operator.type("1h30m")
        await operator.press("enter")
        await operator.type("x")
        await operator.press("enter")
        (request,) = stage.hub.done
        assert isinstance(request, ShelveAlert)
        assert request.for_s == 5400.0


async def test_space_makes_it_one_shot_and_esc_shelves_nothing() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "s", "space")
        assert "until it next ends, at most until 15:52" in operator.reads("#title")
        await operator.press("escape")
        assert not stage.hub.done
        await operator.press("s", "space", "enter")
        await operator.type("x")
        await operator.press("enter")
        (request,) = stage.hub.done
        assert isinstance(request, ShelveAlert)
        assert request.one_shot


@pytest.mark.parametrize(
    ("text", "for_s"),
    [("45m", 2700.0), ("1h30m", 5400.0), (" 2 H ", 7200.0), ("90", 5400.0), ("0.5h", 1800.0)],
)
def test_durations_as_people_type_them(text: str, for_s: float) -> None:
    assert parsed(text) == for_s


@pytest.mark.parametrize("text", ["", "h", "soon", "-1h", "1h x", "1e3m", "12345678901"])
def test_what_is_no_duration(text: str) -> None:
    assert parsed(text) is None


async def test_the_key_says_what_it_does_to_what_is_in_hand() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("2")
        assert "s shelve" in words(operator)
        assert "un-ack" not in words(operator)
        await operator.press("G")
        assert "u un-ack" in words(operator)
        stage.hub.do(ShelveAlert(alert=RIVER, for_s=3600, reason="x"))
        await operator.press("v", "g")
        assert "s unshelve" in words(operator)
        assert "s shelve" not in words(operator)


async def test_s_takes_back_what_is_shelved() -> None:
    stage = afternoon()
    stage.hub.do(ShelveAlert(alert=RIVER, for_s=3600, reason="float stuck"))
    stage.hub.done.clear()
    async with at_console(stage) as operator:
        await operator.press("2", "v")
        assert "until 15:52, Li Na: float" in operator.row("#alerts", "A-1002")
        assert "1h00" in operator.row("#alerts", "A-1002")
        await operator.press("s")
        assert stage.hub.done == [UnshelveAlert(alert=RIVER)]
        assert state(stage, RIVER) is State.UNACKNOWLEDGED, "nobody has seen it as it is now"
        assert "Nothing is withheld" in operator.reads("#alerts")


async def test_a_shelf_counts_down_and_its_end_is_told_of() -> None:
    stage = afternoon()
    for alert in ("A-1002", "A-1003", "A-1004"):
        stage.hub.do(ShelveAlert(alert=AlertId(alert), for_s=3600, reason="x"))
    stage.hub.measure(SensorId("food-1/fill"), 10.0)
    async with at_console(stage) as operator:
        assert "shelves end" not in operator.reads("#head")
        stage.hub.now += 50 * MINUTE
        await operator.settle()
        assert "3 shelves end in 10 min, 2 still standing" in operator.reads("#head")
        await operator.press("2", "v")
        assert "10:00" in operator.row("#alerts", "A-1002")


async def test_u_takes_an_acknowledgement_back() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "a")
        assert state(stage, RIVER) is State.ACKNOWLEDGED
        await operator.press("u")
        assert stage.hub.done[-1] == UnacknowledgeAlert(alert=RIVER, occurrence=1)
        assert state(stage, RIVER) is State.UNACKNOWLEDGED
        assert "No longer acknowledged: A-1002@1." in operator.told()
        await operator.press("u")
        assert len(stage.hub.done) == 2, "there is nothing to take back"


async def test_y_marks_a_symptom_and_releases_it() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "G", "y")
        offered = operator.reads("#offers").splitlines()
        assert "A-1005" not in operator.reads("#offers"), "nothing follows from itself"
        assert "same zone" in offered[0], "what is near comes first"
        assert "Plaza gateway" in offered[0]
        await operator.press("enter")
        gateway, noise = AlertId("A-1007"), AlertId("A-1005")
        assert stage.hub.done == [MarkSymptom(alert=noise, occurrence=1, of=gateway)]
        assert "A-1005" not in operator.reads("#alerts")
        assert "6 of 6" in operator.reads("#list-panel .title")
        operator.app.workplace.show_item(gateway)
        await operator.settle()
        assert "Symptoms      A-1005" in operator.reads("#detail")
        await operator.press("v")
        assert "of A-1007 Plaza gateway" in operator.row("#alerts", "A-1005")
        await operator.press("y")
        assert stage.hub.done[-1] == ReleaseSymptom(alert=noise)
        assert state(stage, noise) is State.UNACKNOWLEDGED, "it is looked at anew"


async def test_views_follow_each_other_and_withheld_says_why() -> None:
    stage = afternoon()
    stage.hub.do(ShelveAlert(alert=RIVER, for_s=3600, reason="x"))
    stage.hub.suppress(AlertId("A-1003"), "bin.fill")
    async with at_console(stage) as operator:
        await operator.press("2", "v")
        assert "2 of 2" in operator.reads("#list-panel .title")
        assert "by Bin filling up" in operator.row("#alerts", "A-1003")
        await operator.press("v")
        assert "7 of 7" in operator.reads("#list-panel .title")
        assert "SHELVED 1" in operator.reads("#alerts")
        await operator.press("v")
        assert "5 of 5" in operator.reads("#list-panel .title")


async def test_a_withheld_alert_cannot_be_acknowledged() -> None:
    stage = afternoon()
    stage.hub.do(ShelveAlert(alert=RIVER, for_s=3600, reason="x"))
    stage.hub.done.clear()
    async with at_console(stage) as operator:
        await operator.press("2", "v", "a")
        assert not stage.hub.done
        assert "Withheld, so there is nothing to acknowledge: A-1002@1." in operator.told()


async def test_what_came_of_many_is_told_honestly() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "space", "space", "space")
        stage.link.paused = True
        stage.hub.by_someone_else(RIVER, "Zhao Min")
        await operator.press("a")
        await operator.type("storm")
        await operator.press("enter")
        acts = [act for act in stage.hub.done if isinstance(act, AcknowledgeAlert)]
        assert [act.bulk for act in acts] == [3, 3, 3]
        assert "2 done · 1 someone else was first" in operator.told()
        assert "already acknowledged by Zhao Min" in operator.told()


async def test_marked_alerts_are_shelved_together() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "space", "space", "s")
        assert "Shelve 2 alerts: A-1002@1, A-1007@1" in operator.reads("#title")
        await operator.press("enter")
        await operator.type("x")
        await operator.press("enter")
        assert [type(act) for act in stage.hub.done] == [ShelveAlert, ShelveAlert]
        assert "2 withheld" in operator.reads("#head")


async def test_the_detail_says_who_shelved_until_when_and_why() -> None:
    stage = afternoon()
    stage.hub.do(ShelveAlert(alert=RIVER, for_s=3600, one_shot=True, reason="float stuck"))
    async with at_console(stage) as operator:
        await operator.press("2", "v")
        detail = " ".join(operator.reads("#detail").split())
        assert "until it ends, at most until 15:52" in detail
        assert "by Li Na: float stuck" in detail
        assert "still stands" in detail
        shelf = stage.live.mirror.alerts[RIVER].shelf
        assert shelf is not None
        assert moment(shelf.until) == stage.hub.now + 3_600_000


async def test_what_is_withheld_and_stands_is_not_all_normal() -> None:
    stage = quiet()
    stage.hub.measure(SensorId("food-1/fill"), 84.0)
    async with at_console(stage) as operator:
        await operator.press("2", "a")
        assert "1 acknowledged" in operator.reads("#head")
        await operator.press("s", "enter")
        await operator.type("x")
        await operator.press("enter")
        assert "queue empty  1 withheld" in operator.reads("#head")
        stage.hub.measure(SensorId("food-1/fill"), 10.0)
        await operator.settle()
        assert "all normal  1 withheld" in operator.reads("#head")


async def test_a_value_just_past_its_limit_does_not_read_as_equal_to_it() -> None:
    for value, shown in ((80.3, "80.3 > 80"), (80.04, "80.04 > 80")):
        stage = quiet()
        stage.hub.measure(SensorId("food-1/fill"), value)
        async with at_console(stage) as operator:
            await operator.press("2")
            assert shown in operator.reads("#alerts")
