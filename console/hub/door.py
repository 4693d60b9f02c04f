"""The hub's door: a Unix socket of our own making, where every caller is known by account."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
import struct
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from console.errors import Refused, SettingsError

MODE_UMASK = 0o117  # rw for the account and its group
PEER = struct.Struct("3i")
BACKLOG = 128
STOP_TIMEOUT_S = 2


class PeerProtocol(HttpToolsProtocol):
    """HTTP over a Unix socket, with the peer's (pid, uid, gid) beside every request."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Read the credentials the kernel vouches for."""
        super().connection_made(transport)
        peer: socket.socket = transport.get_extra_info("socket")
        packed = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size)
        credentials = PEER.unpack(packed)
        inner = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                scope["extensions"] = {**(scope.get("extensions") or {}), "peercred": credentials}
            await inner(scope, receive, send)

        self.app = app


class Server(uvicorn.Server):
    """uvicorn, with signals left to the hub."""

    def capture_signals(self) -> Any:
        """Leave the process's signals alone."""
        return nullcontext()


def make_server(app: Any) -> Server:
    """Return a server for `app` that speaks on sockets handed to it."""
    logging.getLogger("uvicorn.error").addFilter(_NotCutOff())
    return Server(
        uvicorn.Config(
            app,
            http=PeerProtocol,
            lifespan="on",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=STOP_TIMEOUT_S,
        )
    )


@contextmanager
def bound_socket(path: Path) -> Iterator[socket.socket]:
    """Bind `path` and remove it afterwards; a dead hub's leftover is replaced.

    Raise Refused("socket_in_use") where a hub of another folder answers, and SettingsError
    where there is something else, or no socket can be made.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        made = _bind(listener, path)
        try:
            yield listener
        finally:
            listener.close()
            if path.exists() and path.stat().st_ino == made:
                path.unlink()


def _bind(listener: socket.socket, path: Path) -> int:
    """Bind and listen; return the number by which the file is known again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear(path)
        umask = os.umask(MODE_UMASK)
        try:
            listener.bind(str(path))
        finally:
            os.umask(umask)
        listener.listen(BACKLOG)
        return path.stat().st_ino
    except OSError as error:
        # The one error without a number: "AF_UNIX path too long".
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise SettingsError("folder_unusable", folder=str(path), reason=reason) from error


def _clear(path: Path) -> None:
    if not path.exists():
        return
    if not path.is_socket():
        raise FileExistsError(errno.EEXIST, "not a socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        answered = caller.connect_ex(str(path)) == 0
    if answered:
        raise Refused("socket_in_use", socket=str(path))
    path.unlink()


class _NotCutOff(logging.Filter):
    """Passes over followers that do not read, and so are cut off when the hub ends."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))
