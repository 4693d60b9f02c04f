"""Links that break under a running console: the screen says the truth at each step, and recovers.

Nothing of it opens a dialog, moves the selection, ends the console or asks for an act twice.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app import ConsoleApp
from console.contract.views import AlertDetail
from console.domain.alert_facts import AlertAcknowledged
from console.following import following
from console.settings import BrokerSettings, Settings
from console.widgets.ledger import Ledger
from tests.brokers import MOSQUITTO_REQUIRED, mosquitto
from tests.hubs import HubProcess, running_hub, wait_until
from tests.sites import probe, small_site
from tests.terminal import WANSHOU, terminal
from tests.ui.test_real_hub import Watch, measure

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]

SITE = small_site(probe("a"), probe("b"))
QUICK_S = 2.0  # no key takes longer, whatever hangs (here on a loaded machine)


class Guard(Watch):
    """Eyes that know what must not happen."""

    hub: HubProcess

    def told(self) -> str:
        """Return the toasts."""
        return "\n".join(note.message for note in self.app._notifications)

    def head(self) -> str:
        """Return the header."""
        return self.reads("#head")

    async def press(self, *keys: str) -> None:
        """Press keys; none may hang."""
        for key in keys:
            began = time.monotonic()
            await self.pilot.press(key)
            assert time.monotonic() - began < QUICK_S, f"{key} hung"

    def steady(self) -> None:
        """Nothing came between the operator and the list."""
        assert self.app.is_running
        assert self.app.screen is self.app.workplace
        assert self.app.workplace.query_one("#alerts", Ledger).selected == "A-1"

    def acknowledgements(self) -> int:
        """Return how often the alert was acknowledged, by the hub's own record."""
        told = self.hub.client.ask("alerts/A-1", AlertDetail)
        return sum(isinstance(fact.what, AlertAcknowledged) for fact in told.history)


@asynccontextmanager
async def watching(hub: HubProcess, settings: Settings | None = None) -> AsyncIterator[Guard]:
    """Sit at a console in front of one high alert."""
    app = ConsoleApp(following(settings or hub.settings))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        guard = Guard(app, pilot)
        guard.hub = hub
        await guard.until(lambda: "values ● " in guard.head() and "facts ● " in guard.head())
        measure(hub, 312.0)
        await guard.until(lambda: "1 unacknowledged" in guard.head())
        await pilot.press("2")
        await guard.until(lambda: "312" in guard.reads("#alerts"))
        guard.steady()
        yield guard
        assert app.is_running


def live(guard: Guard) -> bool:
    return "values ● " in guard.head() and "facts ● " in guard.head()


def broker_of(hub: HubProcess) -> int:
    """Return the process of the hub's own broker."""
    assert hub.process is not None
    tasks = Path(f"/proc/{hub.process.pid}/task")
    children = [
        int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()
    ]
    (broker,) = (pid for pid in children if b"nats" in Path(f"/proc/{pid}/cmdline").read_bytes())
    return broker


async def test_the_hub_is_killed_and_the_broker_lives(tmp_path: Path) -> None:
    with mosquitto(tmp_path / "broker", *MOSQUITTO_REQUIRED) as access:
        broker = BrokerSettings(url=f"mqtt://127.0.0.1:{access.port}")
        with running_hub(tmp_path, SITE, broker=broker) as hub:
            async with watching(hub) as guard:
                hub.stop(signal.SIGKILL)
                await guard.until(lambda: "facts ◐ stale" in guard.head())
                assert "values ● " in guard.head(), "the broker lives"
                assert "? not evaluated" in guard.head()
                assert "▲" not in guard.reads("#alerts")
                await guard.press("a", "s", "n")
                assert "Not now: facts are stale" in guard.told()
                await guard.until(lambda: "No hub answers" in guard.head())
                guard.steady()
                hub.start()
                await guard.until(lambda: "1 unacknowledged" in guard.head() and live(guard))
                guard.steady()
                await guard.press("a")
                await guard.until(lambda: "1 acknowledged" in guard.head())
                assert guard.acknowledgements() == 1


@pytest.mark.again
async def test_the_broker_is_killed_and_the_hub_lives(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        async with watching(hub) as guard:
            os.kill(broker_of(hub), signal.SIGKILL)
            await guard.until(lambda: "values ◐ stale" in guard.head())
            assert "facts ● " in guard.head()
            assert "▲" in guard.reads("#alerts"), "what the hub says still stands"
            await guard.press("a")
            await guard.until(lambda: "1 acknowledged" in guard.head())
            guard.steady()
            await guard.until(lambda: live(guard))
            assert guard.acknowledgements() == 1


@pytest.mark.again
async def test_both_are_killed(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        async with watching(hub) as guard:
            hub.stop(signal.SIGKILL)
            await guard.until(
                lambda: "values ◐ stale" in guard.head() and "facts ◐ stale" in guard.head()
            )
            assert "? not evaluated" in guard.head()
            guard.steady()
            hub.start()
            await guard.until(lambda: "1 unacknowledged" in guard.head() and live(guard))
            guard.steady()


async def test_a_hub_that_stands_still_blocks_nothing_and_does_it_once(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        assert hub.process is not None
        async with watching(hub) as guard:
            hub.process.send_signal(signal.SIGSTOP)
            try:
                await guard.press("a", "a", "j", "k", "slash", "escape", "1", "2")
                assert "◌" in guard.reads("#alerts")
                assert "Not asked again" in guard.told()
                await guard.until(lambda: "facts ◐ stale" in guard.head())
                assert "? not evaluated" in guard.head()
                await guard.until(lambda: "Not confirmed after 5 s" in guard.told())
                assert "?" in guard.reads("#alerts")
                await guard.press("a")
                assert "Not now: facts are stale" in guard.told()
                guard.steady()
            finally:
                hub.process.send_signal(signal.SIGCONT)
            await guard.until(lambda: "1 acknowledged" in guard.head() and live(guard))
            await guard.until(lambda: not guard.app.live.pending.acts())
            guard.steady()
            assert guard.acknowledgements() == 1


class SlowDoor:
    """A socket before the hub's, through which every answer comes late."""

    def __init__(self, path: Path, hub: Path, delay_s: float) -> None:
        self.path, self._hub, self._delay_s = path, hub, delay_s
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen(16)
        threading.Thread(target=self._open, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _open(self) -> None:
        while True:
            try:
                caller, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller, socket.socket(socket.AF_UNIX) as inside:
            inside.connect(str(self._hub))
            asking = threading.Thread(target=_carry, args=(caller, inside, 0.0), daemon=True)
            asking.start()
            _carry(inside, caller, self._delay_s)
            asking.join()


def _carry(source: socket.socket, sink: socket.socket, delay_s: float) -> None:
    try:
        while said := source.recv(65_536):
            time.sleep(delay_s)
            sink.sendall(said)
    except OSError:
        pass  # one of them is gone; so is the other in a moment
    finally:
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def slow_door(folder: Path, hub: HubProcess, delay_s: float) -> Iterator[Settings]:
    """Return settings that lead to the hub the slow way."""
    door = SlowDoor(folder / "slow.sock", hub.settings.socket, delay_s)
    try:
        yield replace(hub.settings, socket=door.path)
    finally:
        door.close()


@pytest.mark.again
async def test_over_a_slow_way_an_act_is_marked_until_it_is_known(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub, slow_door(tmp_path, hub, 0.8) as settings:
        async with watching(hub, settings) as guard:
            await guard.press("a", "j", "k")
            assert "◌" in guard.reads("#alerts")
            await guard.press("a")
            await guard.until(lambda: "1 acknowledged" in guard.head())
            await guard.until(lambda: "◌" not in guard.reads("#alerts"))
            assert "not evaluated" not in guard.head()
            guard.steady()
            assert guard.acknowledgements() == 1


@pytest.mark.drill
def test_in_a_terminal_it_rings_says_it_in_the_title_and_leaves_although_the_hub_hangs(
    tmp_path: Path,
) -> None:
    with running_hub(tmp_path, SITE) as hub:
        assert hub.process is not None
        command = (WANSHOU, "--socket", str(hub.settings.socket))
        with terminal(*command, env={"TERM": "screen-256color"}) as seat:
            before = seat._tmux("display-message", "-p", "#{pane_title}")
            seat.wait_for("facts ●")
            measure(hub, 312.0)
            seat.wait_for("1 unacknowledged")
            wait_until(lambda: "▲1 wanshou" in seat._tmux("display-message", "-p", "#{pane_title}"))
            seat.press("2")
            seat.wait_for("look at the site first")
            hub.process.send_signal(signal.SIGSTOP)
            try:
                seat.press("a")
                seat.wait_for("◌")
                began = time.monotonic()
                seat.press("q")
                seat.wait_for("ENDED 0")
                assert time.monotonic() - began < 5
                after = seat._tmux("display-message", "-p", "#{pane_title}")
                assert "wanshou" not in after or after == before
            finally:
                hub.process.send_signal(signal.SIGCONT)
