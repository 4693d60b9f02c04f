"""What the intake lets through to the engine, and what it takes for a stranger's."""

from __future__ import annotations

import pytest

from console.contract.telemetry import Topics, encode_telemetry
from console.hub.engine import Engine
from console.hub.intake import Intake
from console.hub.mailbox import Delivery
from console.hub.own_device import with_hub
from console.hub.tally import Tally
from tests.sites import probe, sensor_of, small_site

SITE = with_hub(small_site(probe("p1")), reserve_mib=64)
TOPICS = Topics(SITE.root, SITE.id)
NOW = 1_700_000_000_000


def took(topic: str, payload: bytes, *, drill: bool = False) -> tuple[list[str], set[str]]:
    """Return the sensors read and the reasons given."""
    tally = Tally()
    intake = Intake(SITE, Engine(SITE, (), next_alert=1), tally)
    delivery = Delivery(topic, payload, NOW, False, 1, 1, 1)
    kept = intake.take([delivery], NOW, drill=drill)
    return [reading.sensor for reading in kept], {r.reason for r in tally.rejections()}


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        (TOPICS.telemetry("hub", "disk-free"), b"900000"),
        (TOPICS.telemetry("hub"), encode_telemetry(NOW + 500_000, {"disk-free": 9e5})),
        (TOPICS.status("hub"), b"offline"),
    ],
)
def test_nobody_speaks_as_the_hub_whatever_the_broker_lets_through(
    topic: str, payload: bytes
) -> None:
    assert took(topic, payload) == ([], {"unknown_device"})


@pytest.mark.parametrize("ahead_ms", [2 * 86_400_000, 5 * 10**17])
def test_a_drill_takes_a_step_ahead_but_not_a_time_no_calendar_has(ahead_ms: int) -> None:
    p1 = TOPICS.telemetry("p1")
    step = encode_telemetry(NOW + 3_600_000, {"pm10": 3})
    assert took(p1, step, drill=True) == ([sensor_of("p1")], set())
    assert took(p1, step) == ([], {"time_ahead"})
    far = encode_telemetry(NOW + ahead_ms, {"pm10": 3})
    assert took(p1, far, drill=True) == ([], {"time_ahead"})
