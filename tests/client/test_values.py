"""Live values from real brokers: the newest of each sensor, whatever happens in between."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console.client.standing import Standing
from console.client.values import Values
from console.clock import WallClock
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import BrokerAccess
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Quality
from console.errors import HubUnreachable, NotPermitted
from tests.brokers import embedded, free_port, mosquitto, publish, until
from tests.sites import probe, small_site

pytestmark = pytest.mark.real

SITE = small_site(probe("gate-1", ("pm10", "no2")), probe("gate-2"))
TOPICS = Topics(SITE.root, SITE.id)
GATE_1 = TOPICS.telemetry("gate-1")
PM10, NO2 = SensorId("gate-1/pm10"), SensorId("gate-1/no2")
ELAPSED = WallClock().elapsed


@asynccontextmanager
async def listening(
    access: BrokerAccess, *, site: Site = SITE, now: Callable[[], int | None] | None = None
) -> AsyncIterator[Values]:
    values = Values(access, site, elapsed=ELAPSED, now=now)
    values.start()
    try:
        yield values
    finally:
        await asyncio.to_thread(values.stop)


@asynccontextmanager
async def community(folder: Path) -> AsyncIterator[Any]:
    async with embedded(folder, root=SITE.root, site=SITE.id, watched=True) as broker:
        yield broker


async def test_the_newest_of_each_sensor_is_taken_once(tmp_path: Path) -> None:
    now = WallClock().now()
    said = [
        (GATE_1, encode_telemetry(now - 3000, {"pm10": 1.0, "no2": 7.0})),
        (GATE_1, encode_telemetry(now - 1000, {"pm10": 3.0})),
        (GATE_1, encode_telemetry(now - 2000, {"pm10": 2.0})),  # overtaken: shows nothing new
        (TOPICS.telemetry("gate-2", "pm10"), b"5.5"),
        (GATE_1, b"{nonsense"),
        (TOPICS.telemetry("stranger"), b"{}"),
        (GATE_1, encode_telemetry(now, {"soot": 1.0, "no2": 8.0})),
    ]
    async with community(tmp_path) as broker, listening(broker.access("console")) as values:
        assert values.age_s() is None
        await until(lambda: values.standing() is Standing.LIVE)
        await publish(broker.access("hub"), said)
        await until(lambda: values.deliveries == len(said))
        taken = values.take()
        bare = taken.pop(SensorId("gate-2/pm10"))
        assert taken == {PM10: Reading(PM10, now - 1000, 3.0), NO2: Reading(NO2, now, 8.0)}
        assert (bare.value, bare.arrived, bare.quality) == (5.5, True, Quality.GOOD)
        assert values.unusable == 3
        assert values.take() == {}
        await publish(broker.access("hub"), said[1:3], client_id="again")
        await until(lambda: values.deliveries == len(said) + 2)
        assert values.take() == {PM10: Reading(PM10, now - 1000, 3.0)}
        assert values.age_s() is not None


async def test_a_retained_bare_number_has_no_age_and_yields_to_any_reading(tmp_path: Path) -> None:
    bare = [(TOPICS.telemetry("gate-1", "pm10"), b"42")]
    old = [(GATE_1, encode_telemetry(WallClock().now() - 60_000, {"pm10": 1.0}))]
    async with community(tmp_path) as broker:
        await publish(broker.access("hub"), bare, retain=True)
        async with listening(broker.access("console")) as values:
            await until(lambda: values.deliveries == 1)
            assert values.take()[PM10].quality is Quality.UNKNOWN
            await publish(broker.access("hub"), old)
            await until(lambda: values.deliveries == 2)
            assert values.take()[PM10].value == 1.0


async def test_a_flood_leaves_one_value_for_each_sensor(tmp_path: Path) -> None:
    now = WallClock().now()
    flood = [
        (TOPICS.telemetry(f"gate-{n % 2 + 1}"), encode_telemetry(now + n, {"pm10": float(n)}))
        for n in range(3000)
    ]
    async with community(tmp_path) as broker, listening(broker.access("console")) as values:
        await until(lambda: values.standing() is Standing.LIVE)
        await publish(broker.access("hub"), flood)
        await until(lambda: values.deliveries == 3000)
        assert {sensor: reading.value for sensor, reading in values.take().items()} == {
            PM10: 2998.0,
            SensorId("gate-2/pm10"): 2999.0,
        }


async def test_a_broker_that_dies_is_seen_and_found_again(tmp_path: Path) -> None:
    async with community(tmp_path) as broker, listening(broker.access("console")) as values:
        await until(lambda: values.standing() is Standing.LIVE)
        os.kill(broker.pid, signal.SIGKILL)
        await until(lambda: values.error is not None)
        assert isinstance(values.error, HubUnreachable)
        await until(lambda: values.error is None)
        await publish(
            broker.access("hub"),
            [(GATE_1, encode_telemetry(WallClock().now(), {"pm10": 9.0}))],
        )
        await until(lambda: values.deliveries)
        assert values.take()[PM10].value == 9.0


async def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    async with community(tmp_path) as broker:
        access = replace(broker.access("console"), password="guess")
        async with listening(access) as values:
            await until(lambda: values.error is not None)
            assert isinstance(values.error, NotPermitted)
            assert "guess" not in str(values.error)
            assert values.standing() is Standing.CONNECTING


async def test_telemetry_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    async with community(tmp_path) as broker, listening(broker.access("device")) as values:
        await until(lambda: values.error is not None)
        assert isinstance(values.error, NotPermitted)
        assert values.standing() is Standing.CONNECTING


async def test_no_broker_is_said_and_stopped_at_once() -> None:
    access = BrokerAccess(
        host="127.0.0.1", port=free_port(), tls=False, username=None, password=None, root=SITE.root
    )
    async with listening(access) as values:
        await until(lambda: values.error is not None)
        assert isinstance(values.error, HubUnreachable)
        assert values.error.parameters == {"address": f"127.0.0.1:{access.port}"}


async def test_a_drills_moments_are_judged_by_its_own_clock(tmp_path: Path) -> None:
    drill = 4_000_000_000_000  # far ahead of the day this runs on
    said = [(GATE_1, encode_telemetry(drill, {"pm10": 1.0})), (f"{GATE_1}/no2", b"2.5")]
    async with (
        community(tmp_path) as broker,
        listening(broker.access("console"), now=lambda: drill) as values,
    ):
        await until(lambda: values.standing() is Standing.LIVE)
        await publish(broker.access("hub"), said)
        await until(lambda: values.deliveries == 2)
        assert {reading.at for reading in values.take().values()} == {drill}


async def test_tls_and_a_login_as_an_external_broker_asks_for(tmp_path: Path) -> None:
    with mosquitto(tmp_path / "m", tls=True, login=("console", "秘密 \"'")) as access:
        async with listening(access) as values:
            await until(lambda: values.standing() is Standing.LIVE)
            reading = encode_telemetry(WallClock().now(), {"pm10": 4.0})
            await publish(access, [(GATE_1, reading)])
            await until(lambda: values.deliveries)
            assert values.take()[PM10].value == 4.0
