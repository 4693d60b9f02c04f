"""HTTP over a Unix socket for httpx: no TLS, no proxies, nothing left open when refused.

httpx's own transport makes a TLS context in any case and leaks the socket of a refused
connection until it is collected.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast
from weakref import WeakSet

import httpcore
import httpx


class SocketTransport(httpx.BaseTransport):
    """Carries requests to the server at `path`; idle connections are given up after `idle_s`.

    Raises httpcore's errors, not httpx's.
    """

    def __init__(self, path: str, *, idle_s: float) -> None:
        self._sockets = _Sockets()
        self._pool = httpcore.ConnectionPool(
            uds=path, keepalive_expiry=idle_s, network_backend=self._sockets
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`; the body of the response is yet to be read."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=cast(httpx.SyncByteStream, request.stream),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Give up all connections; whoever still waits for an answer waits no longer."""
        self._sockets.shut()
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Sockets(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shut = False
        self._open: WeakSet[socket.socket] = WeakSet()

    def shut(self) -> None:
        """End every connection, and let none begin."""
        with self._lock:
            self._shut = True
            for sock in self._open:
                with suppress(OSError):  # it may have ended by itself
                    sock.shutdown(socket.SHUT_RDWR)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with _told_as(httpcore.ConnectTimeout, httpcore.ConnectError):
            try:
                sock.settimeout(timeout)
                sock.connect(path)
                with self._lock:
                    self._open.add(sock)
                    if self._shut:
                        raise ConnectionAbortedError("closed")
            except BaseException:
                sock.close()
                raise
        return _Connection(sock)


class _Connection(httpcore.NetworkStream):
    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with _told_as(httpcore.ReadTimeout, httpcore.ReadError):
            self._sock.settimeout(timeout)
            return self._sock.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _told_as(httpcore.WriteTimeout, httpcore.WriteError):
            self._sock.settimeout(timeout)
            self._sock.sendall(buffer)

    def close(self) -> None:
        self._sock.close()

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "socket":
                return self._sock
            case "is_readable":  # an idle connection with something to read was closed
                return self._sock.fileno() < 0 or _is_readable(self._sock)
            case _:
                return None


def _is_readable(sock: socket.socket) -> bool:
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


@contextmanager
def _told_as(timeout: type[Exception], failure: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise timeout(str(error)) from error
    except OSError as error:
        raise failure(str(error)) from error
