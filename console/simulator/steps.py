"""Steps a hub's data time: says everything up to a moment, then the time, and waits for the hub."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from console.contract.drill import ClockStep
from console.errors import HubUnreachable
from console.simulator.broker import Uplink
from console.simulator.messages import Publication

SLICE_S = 0.4  # real time between two bursts of messages within a step
ANSWER_S = 2.0  # how long the hub may take before the step is said again
PATIENT_TRIES = 3  # with the true count; afterwards the hub takes what it has
TRIES = 15
HELLO_S = 0.5  # how often the hub is asked whether it listens yet
HELLO_TRIES = 120


class Scene(Protocol):
    """What is to be said as data time goes on."""

    def step(self, until: int) -> list[Publication]:
        """Return everything that is said after the last step and up to `until` (ms)."""


class Stepper:
    """Takes a hub from step to step; data time runs `speed` times as fast as real time.

    Speed 0 is as fast as the hub answers.
    """

    def __init__(
        self,
        uplink: Uplink,
        scene: Scene,
        *,
        speed: float,
        elapsed: Callable[[], float],
        stop: threading.Event,
    ) -> None:
        self._uplink = uplink
        self._scene = scene
        self._speed = speed
        self._elapsed = elapsed
        self._stop = stop
        self._left = 0  # deliveries that the hub holds from a driver before this one
        self._due = 0.0  # real time (s) at which the next stretch may begin
        self._now = 0
        self._began = (0, 0.0)

    @property
    def stopped(self) -> bool:
        """Tell whether to go no further."""
        return self._stop.is_set()

    def greet(self, now: int) -> None:
        """Wait until a hub listens: what is said before is lost on it."""
        for _ in range(HELLO_TRIES):
            self._uplink.say(ClockStep(now=now, speed=self._speed, sent=0))
            if self._stop.is_set() or self._uplink.adopted(now, HELLO_S):
                self._left = self._uplink.held
                self._now, self._due = now, self._elapsed()
                self._began = (now, self._due)
                return
        raise HubUnreachable("hub_silent", address=self._uplink.address)

    def jump(self, until: int) -> None:
        """Step to `until` (ms) at once."""
        self._finish(until, self._publish(until))
        self._due = self._elapsed()
        self._began = (until, self._due)

    def stroll(self, until: int) -> None:
        """Step to `until` (ms) in its own time, saying things as their moments come."""
        since = self._now
        lasts_s = (until - since) / 1000 / self._speed if self._speed else 0.0
        slices = max(1, round(lasts_s / SLICE_S))
        sent = 0
        for part in range(1, slices + 1):
            self._stop.wait(max(0.0, self._due + lasts_s * part / slices - self._elapsed()))
            if self._stop.is_set():
                return
            sent += self._publish(since + (until - since) * part // slices)
        self._finish(until, sent)
        # A hub that was slow is not made up for: data time is what the hub says it is.
        self._due = max(self._due + lasts_s, self._elapsed())

    def ask(self) -> None:
        """Let the hub say once more how things stand, after what people did meanwhile."""
        step = ClockStep(now=self._now, speed=self._pace(self._now), sent=0)
        self._uplink.ask(step, ANSWER_S)

    def _publish(self, until: int) -> int:
        said = self._scene.step(until)
        for publication in said:
            self._uplink.publish(publication)
        return len(said)

    def _finish(self, now: int, sent: int) -> None:
        sent += self._left
        for attempt in range(TRIES):
            if self._stop.is_set():
                return
            told = sent if attempt < PATIENT_TRIES else 0
            self._uplink.say(ClockStep(now=now, speed=self._pace(now), sent=told))
            if self._uplink.adopted(now, ANSWER_S):
                self._now, self._left = now, 0
                return
        raise HubUnreachable("hub_silent", address=self._uplink.address)

    def _pace(self, now: int) -> float:
        """Return how fast data time runs; where the hub sets the pace, as fast as it did so far."""
        if self._speed:
            return self._speed
        since, began = self._began
        passed_s = self._elapsed() - began
        return round((now - since) / 1000 / passed_s) if passed_s > 0 else self._speed
