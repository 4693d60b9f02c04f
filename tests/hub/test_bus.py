"""What followers hear while nothing happens."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from console.contract.facts import Fact
from console.contract.hub import Beat
from console.hub.bus import BEAT_S, Bus

COMMIT_S = 0.25


def nothing(_after: int, _count: int) -> Sequence[Fact]:
    """A store without facts."""
    return ()


async def test_the_hub_beats_while_readings_are_committed_that_change_nothing() -> None:
    bus = Bus(nothing, lambda: Beat(as_of=0, now=1))
    heard: list[bytes] = []

    async def listen() -> None:
        async for events in bus.follow(0):
            heard.append(events)

    listener = asyncio.create_task(listen())
    for _ in range(round(1.5 * BEAT_S / COMMIT_S)):
        await asyncio.sleep(COMMIT_S)
        bus.publish(())
    bus.stop()
    await listener
    assert len(heard) > 1
    assert all(events.startswith(b"event: beat") for events in heard)
