"""The hub, put together: start order, loops, and an orderly end."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from socket import socket
from typing import Any

import structlog

from console import __version__
from console.clock import Clock, SteppedClock, WallClock
from console.domain.facts import HubStarted
from console.domain.sites import Site
from console.hub.door import Server, bound_socket, make_server
from console.hub.lock import FolderLock
from console.hub.own_device import with_hub
from console.hub.parts import Parts
from console.hub.upkeep import Retention
from console.settings import Settings
from console.store.ballast import make_room

SWITCH_S = 0.0005

log = structlog.get_logger()


def run(settings: Settings, site: Site, *, drill_from: int | None = None) -> int:
    """Run the hub until SIGTERM or SIGINT; return the exit code.

    With `drill_from` (ms) it holds a drill: data time starts there and stands still until a
    driver steps it.
    """
    clock = WallClock() if drill_from is None else SteppedClock(drill_from)
    # Three threads share one interpreter: hand over often, so that none keeps the broker waiting.
    sys.setswitchinterval(SWITCH_S)
    asyncio.run(_run(settings, with_hub(site, reserve_mib=settings.disk_reserve_mb), clock))
    return 0


async def _run(settings: Settings, site: Site, clock: Clock) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        # Neither the broker's folder nor a socket's path is safe without the lock.
        stack.enter_context(FolderLock(settings.data))
        make_room(settings.data)
        parts = Parts(settings, site, clock)
        stack.push_async_callback(parts.close)
        await parts.broker.start()
        await _begin(parts, clock)
        listener = stack.enter_context(bound_socket(settings.socket))
        parts.connect()
        server = make_server(parts.app)
        log.info("hub ready", site=site.id, socket=str(settings.socket), broker=parts.broker.url)
        await _until_stopped(stop, parts, settings, server, listener)


async def _begin(parts: Parts, clock: Clock) -> None:
    """Take up where the store left off, as the first fact of this run.

    A drill goes on from what its store holds: data time never runs backwards.
    """
    if isinstance(clock, SteppedClock):
        clock.step(parts.loaded.last_at)
    async with parts.journal.turn:
        parts.engine.begin(parts.loaded.newest, clock.now(), parts.history)
        started = HubStarted(version=__version__)
        await parts.journal.commit(more=[(clock.now(), started)])


async def _until_stopped(
    stop: asyncio.Event, parts: Parts, settings: Settings, server: Server, listener: socket
) -> None:
    """Run every loop until `stop`; the first that ends by itself ends them all, and the hub."""
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    loops = [asyncio.create_task(work) for work in _loops(parts, settings)]
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([stopping, serving, *loops], return_when=asyncio.FIRST_COMPLETED)
    finally:
        parts.bus.stop()
        server.should_exit = True
        for task in (stopping, *loops):
            task.cancel()
        ended = await asyncio.gather(serving, *loops, return_exceptions=True)
    for result in ended:
        if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
            raise result


def _loops(parts: Parts, settings: Settings) -> list[Coroutine[Any, Any, None]]:
    return [
        parts.flow.receive(parts.mailbox, parts.link, parts.drill, mail=parts.mail),
        parts.flow.pass_time(parts.link, parts.drill, on_connect=parts.announcer.tell_all),
        parts.broker.watch(),
        parts.upkeep.watch_disk(parts.flow, settings.disk_reserve_mb),
        parts.upkeep.forget(
            Retention(
                readings_days=settings.retention_days, minutes_days=settings.retention_minutes_days
            )
        ),
        parts.probe(),
        parts.announcer.devices.tell_again(),
        parts.deliver(),
    ]
