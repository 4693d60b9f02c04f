"""What the screen says when it does not know: lost links, acts on their way, a newer hub."""

from __future__ import annotations

import json
import threading

import pytest

from console.contract.alerts import AcknowledgeAlert
from console.contract.codec import decode, encode
from console.contract.facts import Fact, Unknown
from console.contract.request import Receipt, Request
from console.contract.views import Snapshot
from console.domain.ids import SensorId
from console.errors import ConsoleError, HubUnreachable
from console.pending import CONFIRM_S
from console.wording import use
from tests.ui.fakes import NOW, FakeHub, FakeLink
from tests.ui.hands import Operator, at_console
from tests.ui.stage import LIVE, Stage, afternoon, casework, quiet
from tests.ui.test_attending import Hands

PM10 = SensorId("air-gate-1/pm10")


def acknowledged(stage: Stage) -> int:
    """Return how many acknowledgements the hub was asked for."""
    return sum(isinstance(each, AcknowledgeAlert) for each in stage.hub.done)


async def late(operator: Operator, seconds: float = CONFIRM_S + 1) -> None:
    """Let so many seconds pass."""
    clock = operator.stage.clock
    assert isinstance(clock, Hands)
    clock.s += seconds
    await operator.settle()


def timed(stage: Stage) -> Stage:
    """Have real seconds pass only when told."""
    stage.clock = stage.live._clock = Hands(NOW)
    return stage


@pytest.mark.parametrize("standing", ["stale", "lost"])
async def test_a_struck_key_says_why_instead_of_nothing(standing: str) -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2")
        stage.link.stands, stage.link.aged_s = standing, 80.0
        stage.link.error = HubUnreachable("hub_unreachable", address="/run/hub.sock")
        await operator.settle()
        await operator.press("a", "s", "d", "n")
        told = operator.told()
        assert told.count("Not now") == 1, "one reason is enough, however often a key is pressed"
        assert standing in told
        assert "1:20" in told
        assert "No hub answers at /run/hub.sock" in operator.reads("#head")
        assert operator.app.screen is operator.app.workplace, "no dialog"
        assert not stage.hub.done
        why = operator.app.workplace.why_not("acknowledge")
        assert why is not None
        assert operator.app.workplace.why_not("filter") is None
        stage.link.stands = LIVE
        await operator.settle()
        assert operator.app.workplace.why_not("acknowledge") is None
        await operator.press("a")
        assert acknowledged(stage) == 1


async def test_the_head_says_what_a_lost_link_means() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        stage.link.stands, stage.link.aged_s = "lost", 80.0
        await operator.settle()
        assert "The hub is silent: nothing is evaluated" in operator.reads("#head")
        stage.link.stands, stage.link.aged_s = "stale", 1.0
        await operator.settle()
        assert "The hub is silent" not in operator.reads("#head"), "too short to move all lines"


async def test_values_not_of_now_are_grey_with_their_age() -> None:
    stage = afternoon()
    async with at_console(stage, (120, 40)) as operator:
        assert "faint" not in inks(operator, "312")
        stage.values.stands = "lost"
        stage.hub.now += 250_000
        await operator.settle()
        line = operator.row("#trouble", "312")
        assert "4:14" in line, "the age stands where the trend was"
        assert "▇" not in line
        assert inks(operator, "312") <= {"faint"}
        assert "lost" in operator.reads("#head")
        assert "▲" in operator.reads("#trouble"), "facts are live: states stand"


def inks(operator: Operator, words: str) -> set[str]:
    """Return the inks of every value on the wall that says `words`."""
    sheets = operator.app.workplace.query("#trouble")
    return {
        ink
        for sheet in sheets
        for line in sheet.lines  # type: ignore[attr-defined]
        for text, ink in line
        if text.strip() == words
    }


async def test_an_act_is_marked_until_its_fact_is_in_the_picture() -> None:
    stage = timed(afternoon())
    async with at_console(stage) as operator:
        await operator.press("2", "g")
        stage.link.paused = True
        await operator.press("a")
        assert "Acknowledged A-100" in operator.told()
        assert "◌" in operator.reads("#alerts")
        assert "◌ “ack” asked 0:0" in operator.reads("#detail")
        await operator.press("a")
        assert acknowledged(stage) == 1, "what is on its way is not asked for twice"
        assert "Not asked again: “ack” A-100" in operator.told()
        stage.link.paused = False
        await operator.settle()
        assert "◌" not in operator.reads("#alerts")
        assert not operator.stage.live.pending.acts()


async def test_an_act_nobody_confirms_is_told_of() -> None:
    stage = timed(afternoon())
    async with at_console(stage) as operator:
        await operator.press("2", "g")
        stage.link.paused = True
        await operator.press("a")
        await late(operator)
        assert "Not confirmed after 5 s: “ack” A-100" in operator.told()
        assert "Look at its state" in operator.told()
        assert "? “ack” asked 0:06 ago, not confirmed" in operator.reads("#detail")
        stage.link.again()
        stage.link.paused = False
        await operator.settle()
        assert "not confirmed" not in operator.reads("#detail")
        assert acknowledged(stage) == 1


async def test_of_many_only_what_is_not_on_its_way_is_asked_for() -> None:
    stage = timed(afternoon())
    async with at_console(stage) as operator:
        await operator.press("2", "g")
        stage.link.paused = True
        await operator.press("a")
        for _ in range(3):
            await operator.press("space", "j")
        await operator.press("a")
        await operator.type("storm")
        await operator.press("enter")
        assert "Not asked again: “ack” A-1002" in operator.told()
        asked = [each.alert for each in stage.hub.done if isinstance(each, AcknowledgeAlert)]
        assert len(asked) == len(set(asked)) == 3


async def test_cases_and_units_are_marked_too() -> None:
    stage = timed(casework())
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("3", "g")
        stage.link.paused = True
        await operator.press("d", "enter", "enter")
        assert "◌" in operator.reads("#body Ledger"), operator.reads("#body Ledger")
        stage.link.paused = False
        await operator.settle()
        assert "◌" not in operator.reads("#body Ledger")


class HangingHub(FakeHub):
    """Takes what it is asked for and answers only once let go."""

    held: threading.Event

    def do(self, request: Request, *, key: str | None = None) -> Receipt:
        """Answer when let go."""
        assert self.held.wait(20)
        return super().do(request, key=key)


async def test_a_hub_that_hangs_blocks_no_key() -> None:
    stage = afternoon()
    stage.hub.__class__ = HangingHub  # the same hub, from now on slow to answer
    held = stage.hub.held = threading.Event()  # type: ignore[attr-defined]
    app = stage.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        operator = Operator(stage, app, pilot)
        await operator.settle()
        await pilot.press("2", "g", "a")
        before = app.focused
        await pilot.press("j", "j", "a", "k", "slash", "escape", "1", "2")
        assert app.focused is before
        assert len(stage.live.pending) == 2
        held.set()
        await operator.settle()
        assert not stage.live.pending.acts()
        assert acknowledged(stage) == 2


async def test_a_hub_that_is_gone_is_not_asked_for_each_of_many() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "g")
        for _ in range(3):
            await operator.press("space", "j")
        await operator.press("a")
        stage.hub.down = True
        asked = len(stage.hub.asked)
        await operator.type("storm")
        await operator.press("enter")
        tried = [name for name in stage.hub.asked[asked:] if name == "alerts.ack"]
        assert len(tried) == 2, "one act and its repeat; the rest would wait as long"
        assert "No hub answers" in operator.told()
        assert " ? " in operator.row("#alerts", "A-1002")
        stage.hub.down = False
        stage.link.again()
        await operator.settle()
        assert " ● " in operator.row("#alerts", "A-1002"), "the whole picture is the truth"


async def test_facts_of_a_newer_hub_are_counted_and_named() -> None:
    stage = afternoon()
    async with at_console(stage, (120, 40)) as operator:
        for n in range(3):
            number = len(stage.hub.facts) + 1
            strange = Unknown(kind="LampSang" if n else "Evil\x1b[31m")
            stage.hub.facts.append(Fact(n=number, at=stage.hub.snapshot().now, what=strange))
        await operator.settle()
        assert "3 unknown here" in operator.reads("#head")
        assert "LampSang" in operator.reads("#head")
        assert "\x1b" not in operator.reads("#head")
        await operator.press("2", "a")
        assert acknowledged(stage) == 1, "all else goes on"


class StrangeLink(FakeLink):
    """A link to a hub whose alerts have a priority that nobody here knows."""

    def take(self) -> list[Snapshot | Fact]:
        """Return what a newer hub's answer reads as."""
        taken = super().take()
        return [_newer(item) if isinstance(item, Snapshot) else item for item in taken]


def _newer(snapshot: Snapshot) -> Snapshot:
    told = json.loads(encode(snapshot))
    for alert in told["alerts"]:
        if alert["target"] == "air-gate-1/pm10":
            alert["priority"] = "catastrophic"
    rules = told["site"]["rules"]
    rules[next(iter(rules))] = {"type": "NeuralRule", "weights": [1, 2]}
    return decode(json.dumps(told), Snapshot)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_an_unknown_priority_does_not_take_the_rest_away(language: str) -> None:
    use(language)
    stage = afternoon()
    stage.link.__class__ = StrangeLink
    async with at_console(stage, (120, 40)) as operator:
        assert "alerts/A-100" in operator.reads("#head")
        assert "rules/" in operator.reads("#head")
        assert len(stage.live.mirror.alerts) == 6
        for place in "123456":
            await operator.press(place, "j", "k")
            assert operator.app.is_running


async def test_an_answer_nobody_can_read_is_said_where_the_picture_would_be() -> None:
    stage = Stage()
    stage.link.stands = "connecting"
    stage.link.error = ConsoleError("hub_answer_unreadable", view="/v1/snapshot")
    async with at_console(stage) as operator:
        assert "cannot be read" in operator.reads("#waiting")
        assert "different versions" in operator.reads("#waiting")


async def test_links_and_bell_are_said_on_the_narrowest_screen() -> None:
    stage = quiet()
    async with at_console(stage, (60, 20)) as operator:
        stage.link.stands, stage.link.aged_s = "lost", 80.0
        stage.values.stands = "lost"
        await operator.press("b")
        said = operator.reads("#head")
        assert "bell off" in said
        assert said.count("lost") >= 2
        assert "1:20" in said
        assert NOW  # the stage's afternoon
