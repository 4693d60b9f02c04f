"""A service that notices are sent to: a real HTTP server that can be down, slow or unwilling."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PATIENCE_S = 20.0


class Receiver:
    """Takes what is posted to it; `status` is what it answers, `answer` the body.

    While `slow` is cleared a post waits for it to be set before it is answered.
    """

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.status = 200
        self.answer: dict[str, Any] = {}
        self.got: list[dict[str, Any]] = []
        self.asked = 0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._server: ThreadingHTTPServer | None = None

    def url(self, secret: str = "") -> str:
        """Return its address as a webhook of apprise's."""
        return f"json://127.0.0.1:{self.port}/{secret}"

    def start(self) -> None:
        """Begin to listen."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Listen no more; what is posted is refused by the machine."""
        self.may_answer.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.asked += 1
            receiver.may_answer.wait(PATIENCE_S)
            status = receiver.status
            if status < 300:
                receiver.got.append(json.loads(body))
            answer = json.dumps(receiver.answer).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except OSError:
                self.close_connection = True  # whoever posted waits no more

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Have a receiver listen for the length of a test."""
    receiver = Receiver()
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()


def write_channels(file: Path, channels: dict[str, str]) -> Path:
    """Write a file of channels as it has to be."""
    lines = [f"[channels.{name}]\nurl = {json.dumps(url)}\n" for name, url in channels.items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    file.chmod(0o600)
    return file
