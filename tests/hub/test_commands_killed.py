"""The hub killed in the middle of commands: each is done at most once, and each comes to an end."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import paho.mqtt.client as mqtt
import pytest
from msgspec.structs import replace
from paho.mqtt.enums import CallbackAPIVersion

from console.clock import WallClock
from console.contract.control_views import ControlDetail
from console.contract.control_wire import Standing, Telling
from console.contract.controls import CommandDevice
from console.contract.facts import Fact
from console.contract.telemetry import Topics
from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandSent,
    CommandTimedOut,
)
from console.domain.controls import Control, ControlKind, Ending
from console.domain.ids import ControlId, DeviceId
from console.domain.sites import Site
from console.errors import ConsoleError
from tests.hubs import HubProcess, wait_until
from tests.sites import named, probe, small_site

pytestmark = [pytest.mark.real, pytest.mark.drill, pytest.mark.timeout(600)]

FULL = os.environ.get("WANSHOU_DRILL") == "full"
KILLS = 40 if FULL else 6
LAMP = ControlId("lamp/light")
ENDS = CommandConfirmed | CommandRefused | CommandTimedOut | CommandContradicted


def site() -> Site:
    """Return a site with a lamp."""
    device = probe("lamp")
    light = Control(
        id=LAMP,
        device=DeviceId("lamp"),
        name=named("灯", "light"),
        kind=ControlKind.LEVEL,
        high=1_000_000.0,
        confirm_s=4.0,
    )
    made = replace(device, sensors=(), rules=(), controls=(light,))
    return small_site(made)


class Lamp:
    """A lamp on the broker that remembers what it did over everything, and counts it.

    It keeps its session: what the hub told while the broker was away reaches it afterwards.
    """

    def __init__(self, hub: HubProcess) -> None:
        self.topics = Topics(hub.site.root, hub.site.id)
        self.done: Counter[str] = Counter()
        self.heard: Counter[str] = Counter()
        self.late: list[str] = []
        self.value = 0.0
        self.mute = False
        access = hub.access("device")
        self.client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id="lamp", clean_session=False
        )
        self.client.username_pw_set(access.username, access.password)
        self.client.on_connect = lambda client, *_: client.subscribe(self.topics.command_filter, 1)
        self.client.on_message = self._hear
        self.client.reconnect_delay_set(1, 1)
        self.client.connect(access.host, access.port)
        self.client.loop_start()
        wait_until(self.client.is_connected)

    def _hear(self, client: mqtt.Client, _state: object, message: mqtt.MQTTMessage) -> None:
        telling = msgspec.json.decode(message.payload, type=Telling)
        self.heard[telling.id] += 1
        if telling.id not in self.done:
            if telling.expires <= WallClock().now():
                self.late.append(telling.id)
                return
            self.done[telling.id] += 1
            self.value = telling.value
        if self.mute:
            return
        said = Standing(at=WallClock().now(), value=self.value, command=telling.id)
        topic = self.topics.state("lamp", "light")
        client.publish(topic, msgspec.json.encode(said), qos=1, retain=True)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    """A hub of its own, whose broker keeps its port over restarts."""
    running = HubProcess(tmp_path, site())
    running.start()
    try:
        yield running
    finally:
        running.close()


@pytest.fixture
def lamp(hub: HubProcess) -> Iterator[Lamp]:
    device = Lamp(hub)
    try:
        yield device
    finally:
        device.close()


def ask(hub: HubProcess) -> ControlDetail:
    return hub.client.ask(f"controls/{LAMP}", ControlDetail)


def settled(hub: HubProcess) -> bool:
    """Tell whether nothing is on its way."""
    return ask(hub).state.pending is None


def stored(hub: HubProcess) -> list[object]:
    """Return what happened to the control, from the store."""
    rows = hub.select("SELECT body FROM facts ORDER BY n")
    facts = [msgspec.json.decode(body, type=Fact) for (body,) in rows]
    return [fact.what for fact in facts if getattr(fact.what, "control", None) == LAMP]


def order(hub: HubProcess, value: int, key: str) -> bool:
    """Tell the lamp a value; return whether the hub took it."""
    try:
        hub.client.do(CommandDevice(control=LAMP, value=float(value)), key=key)
    except ConsoleError:
        return False
    return True


def check(hub: HubProcess, lamp: Lamp) -> None:
    """Compare what the lamp did with what the hub says happened."""
    told = stored(hub)
    sent = {fact.command: fact for fact in told if isinstance(fact, CommandSent)}
    assert max(lamp.done.values(), default=0) == 1, "a command was done twice"
    assert set(lamp.done) <= set(sent), "a command went out that never happened"
    ended = Counter(fact.command for fact in told if isinstance(fact, CommandConfirmed))
    assert max(ended.values(), default=0) <= 1
    ends = {fact.command for fact in told if isinstance(fact, ENDS)}
    assert ends == set(sent), "a command has no end"
    confirmed = [sent[fact.command] for fact in told if isinstance(fact, CommandConfirmed)]
    assert all(one.command in lamp.done for one in confirmed)
    wait_until(lambda: ask(hub).state.reported == lamp.value)


def test_killed_in_the_middle_of_commands_none_is_done_twice(hub: HubProcess, lamp: Lamp) -> None:
    chance = random.Random(71)
    for number in range(1, KILLS + 1):
        key = f"k{number}"
        asking = threading.Thread(target=order, args=(hub, number, key))
        asking.start()
        time.sleep(chance.choice([0.0, 0.002, 0.004, 0.008, 0.015, 0.03, 0.1]))
        hub.stop(signal.SIGKILL)
        asking.join()
        hub.start()
        order(hub, number, key)  # who asked does not know, and asks the same again
        wait_until(lambda: settled(hub))
    check(hub, lamp)
    sent = [fact for fact in stored(hub) if isinstance(fact, CommandSent)]
    assert [fact.value for fact in sent] == [float(one) for one in range(1, KILLS + 1)]


def test_what_is_on_its_way_goes_out_after_a_restart_and_its_answer_counts(
    hub: HubProcess, lamp: Lamp
) -> None:
    lamp.mute = True
    assert order(hub, 7, "seven")
    wait_until(lambda: lamp.done)
    hub.stop(signal.SIGKILL)
    lamp.mute = False
    hub.start()
    wait_until(lambda: settled(hub))
    state = ask(hub).state
    assert (state.ending, state.reported) == (Ending.CONFIRMED, 7)
    (done,) = lamp.done
    assert lamp.done[done] == 1
    assert lamp.heard[done] >= 2
    check(hub, lamp)


def test_what_was_told_long_ago_is_not_begun_after_a_restart(hub: HubProcess, lamp: Lamp) -> None:
    lamp.close()  # its session stays: the broker keeps for it what it is told
    assert order(hub, 7, "seven")
    pending = ask(hub).state.pending
    assert pending is not None
    hub.stop(signal.SIGKILL)
    wait_until(lambda: WallClock().now() > pending.expires)
    hub.start()
    again = Lamp(hub)
    try:
        wait_until(lambda: settled(hub))
        assert ask(hub).state.ending is Ending.TIMED_OUT
        wait_until(lambda: again.late)
        assert not again.done
    finally:
        again.close()
