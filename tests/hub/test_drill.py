"""The hub's end of a drill: holds until a step is whole, and hands over between drivers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from console.clock import SteppedClock, moment
from console.contract.drill import ClockStep
from console.hub.drill import Drill
from console.hub.mailbox import Delivery
from tests.hubs import running_hub
from tests.sites import small_site

CLOCK = "wanshou/s/clock"


def said(topic: str = "wanshou/s/telemetry/p1", payload: bytes = b"{}") -> Delivery:
    return Delivery(topic, payload, arrived=0, retained=False, qos=1, mid=1, epoch=1)


def step(now: int, sent: int) -> Delivery:
    return said(CLOCK, msgspec.json.encode(ClockStep(now=now, speed=60, sent=sent)))


def test_a_step_waits_for_all_that_was_sent() -> None:
    clock = SteppedClock(100)
    drill = Drill(clock, CLOCK)
    assert not drill.hold([said(), step(200, 2)])
    assert drill.hold([said()])
    held, _, answer = drill.release()
    assert (len(held), clock.now()) == (2, 200)
    assert answer is not None
    assert (answer.now, answer.held) == (200, 2)


def test_a_new_driver_hears_what_the_one_before_left_behind() -> None:
    clock = SteppedClock(100)
    drill = Drill(clock, CLOCK)
    assert not drill.hold([said()])  # its driver was killed before it said the time
    assert drill.hold([step(99, 0)])
    held, heard, answer = drill.release()
    assert (held, len(heard), clock.now()) == ([], 1, 100)
    assert answer is not None
    assert (answer.now, answer.held) == (99, 1)
    assert not drill.hold([said(), step(200, 2 + 1)])  # what was left counts too
    assert drill.hold([said()])
    assert len(drill.release()[0]) == 3


def test_a_step_said_again_is_answered_again() -> None:
    clock = SteppedClock(100)
    drill = Drill(clock, CLOCK)
    assert drill.hold([step(200, 0)])
    drill.release()
    assert drill.hold([step(200, 5)])
    assert drill.release()[2] is not None


def test_a_redelivered_step_from_before_moves_nothing() -> None:
    clock = SteppedClock(100)
    drill = Drill(clock, CLOCK)
    assert not drill.hold([step(50, 3)])
    assert clock.now() == 100


def test_a_hello_that_comes_late_lets_go_of_nothing() -> None:
    drill = Drill(SteppedClock(100), CLOCK)
    assert drill.hold([said(), step(100, 0)])  # it was answered once, and overtaken since
    held, _heard, answer = drill.release()
    assert held == []
    assert answer is not None
    assert not drill.hold([step(200, 2)])
    assert not drill.hold([step(100, 0)])
    assert drill.hold([said()])
    held, _heard, answer = drill.release()
    assert len(held) == 2
    assert answer is not None
    assert answer.now == 200


@pytest.mark.real
def test_a_drill_held_again_goes_on_from_what_is_stored(tmp_path: Path) -> None:
    later = 1_780_000_000_000
    with running_hub(tmp_path, small_site(), drill_from=later):
        pass
    with running_hub(tmp_path, small_site(), drill_from=later - 3_600_000) as hub:
        assert moment(hub.health().data_time) == later
