"""Devices, driver and hub together over a real broker: told, done, measured; the same every run."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import paho.mqtt.client as mqtt
import pytest
from msgspec.structs import replace
from paho.mqtt.enums import CallbackAPIVersion

from console.clock import WallClock
from console.contract.control_wire import Standing, Telling
from console.contract.controls import CommandDevice
from console.contract.facts import Fact
from console.contract.telemetry import Topics
from console.domain.causes import Cause
from console.domain.conditions import SensorIs
from console.domain.control_facts import (
    CommandConfirmed,
    CommandSent,
    InterlockTripped,
    RunEnded,
)
from console.domain.controls import Interlock
from console.domain.ids import ControlId, SensorId
from console.domain.sites import Site
from console.hub.embedded import EmbeddedBroker
from console.simulator.driver import WARM_UP_MS, Plan, drive, step_ms
from console.simulator.play import Ending, Say
from console.simulator.plot import Plot
from console.simulator.stories import load_story
from tests.brokers import embedded
from tests.hubs import HubProcess, running_hub
from tests.simulator.communities import HOUR, NAME, START, community

pytestmark = pytest.mark.real

LEVEL = SensorId("tank-wanshou/level")
NEVER = 4_000_000_000_000  # far off: what is told expires then
FULL = os.environ.get("WANSHOU_DRILL") == "full"
VALVE, PUMP = ControlId("valve-wanshou/open"), ControlId("pump-wanshou/run")
LAMP, LOCK = ControlId("lamp-park-1/light"), ControlId("container-plaza/lock")
ACTS = {3: ((VALVE, 1), (LAMP, 60)), 4: ((PUMP, 1),), 9: ((LAMP, 0), (LOCK, 1)), 11: ((LOCK, 0),)}


class People:
    """They tell devices things between two steps, and go home after `steps` of them."""

    def __init__(self, hub: HubProcess, stop: threading.Event, steps: int) -> None:
        self._hub = hub
        self._stop = stop
        self._left = steps
        self._turn = 0

    def turn(self, now: int, say: Say) -> Ending | None:
        """Act by the number of the step."""
        self._turn += 1
        for control, value in ACTS.get(self._turn, ()):
            self._hub.client.do(CommandDevice(control=control, value=value))
        self._left -= 1
        if not self._left:
            self._stop.set()
        return None


def unhurried(site: Site) -> Site:
    """Return the site with every period five minutes."""
    devices = {
        id: replace(
            device, sensors=tuple(replace(sensor, period_s=300.0) for sensor in device.sensors)
        )
        for id, device in site.devices.items()
    }
    return replace(site, devices=devices)


def lived(folder: Path, site: Site, seed: int, steps: int, plot: Plot | None = None) -> list[Fact]:
    """Return the facts of a drill of so many steps after its warm-up."""
    folder.mkdir()
    with running_hub(folder, site, drill_from=START - WARM_UP_MS - 60_000) as hub:
        stop = threading.Event()
        people = People(hub, stop, steps)
        plan = Plan(seed=seed, speed=0, start=START, interlude=people, plot=plot)
        drive(hub.access("driver"), site, plan, clock=WallClock(), stop=stop)
        health = hub.health()
        assert (health.rejected, health.mailbox_dropped) == (0, 0)
        return facts_of(hub)


def facts_of(hub: HubProcess) -> list[Fact]:
    rows = hub.select("SELECT * FROM facts ORDER BY 1")
    return [msgspec.json.decode(row[4], type=Fact) for row in rows]


@pytest.mark.drill
@pytest.mark.timeout(600)
def test_a_day_is_the_same_twice(tmp_path: Path) -> None:
    site = unhurried(community())
    steps = (24 if FULL else 1) * HOUR // step_ms(site)
    one = lived(tmp_path / "one", site, 7, steps)
    assert one == lived(tmp_path / "two", site, 7, steps)
    said = [fact.what for fact in one]
    done = {what.control for what in said if isinstance(what, CommandConfirmed)}
    assert done == {VALVE, LAMP, PUMP, LOCK}
    assert len([what for what in said if isinstance(what, CommandSent)]) == 6
    (ended,) = [what for what in said if isinstance(what, RunEnded) and what.control == PUMP]
    assert not ended.due  # the pump ended it by itself


def test_an_interlock_that_trips_early_in_a_step_still_stops_its_pump(tmp_path: Path) -> None:
    """The tank is read soon after a step, and the pump hears of it at the next."""
    site = community()
    dry = Interlock(
        id="dry", name=NAME, controls=(PUMP,), when=SensorIs(sensor=LEVEL, below=15), firm=True
    )
    story = load_story("gate-1", site)
    leak = replace(story.sources[0], cause=Cause.OTHER, adds={LEVEL: -58.0}, rests_s=0.0)
    plot = Plot(replace(story, sources=(leak,)), 5, START + 60_000)
    safe = replace(site, interlocks={"dry": dry})
    facts = lived(tmp_path / "one", safe, 5, 24, plot)
    told = [fact.what for fact in facts if getattr(fact.what, "control", None) == PUMP]
    tripped = next(n for n, what in enumerate(told) if isinstance(what, InterlockTripped))
    after = [type(what) for what in told[tripped:]]
    assert after[:3] == [InterlockTripped, CommandSent, CommandConfirmed]


class Stock:
    """A hub's end made of nothing but an MQTT client: tells devices, and hears how they stand."""

    def __init__(self, broker: EmbeddedBroker, site: Site) -> None:
        self.changed = threading.Condition()
        self.said: dict[str, list[Standing]] = {}
        self._topics = Topics(site.root, site.id)
        access = broker.access("hub")
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="stock")
        self._client.username_pw_set(access.username, access.password)
        self._client.on_connect = lambda client, *_: client.subscribe(self._topics.state_filter, 1)
        self._client.on_message = self._hear
        self._client.connect(access.host, access.port)
        self._client.loop_start()

    def tell(self, control: ControlId, telling: Telling) -> None:
        device, _, name = control.partition("/")
        payload = msgspec.json.encode(telling)
        self._client.publish(self._topics.command(device, name), payload, qos=1)

    def wait(self, control: ControlId, many: int) -> list[Standing]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.said.get(control, ())) >= many, 20)
            return list(self.said[control])

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _hear(self, _client: mqtt.Client, _state: object, message: mqtt.MQTTMessage) -> None:
        control = "/".join(message.topic.split("/")[-2:])
        with self.changed:
            standing = msgspec.json.decode(message.payload, type=Standing)
            self.said.setdefault(control, []).append(standing)
            self.changed.notify_all()


@contextmanager
def at_work(broker: EmbeddedBroker, site: Site) -> Iterator[Stock]:
    stop = threading.Event()
    plan = Plan(live=True)
    arguments = {"clock": WallClock(), "stop": stop}
    driver = threading.Thread(
        target=drive, args=(broker.access("driver"), site, plan), kwargs=arguments
    )
    stock = Stock(broker, site)
    driver.start()
    try:
        yield stock
    finally:
        stop.set()
        driver.join(20)
        stock.close()


async def test_devices_obey_a_stock_client(tmp_path: Path) -> None:
    site = community()
    async with embedded(tmp_path / "broker", root=site.root, site=site.id) as broker:
        await asyncio.to_thread(_tell_by_hand, broker, site)


def _tell_by_hand(broker: EmbeddedBroker, site: Site) -> None:
    with at_work(broker, site) as stock:
        (first,) = stock.wait(VALVE, 1)
        assert first.value == 0
        telling = Telling(id="by-hand-1", value=1, expires=NEVER, run_s=1)
        stock.tell(VALVE, telling)
        stock.tell(VALVE, telling)  # once more: done once, answered or not
        stock.tell(LAMP, Telling(id="by-hand-2", value=1, expires=START))  # is over
        said = [one.value for one in stock.wait(VALVE, 3)]
        assert said[:2] == [0, 1]
        assert said[-1] == 0
        assert len(stock.wait(LAMP, 1)) == 1
