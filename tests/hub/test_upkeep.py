"""What the hub measures of itself, and what that leaves alone."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from console.clock import SteppedClock
from console.contract.hub import Beat
from console.domain.alerts import Shelf
from console.domain.ids import AlertId
from console.domain.readings import Reading
from console.domain.stimuli import Shelve
from console.hub.board import Board
from console.hub.bus import Bus
from console.hub.engine import Engine
from console.hub.flow import Flow
from console.hub.intake import Intake
from console.hub.journal import Journal
from console.hub.own_device import DISK_FREE, with_hub
from console.hub.tally import Tally
from console.hub.upkeep import Upkeep
from console.store.store import Store
from tests.sites import sensor_of, small_site

T = 1_790_000_000_000
HOUR_MS = 3_600_000
A1 = AlertId("A-1")


async def measure_once(folder: Path, engine: Engine, now: int) -> None:
    """Let the hub watch its disk until it has measured it."""
    site, clock = engine.site, SteppedClock(now)
    store = Store(folder, sensors=site.sensors())
    bus = Bus(store.facts, lambda: Beat(as_of=0, now=now))
    journal = Journal(engine, store, Board(site.sensors()), bus)
    flow = Flow(site, clock, engine, Intake(site, engine, Tally()), journal=journal)
    watching = asyncio.create_task(Upkeep(clock, engine, journal, store).watch_disk(flow, 0))
    while engine.newest(DISK_FREE) is None and not watching.done():
        await asyncio.sleep(0.01)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    store.close()


def test_its_own_reading_lets_no_time_pass_before_what_waits_on_the_broker(
    tmp_path: Path,
) -> None:
    engine = Engine(with_hub(small_site(), reserve_mib=0), (), next_alert=1)
    engine.begin({}, T)
    engine.measure(Reading(sensor_of("p1"), T, 150))
    shelf = Shelf(until=T + HOUR_MS, by="Li", at=T, reason="lens")
    engine.act(A1, Shelve(shelf), T)
    asyncio.run(measure_once(tmp_path, engine, T + 2 * HOUR_MS))
    assert engine.alert(A1).shelf is not None
    engine.pass_time(T + 2 * HOUR_MS)
    assert engine.alert(A1).shelf is None
