"""A hub of a few answers on a real Unix socket, which can also be slow, torn, full or gone."""

from __future__ import annotations

import queue
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from console.clock import utc
from console.contract.codec import encode
from console.contract.facts import Fact
from console.contract.hub import Beat
from console.contract.views import BrokerAccess, Snapshot, WhoAmI
from console.domain.facts import DeviceCameOnline, What
from console.domain.ids import DeviceId, SiteId
from console.domain.sites import Site
from console.domain.values import Bilingual

NOON = 1_800_000_000_000

END = object()  # the stream ends as HTTP says it should
TEAR = object()  # the stream ends in the middle of a chunk
HANG = object()  # the connection stays, and nothing more comes


class Asked(msgspec.Struct, frozen=True):
    """What a client sent."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes


class SmallHub:
    """Serves `answers` by path; each follower gets its own queue of what to send."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.asked: list[Asked] = []
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.followers: queue.Queue[queue.Queue[object]] = queue.Queue()
        self.release = threading.Event()
        self.silent = False
        self.as_of = 0
        self._server: Any = None

    def start(self) -> None:
        """Listen."""
        self.socket.unlink(missing_ok=True)
        hub = self

        class Handler(_Handler):
            small = hub
            release = self.release = threading.Event()

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True
            request_queue_size = 50

            def handle_error(self, request: Any, client_address: Any) -> None:
                if not isinstance(sys.exc_info()[1], ConnectionError):  # clients may just leave
                    super().handle_error(request, client_address)

        self._server = Server(str(self.socket), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening and let every stream go."""
        self.release.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        self.socket.unlink(missing_ok=True)

    def answer(self, path: str, value: Any, status: int = 200) -> None:
        """Answer `path` with `value` from now on."""
        self.answers[path] = (status, value if isinstance(value, bytes) else encode(value))

    def refuse(
        self, path: str, kind: str, code: str, status: int, parameters: dict[str, Any]
    ) -> None:
        """Refuse `path` from now on."""
        error = {"kind": kind, "code": code, "parameters": parameters}
        self.answer(path, {"error": error}, status)

    def follower(self) -> queue.Queue[object]:
        """Wait for the next follower; what is put in its queue is sent to it."""
        return self.followers.get(timeout=10)

    def set_snapshot(self, as_of: int) -> None:
        """Say from now on that nothing stands at `as_of`."""
        self.as_of = as_of
        self.answer("/v1/snapshot", snapshot(as_of))


class _Handler(BaseHTTPRequestHandler):
    small: SmallHub
    release: threading.Event
    protocol_version = "HTTP/1.1"

    def address_string(self) -> str:
        return "unix"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.release.is_set():
            self.close_connection = True
            return
        self._remember(b"")
        if self.small.silent:
            self.release.wait(30)
            return
        if urlsplit(self.path).path == "/v1/facts" and "/v1/facts" not in self.small.answers:
            self._tell()
        else:
            self._answer()

    def do_POST(self) -> None:
        self._remember(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer()

    def _remember(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = parse_qs(parts.query, keep_blank_values=True)
        self.small.asked.append(Asked(self.command, parts.path, query, headers, body))

    def _answer(self) -> None:
        missing = (404, b'{"error": {"kind": "NotFound", "code": "no_such_view"}}')
        path = self.path if self.path in self.small.answers else urlsplit(self.path).path
        status, body = self.small.answers.get(path, missing)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _tell(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        script: queue.Queue[object] = queue.Queue()
        self.small.followers.put(script)
        try:
            self._play(script)
        except (BrokenPipeError, ConnectionResetError):
            return

    def _play(self, script: queue.Queue[object]) -> None:
        while not self.release.is_set():
            try:
                step = script.get(timeout=0.05)
            except queue.Empty:
                continue
            if step is HANG:
                self.release.wait(30)
            elif step is TEAR:
                self.wfile.write(b"fff\r\nid: 9\nevent: fact\nda")
                return
            elif step is END:
                self.wfile.write(b"0\r\n\r\n")
                return
            else:
                said = sse(step)
                self.wfile.write(b"%x\r\n%s\r\n" % (len(said), said))


def sse(step: object) -> bytes:
    """Return `step` as the hub would say it; bytes are said as they are."""
    match step:
        case Fact():
            return b"id: %d\nevent: fact\ndata: %s\n\n" % (step.n, encode(step))
        case Beat():
            return b"event: beat\ndata: %s\n\n" % encode(step)
        case bytes():
            return step
        case _:
            raise TypeError(step)


def fact(n: int, what: What | None = None) -> Fact:
    """Return fact number `n`, a second after the one before."""
    happened = what if what is not None else DeviceCameOnline(device=DeviceId("gate-1"))
    return Fact(n=n, at=utc(NOON + n * 1000), what=happened)


def site() -> Site:
    """Return a community of nothing."""
    return Site(
        id=SiteId("small"),
        name=Bilingual(zh="小", en="small"),
        latitude=30.0,
        longitude=120.0,
        time_zone="Asia/Shanghai",
        zones={},
        scenes={},
        devices={},
        rules={},
    )


def snapshot(as_of: int) -> Snapshot:
    """Return a picture in which nothing stands."""
    access = BrokerAccess(
        host="127.0.0.1", port=1, tls=False, username=None, password=None, root="wanshou"
    )
    return Snapshot(
        as_of=as_of,
        now=utc(NOON),
        site=site(),
        alerts=(),
        devices=(),
        latest=(),
        broker=access,
        who=WhoAmI(person="lin", seat="lin", role="operator"),
    )
