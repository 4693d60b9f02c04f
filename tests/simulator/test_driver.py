"""The driver against a real broker and a fake hub: steps wait, repeat, and always tell the same."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from console.clock import WallClock
from console.contract.telemetry import TelemetryDecoder, Topics
from console.contract.views import BrokerAccess
from console.domain.ids import DeviceId
from console.domain.sites import Site
from console.errors import ConsoleError, HubUnreachable, SettingsError
from console.hub.embedded import EmbeddedBroker
from console.simulator import steps
from console.simulator.driver import WARM_UP_MS, Plan, drive, mainstay, step_ms
from console.simulator.run import simulate
from console.site_file import load_site
from tests.brokers import embedded
from tests.hubs import wait_until
from tests.simulator.fake_hub import FakeHub, Held, fake_hub

pytestmark = pytest.mark.real

START = 1_790_000_000_000
STEP_MS_OBEYED = 7_500  # a control has ten seconds to answer, and a device takes up to two
WARM_STEPS = 2 + WARM_UP_MS // (4 * STEP_MS_OBEYED)  # the greeting, the statuses, then jumps


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


@pytest.fixture
async def broker(tmp_path: Path, site: Site) -> AsyncIterator[EmbeddedBroker]:
    async with embedded(tmp_path / "broker", root=site.root, site=site.id) as running:
        yield running


def topics(site: Site) -> Topics:
    return Topics(site.root, site.id)


class Driving:
    """A driver in its own thread, with what it ended with."""

    def __init__(self, access: BrokerAccess, site: Site, plan: Plan) -> None:
        self.error: ConsoleError | None = None
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(access, site, plan))
        self._thread.start()

    def join(self, patience_s: float = 30.0) -> None:
        self._thread.join(patience_s)
        assert not self._thread.is_alive()

    def _run(self, access: BrokerAccess, site: Site, plan: Plan) -> None:
        try:
            drive(access, site, plan, clock=WallClock(), stop=self.stop)
        except ConsoleError as error:
            self.error = error


@contextmanager
def driving(access: BrokerAccess, site: Site, plan: Plan) -> Iterator[Driving]:
    running = Driving(access, site, plan)
    try:
        yield running
    finally:
        running.stop.set()
        running.join()


def plan(speed: float = 100_000, seed: int = 1) -> Plan:
    return Plan(seed=seed, speed=speed, start=START)


def drilled(broker: EmbeddedBroker, site: Site, plan: Plan, steps: int) -> FakeHub:
    with (
        fake_hub(broker.access("hub"), topics(site)) as hub,
        driving(broker.access("driver"), site, plan),
    ):
        hub.wait(steps)
    return hub


async def test_a_drill_warms_up_then_steps(broker: EmbeddedBroker, site: Site) -> None:
    hub = await asyncio.to_thread(drilled, broker, site, plan(), WARM_STEPS + 8)
    moments = [now for now, _ in hub.steps]
    assert moments[:2] == [START - WARM_UP_MS - 1, START - WARM_UP_MS]
    assert moments[WARM_STEPS - 1] == START
    later = moments[WARM_STEPS - 1 :]
    assert later == [START + STEP_MS_OBEYED * number for number in range(len(later))]
    # Everything said for a step belongs to it, and nothing was dropped.
    decoder = TelemetryDecoder(site)
    before = START - WARM_UP_MS
    for now, held in hub.steps[2:]:
        for topic, payload in held:
            if "/telemetry/" in topic:
                for reading in decoder.decode(topic, payload, arrived=2**60):
                    assert before < reading.at <= now
        before = now
    heard = {
        reading.sensor
        for _, held in hub.steps
        for topic, payload in held
        if "/telemetry/" in topic
        for reading in decoder.decode(topic, payload, arrived=2**60)
    }
    assert heard == set(site.sensors())
    pairs = zip(hub.adopted, hub.steps, strict=True)
    assert all(step.sent == len(held) for step, (_, held) in pairs)


def in_any_order(steps: list[Held]) -> list[Held]:
    """Return what was said for each step: brokers deliver two subscriptions in any order."""
    return [(now, sorted(held)) for now, held in steps]


async def test_same_seed_same_deliveries_at_any_speed(
    tmp_path: Path, broker: EmbeddedBroker, site: Site
) -> None:
    steps = WARM_STEPS + 6
    quick = await asyncio.to_thread(drilled, broker, site, plan(100_000, 9), steps)
    async with embedded(tmp_path / "other", root=site.root, site=site.id) as other:
        slow = await asyncio.to_thread(drilled, other, site, plan(60, 9), steps)
    assert in_any_order(quick.steps[1:steps]) == in_any_order(slow.steps[1:steps])
    assert slow.said[-1].speed == 60


async def test_an_unanswered_step_is_said_again(
    broker: EmbeddedBroker, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "ANSWER_S", 0.05)

    def run() -> FakeHub:
        with (
            fake_hub(broker.access("hub"), topics(site)) as hub,
            driving(broker.access("driver"), site, plan()),
        ):
            hub.wait(WARM_STEPS)
            with hub.changed:
                hub.deaf = steps.PATIENT_TRIES + 1
                adopted = len(hub.steps)
            hub.wait(adopted + 3)
        return hub

    hub = await asyncio.to_thread(run)
    repeated = [step for step in hub.said if [other.now for other in hub.said].count(step.now) > 3]
    assert repeated
    assert repeated[0].sent > 0
    assert repeated[steps.PATIENT_TRIES].sent == 0  # at last the hub takes what it has
    moments = [now for now, _ in hub.steps]
    assert moments == sorted(moments)


async def test_a_hub_that_never_answers(
    broker: EmbeddedBroker, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "HELLO_S", 0.01)
    monkeypatch.setattr(steps, "HELLO_TRIES", 5)
    running = Driving(broker.access("driver"), site, plan())
    await asyncio.to_thread(running.join)
    assert isinstance(running.error, HubUnreachable)
    assert running.error.code == "hub_silent"


async def test_live_follows_the_time_of_day(broker: EmbeddedBroker, site: Site) -> None:
    def run() -> list[tuple[str, bytes]]:
        with (
            fake_hub(broker.access("hub"), topics(site)) as hub,
            driving(broker.access("driver"), site, Plan(live=True)),
        ):
            wait_until(lambda: any("/telemetry/" in topic for topic, _ in list(hub.held)))
            return list(hub.held)

    began = WallClock().now()
    held = await asyncio.to_thread(run)
    decoder = TelemetryDecoder(site)
    moments = [
        reading.at
        for topic, payload in held
        if "/telemetry/" in topic
        for reading in decoder.decode(topic, payload, arrived=2**60)
    ]
    assert moments
    assert began <= min(moments) <= max(moments) <= WallClock().now()
    statuses = [topic for topic, _ in held if "/status/" in topic]
    assert statuses == [topics(site).status(device) for device in site.devices]


async def test_wrong_password_and_no_broker(broker: EmbeddedBroker, site: Site) -> None:
    wrong = msgspec.structs.replace(broker.access("driver"), password="wrong")
    running = Driving(wrong, site, plan())
    await asyncio.to_thread(running.join)
    assert isinstance(running.error, HubUnreachable)
    assert running.error.code == "broker_refused"
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nowhere = msgspec.structs.replace(wrong, port=unused.getsockname()[1])
        running = Driving(nowhere, site, plan())
        await asyncio.to_thread(running.join)
    assert isinstance(running.error, HubUnreachable)
    assert running.error.code == "broker_unreachable"


PROGRAM = """
import sys
import msgspec
from console.contract.views import BrokerAccess
from console.simulator.driver import Plan
from console.simulator.run import simulate
from console.site_file import load_site
access = msgspec.json.decode(sys.stdin.buffer.readline(), type=BrokerAccess)
print("begun", flush=True)
simulate(access, load_site("wanshouqiao"), Plan(live=True))
print("ended", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_signals_end_it(broker: EmbeddedBroker, site: Site, number: signal.Signals) -> None:
    def run() -> tuple[int, bytes, list[tuple[str, bytes]]]:
        child = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        with fake_hub(broker.access("hub"), topics(site)) as hub:
            assert child.stdin is not None
            child.stdin.write(msgspec.json.encode(broker.access("driver")) + b"\n")
            child.stdin.flush()
            while len(hub.held) < len(site.devices):
                threading.Event().wait(0.02)
            os.kill(child.pid, number)
            out, _ = child.communicate(timeout=20)
            threading.Event().wait(0.3)
            return child.returncode, out, list(hub.held)

    code, out, held = await asyncio.to_thread(run)
    centre = [payload for topic, payload in held if topic == topics(site).status("gw-centre")]
    if number is signal.SIGKILL:
        assert centre == [b"online", b"offline"]  # the last will
    else:
        assert (code, out) == (0, b"begun\nended\n")
        assert centre == [b"online"]


def test_a_certificate_that_is_not_there(site: Site) -> None:
    access = BrokerAccess(
        host="127.0.0.1",
        port=1,
        tls=True,
        username=None,
        password=None,
        root=site.root,
        ca_file="/nowhere/ca.pem",
    )
    with pytest.raises(SettingsError, match="file_unreadable"):
        simulate(access, site, plan())


def test_speed_must_be_one(site: Site) -> None:
    access = BrokerAccess(
        host="127.0.0.1", port=1, tls=False, username=None, password=None, root=site.root
    )
    for speed in (-1.0, float("nan"), float("inf")):
        with pytest.raises(SettingsError):
            simulate(access, site, Plan(speed=speed))


def test_a_busy_site_takes_smaller_steps(site: Site) -> None:
    assert step_ms(site) == STEP_MS_OBEYED
    lamp = site.devices[DeviceId("lamp-park-1")]
    many = {
        DeviceId(f"lamp-{number}"): msgspec.structs.replace(lamp, id=DeviceId(f"lamp-{number}"))
        for number in range(6000)
    }
    busy = msgspec.structs.replace(site, devices=many)
    assert step_ms(busy) == 5_000
    assert mainstay(site) == "gw-centre"
    assert mainstay(msgspec.structs.replace(site, devices={})) is None
