"""The hub's door: a Unix socket of our own making, where every caller is known by account."""

from __future__ import annotations

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

    The caller holds the data folder's lock, so no live hub of this site can be at `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    umask = os.umask(MODE_UMASK)
    try:
        listener.bind(str(path))
    finally:
        os.umask(umask)
    try:
        listener.listen(BACKLOG)
        yield listener
    finally:
        listener.close()
        path.unlink(missing_ok=True)
