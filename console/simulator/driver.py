"""Drives a simulated community: steps a drill's data time, or follows the time of day."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import msgspec

from console.clock import Clock
from console.contract.drill import ClockStep
from console.contract.telemetry import Topics
from console.contract.views import BrokerAccess
from console.domain.ids import DeviceId
from console.domain.sites import Site, ancestors
from console.errors import HubUnreachable
from console.simulator.broker import Uplink
from console.simulator.world import World

WARM_UP_MS = 30 * 60_000  # data time before the start that is told in one go, for the trends
WARM_STEP_MS = 60_000
STEP_MS = 15_000  # data time between two steps, at any speed: so speed changes no fact
# A hub acknowledges what it holds only after the step; brokers stop sending beyond a window.
SENT_MAX = 500
SLICE_S = 0.4  # real time between two bursts of messages within a step
LIVE_TICK_S = 0.5
LIVE_OPENING_S = 20.0
ANSWER_S = 2.0  # how long the hub may take before the step is said again
PATIENT_TRIES = 3  # with the true count; afterwards the hub takes what it has
TRIES = 15
HELLO_S = 0.5  # how often the hub is asked whether it listens yet
HELLO_TRIES = 120


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to simulate: `start` is the data time (ms) at which the warm-up is over.

    Data time runs `speed` times as fast as real time. A `live` run follows the time of day and
    ignores both.
    """

    seed: int = 1
    speed: float = 60.0
    start: int = 0
    live: bool = False


def drive(
    access: BrokerAccess, site: Site, plan: Plan, *, clock: Clock, stop: threading.Event
) -> None:
    """Run the plan until `stop`; raise `HubUnreachable` when broker or hub stop answering.

    Devices are announced online with retained statuses, which stay when the run is over.
    """
    uplink = Uplink(access, Topics(site.root, site.id), mainstay(site))
    uplink.connect()
    try:
        if plan.live:
            _live(uplink, site, plan, clock, stop)
        else:
            _Drill(uplink, site, plan, clock, stop).run()
    finally:
        uplink.close()


def mainstay(site: Site) -> DeviceId | None:
    """Return the device that most others hang behind."""
    weight = dict.fromkeys(site.devices, 0)
    for device in site.devices:
        for above in ancestors(site, device):
            weight[above] += 1
    return max(weight, key=lambda device: weight[device], default=None)


class _Drill:
    """One drill: publish a step, say the time, wait for the hub, and so on."""

    def __init__(
        self, uplink: Uplink, site: Site, plan: Plan, clock: Clock, stop: threading.Event
    ) -> None:
        self._uplink = uplink
        self._world = World(site, plan.seed, opens_after_s=WARM_UP_MS / 1000)
        self._plan = plan
        self._elapsed: Callable[[], float] = clock.elapsed
        self._stop = stop
        self._step_ms = step_ms(site)

    def run(self) -> None:
        """Warm up in one go, then keep pace until stopped."""
        now = self._plan.start - WARM_UP_MS
        self._await_hub(now - 1)  # a moment of its own: its answer is no answer to the next
        self._advance(now)
        while now < self._plan.start and not self._stop.is_set():
            now = min(now + min(self._step_ms * 4, WARM_STEP_MS), self._plan.start)
            self._advance(now)
        begun = self._elapsed()
        while not self._stop.is_set():
            step_s = self._step_ms / 1000 / self._plan.speed
            sent = sum(self._slices(now, begun, step_s))
            now += self._step_ms
            self._finish(now, sent)
            # A hub that was slow is not made up for: data time is what the hub says it is.
            begun = max(begun + step_s, self._elapsed())

    def _advance(self, now: int) -> None:
        self._finish(now, self._publish(now))

    def _slices(self, now: int, begun: float, step_s: float) -> Iterator[int]:
        """Publish the step after `now` in bursts as its time comes; yield how many each."""
        slices = max(1, round(step_s / SLICE_S))
        for part in range(1, slices + 1):
            self._stop.wait(max(0.0, begun + step_s * part / slices - self._elapsed()))
            if self._stop.is_set():
                return
            yield self._publish(now + self._step_ms * part // slices)

    def _publish(self, until: int) -> int:
        said = self._world.step(until)
        for publication in said:
            self._uplink.publish(publication)
        return len(said)

    def _await_hub(self, now: int) -> None:
        """Wait until a hub listens: what is said before is lost on it."""
        for _ in range(HELLO_TRIES):
            self._uplink.say(ClockStep(now=now, speed=self._plan.speed, sent=0))
            if self._stop.is_set() or self._uplink.adopted(now, HELLO_S):
                return
        raise HubUnreachable("hub_silent", address=self._uplink.address)

    def _finish(self, now: int, sent: int) -> None:
        for attempt in range(TRIES):
            if self._stop.is_set():
                return
            told = sent if attempt < PATIENT_TRIES else 0
            self._uplink.say(ClockStep(now=now, speed=self._plan.speed, sent=told))
            if self._uplink.adopted(now, ANSWER_S):
                return
        raise HubUnreachable("hub_silent", address=self._uplink.address)


def step_ms(site: Site) -> int:
    """Return how much data time a step takes: less for a site that says more."""
    per_s = sum(
        1 / period_s
        for device in site.devices.values()
        for period_s in {sensor.period_s for sensor in device.sensors}
    )
    return max(1000, min(STEP_MS, int(SENT_MAX / per_s * 1000))) if per_s else STEP_MS


def _live(uplink: Uplink, site: Site, plan: Plan, clock: Clock, stop: threading.Event) -> None:
    world = World(site, plan.seed, opens_after_s=LIVE_OPENING_S)
    while not stop.is_set():
        for publication in world.step(clock.now()):
            uplink.publish(publication)
        stop.wait(LIVE_TICK_S)
