"""One quick look at the hub: an answer at once or none, without the weight of a whole client."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import quote

from console.clock import WallClock

CHUNK = 256 * 1024
MOST = 64 * 1024 * 1024  # bytes of an answer; a hub says no more
HEAD_END = b"\r\n\r\n"


def glimpse(hub: Path, view: str, *, patience_s: float) -> bytes | None:
    """Return what the hub answers for `view` ("alerts?limit=9") within `patience_s`, or None."""
    clock = WallClock()
    until = clock.elapsed() + patience_s
    answer = bytearray()
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
            asking.settimeout(patience_s)
            asking.connect(str(hub))
            # 1.0: the answer ends where the connection does.
            path = quote(view, safe="/?=&,.:@-_%")
            asking.sendall(f"GET /v1/{path} HTTP/1.0\r\nHost: hub\r\n\r\n".encode())
            while part := asking.recv(CHUNK):
                answer += part
                left = until - clock.elapsed()
                if left <= 0 or len(answer) > MOST:
                    return None
                asking.settimeout(left)
    except OSError:
        return None
    head, _, body = bytes(answer).partition(HEAD_END)
    return body if head.split(b" ", 2)[1:2] == [b"200"] else None
