"""Serving from the first request to the last, and no process left after it."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Mapping

from aiohttp import web

from console.errors import SettingsError
from console.web.gate import ENTRANCE, Gate
from console.web.server import WebConsole

END_S = 5.0  # what open tabs have to end when we do


def serve(
    host: str, port: int, environ: Mapping[str, str], *, ready: Callable[[str], None]
) -> None:
    """Serve consoles on `host` until SIGTERM, SIGINT or SIGHUP; call `ready` with the address.

    The address lets one browser in, once. Port 0 is any that is free. Raise `SettingsError` where
    the port cannot be had.
    """
    with _listener(host, port) as listener:
        asyncio.run(_serve(listener, environ, ready))


async def _serve(
    listener: socket.socket, environ: Mapping[str, str], ready: Callable[[str], None]
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    gate = Gate()
    # No access log: it would hold the token.
    runner = web.AppRunner(WebConsole(gate, environ).app(), access_log=None, shutdown_timeout=END_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        ready(f"http://{_address(listener)}{ENTRANCE}?token={gate.token}")
        await stop.wait()
    finally:
        await runner.cleanup()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise SettingsError(
            "port_taken", file=f"{host}:{port}", key="", detail=error.strerror or ""
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
