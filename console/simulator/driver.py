"""Drives a simulated community: steps a drill's data time, or follows the time of day."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping

import msgspec

from console.clock import Clock
from console.contract.telemetry import Topics
from console.contract.views import BrokerAccess
from console.domain.ids import ControlId, DeviceId, SensorId
from console.domain.sites import Site, ancestors
from console.simulator.broker import Uplink
from console.simulator.faults import Fault
from console.simulator.messages import Publication
from console.simulator.obeying import DELAY_MS
from console.simulator.play import Ending, Interlude
from console.simulator.plot import Plot
from console.simulator.steps import Stepper
from console.simulator.world import World

WARM_UP_MS = 30 * 60_000  # data time before the start that is told in one go, for the trends
WARM_STEP_MS = 60_000
STEP_MS = 15_000  # data time between two steps, at any speed: so speed changes no fact
STEP_MS_LEAST = 1_000
# A hub acknowledges what it holds only after the step; brokers stop sending beyond a window.
SENT_MAX = 500
LIVE_TICK_S = 0.5
TOLD_S = 2.0  # how long a step waits for what the hub says it told devices
LIVE_OPENING_S = 20.0


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to simulate: `start` is the data time (ms) at which the warm-up is over.

    Data time runs `speed` times as fast as real time (0: as fast as the hub answers). A `live`
    run follows the time of day and ignores both. A story is what its `plot` does to the world
    and what people do about it in each `interlude`. What is `broken` breaks when it begins.
    """

    seed: int = 1
    speed: float = 60.0
    start: int = 0
    live: bool = False
    plot: Plot | None = None
    interlude: Interlude | None = None
    broken: Mapping[SensorId | ControlId, Fault] = {}


def drive(
    access: BrokerAccess, site: Site, plan: Plan, *, clock: Clock, stop: threading.Event
) -> Ending | None:
    """Run the plan until `stop`, or until its story ends; return how that ended.

    Raise `HubUnreachable` when broker or hub stop answering. Devices are announced online with
    retained statuses, which stay when the run is over.
    """
    uplink = Uplink(access, Topics(site.root, site.id), mainstay(site))
    uplink.connect()
    try:
        run = _live if plan.live else _drill
        return run(uplink, site, plan, clock, stop)
    finally:
        uplink.close()


def mainstay(site: Site) -> DeviceId | None:
    """Return the device that most others hang behind."""
    weight = dict.fromkeys(site.devices, 0)
    for device in site.devices:
        for above in ancestors(site, device):
            weight[above] += 1
    return max(weight, key=lambda device: weight[device], default=None)


def step_ms(site: Site) -> int:
    """Return how much data time a step takes: less for a site that says more.

    A hub that trips an interlock early in a step tells the device at its end: the answer is to
    come before the time for that is over.
    """
    per_s = sum(
        1 / period_s
        for device in site.devices.values()
        for period_s in {sensor.period_s for sensor in device.sensors}
    )
    confirm_s = min((one.confirm_s for one in site.controls().values()), default=math.inf)
    said_ms = SENT_MAX / per_s * 1000 if per_s else math.inf
    obeyed_ms = confirm_s * 1000 - DELAY_MS[1] - STEP_MS_LEAST // 2
    return int(max(STEP_MS_LEAST, min(STEP_MS, said_ms, obeyed_ms)))


def _drill(
    uplink: Uplink, site: Site, plan: Plan, clock: Clock, stop: threading.Event
) -> Ending | None:
    """Warm up in one go, then keep pace."""
    world = World(
        site, plan.seed, opens_after_s=WARM_UP_MS / 1000, plot=plan.plot, broken=plan.broken
    )
    hearing = _Hearing(uplink, world)
    stepper = Stepper(uplink, hearing, speed=plan.speed, elapsed=clock.elapsed, stop=stop)
    now, each = plan.start - WARM_UP_MS, step_ms(site)
    stepper.greet(now - 1)  # a moment of its own: its answer is no answer to the next
    stepper.jump(now)
    while now < plan.start and not stepper.stopped:
        now = min(now + min(each * 4, WARM_STEP_MS), plan.start)
        stepper.jump(now)
        hearing.stand(now)
    ending = None
    while ending is None and not stepper.stopped:
        now += each
        stepper.stroll(now)
        hearing.stand(now)
        if plan.interlude and not stepper.stopped:
            ending = plan.interlude.turn(now, uplink.report)
            if site.controls():  # people may have told devices something: wait for that, too
                stepper.ask()
                hearing.stand(now)
    return ending


class _Hearing:
    """The world, with devices that hear the hub: what it told by a step, at that step's moment.

    So the same in every run; what people tell while data time stands still comes to the same.
    """

    def __init__(self, uplink: Uplink, world: World) -> None:
        self._uplink = uplink
        self._world = world
        self._now: int | None = None

    def step(self, until: int) -> list[Publication]:
        """Return what is said up to `until` (ms), of what was told meanwhile, too."""
        self._obey(0.0)
        return self._world.step(until)

    def stand(self, now: int) -> None:
        """Let devices hear all that the hub told them in the step to `now` (ms)."""
        self._now = now
        self._obey(TOLD_S)

    def _obey(self, patience_s: float) -> None:
        if self._now is not None:
            for told in self._uplink.told(patience_s):
                self._world.obey(told, self._now)


def _live(
    uplink: Uplink, site: Site, plan: Plan, clock: Clock, stop: threading.Event
) -> Ending | None:
    world = World(site, plan.seed, opens_after_s=LIVE_OPENING_S, plot=plan.plot, broken=plan.broken)
    ending = None
    while ending is None and not stop.is_set():
        now = clock.now()
        for told in uplink.told(0.0):
            world.obey(told, now)
        for publication in world.step(now):
            uplink.publish(publication)
        if plan.interlude:
            ending = plan.interlude.turn(now, uplink.report)
        stop.wait(LIVE_TICK_S)
    return ending
