"""The bell and the title of a running console: when, what, and that silence is no answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from console.app import ConsoleApp
from console.attention import BELL_S, Attention
from console.clock import SteppedClock
from console.domain.ids import SensorId
from tests.ui.fakes import NOW
from tests.ui.hands import Operator
from tests.ui.stage import Stage, afternoon, quiet

PM10 = SensorId("air-gate-1/pm10")


class Hands(SteppedClock):
    """Real seconds that pass only when told."""

    s = 1_000.0

    def elapsed(self) -> float:
        """Return them."""
        return self.s


class Listener(Operator):
    """Someone who hears the bell and lets time pass."""

    rung: list[float]
    clock: Hands

    async def after(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.clock.s += seconds
        await self.settle()


@asynccontextmanager
async def listening(stage: Stage, attention: Attention | None = None) -> AsyncIterator[Listener]:
    """Open the console with ears on it."""
    clock = Hands(NOW)
    stage.clock = clock
    stage.live._clock = clock
    stage.live.attention = attention or Attention(nag_s=60)
    app: ConsoleApp = stage.app()
    rung: list[float] = []
    ring: Callable[[], None] = lambda: rung.append(clock.s)  # noqa: E731
    app.bell = ring  # type: ignore[method-assign]
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        listener = Listener(stage, app, pilot)
        listener.rung, listener.clock = rung, clock
        await listener.settle()
        yield listener


async def test_it_rings_for_what_waits_already_when_the_console_opens() -> None:
    async with listening(afternoon()) as listener:
        assert len(listener.rung) == 1


async def test_nothing_rings_for_a_medium_alert() -> None:
    stage = quiet()
    async with listening(stage) as listener:
        stage.hub.measure(PM10, 260.0)
        await listener.after(1)
        await listener.after(600)
        assert listener.rung == []


async def test_it_nags_until_the_alert_is_acknowledged() -> None:
    stage = quiet()
    async with listening(stage) as listener:
        stage.hub.measure(PM10, 431.0)
        await listener.after(1)
        assert len(listener.rung) == 1
        await listener.after(59)
        assert len(listener.rung) == 1
        await listener.after(1)
        assert len(listener.rung) == 2
        await listener.press("2", "a")
        await listener.after(600)
        assert len(listener.rung) == 2


async def test_a_rise_rings_again() -> None:
    stage = quiet()
    async with listening(stage) as listener:
        stage.hub.measure(PM10, 260.0)
        await listener.after(BELL_S)
        assert listener.rung == []
        stage.hub.measure(PM10, 431.0)
        await listener.after(BELL_S)
        assert len(listener.rung) == 1


async def test_after_a_break_what_is_new_rings_and_what_was_known_does_not() -> None:
    stage = quiet()
    async with listening(stage) as listener:
        stage.hub.measure(PM10, 431.0)
        await listener.after(1)
        stage.link.again()
        await listener.after(10)
        assert len(listener.rung) == 1
        stage.link.paused = True
        stage.hub.measure(SensorId("level-modi/water-level"), 3.6)
        stage.link.again()
        stage.link.paused = False
        await listener.after(10)
        assert len(listener.rung) == 2


async def test_a_lost_hub_rings_once() -> None:
    stage = quiet()
    async with listening(stage) as listener:
        stage.link.stands, stage.link.aged_s = "stale", 6.0
        await listener.after(6)
        assert listener.rung == []
        stage.link.stands, stage.link.aged_s = "lost", 16.0
        await listener.after(10)
        await listener.after(100)
        assert len(listener.rung) == 1


@pytest.mark.parametrize("by_setting", [True, False])
async def test_a_silent_bell_is_said_and_acknowledges_nothing(by_setting: bool) -> None:
    stage = quiet()
    async with listening(stage, Attention(bell=not by_setting, nag_s=60)) as listener:
        if not by_setting:
            assert "bell off" not in listener.reads("#head")
            await listener.press("b")
            assert "silence acknowledges nothing" in listener.told()
        assert "bell off" in listener.reads("#head")
        stage.hub.measure(PM10, 431.0)
        await listener.after(1)
        await listener.after(300)
        assert listener.rung == []
        assert "1 unacknowledged" in listener.reads("#head")
        await listener.press("b")
        assert "bell off" not in listener.reads("#head")
        await listener.after(1)
        assert len(listener.rung) == 1, "it still waits, and nags at once"


async def test_the_bell_test_rings_also_when_it_is_off_and_says_what_to_do() -> None:
    stage = quiet()
    async with listening(stage, Attention(bell=False)) as listener:
        await listener.app.run_action("bell_test")
        await listener.settle()
        assert len(listener.rung) == 1
        assert "bell-action any" in listener.told()
        assert "off at this seat" in listener.told()


async def test_the_bell_test_is_in_the_palette() -> None:
    stage = quiet()
    async with listening(stage) as listener:
        await listener.press("ctrl+p")
        await listener.type("test the bell")
        await listener.press("enter")
        assert len(listener.rung) == 1


async def test_the_title_says_what_waits_and_commands_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "tmux-256color")
    stage = quiet()
    name = replace(stage.hub.site.name, en="Bridge\x1b]0;owned\x07\x9c\u202e")
    stage.hub.site = replace(stage.hub.site, name=name)
    written: list[str] = []
    app = stage.app()
    app._to_terminal = lambda sequence: written.append(sequence)  # type: ignore[method-assign]
    async with app.run_test(size=(120, 40)) as pilot:
        operator = Operator(stage, app, pilot)
        await operator.settle()
        assert written == ["\x1b[22;2t", "\x1b]2;wanshou – Bridge]0;owned\x1b\\"]
        stage.hub.measure(PM10, 431.0)
        await operator.settle()
        assert written[-1].startswith("\x1b]2;▲1 wanshou")
        stage.link.stands = "stale"
        await operator.settle()
        assert written[-1].startswith("\x1b]2;? wanshou")
        count = len(written)
        await operator.settle()
        assert len(written) == count, "only what changed is written"
    assert written[-1] == "\x1b[23;2t"


@pytest.mark.parametrize("term", ["linux", "dumb"])
async def test_a_terminal_without_titles_gets_none(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    stage = afternoon()
    written: list[str] = []
    app = stage.app()
    app._to_terminal = lambda sequence: written.append(sequence)  # type: ignore[method-assign]
    async with app.run_test(size=(120, 40)) as pilot:
        await Operator(stage, app, pilot).settle()
    assert written == []
