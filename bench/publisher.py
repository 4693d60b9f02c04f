"""A publisher that is not the bottleneck: MQTT 3.1.1 packets, prepared beforehand, pipelined."""

from __future__ import annotations

import selectors
import socket
import struct
from collections.abc import Iterable, Iterator

CHUNK = 64 * 1024
WINDOW = 2_000  # QoS 1 messages without a PUBACK


class Publisher:
    """One connection; `send` returns once all is written and, with QoS 1, acknowledged."""

    def __init__(self, host: str, port: int, username: str, password: str) -> None:
        self._socket = socket.create_connection((host, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(_connect(username, password))
        answer = self._socket.recv(4)
        if answer[3:] != b"\x00":
            raise ConnectionError(answer)
        self.acknowledged = 0

    def send(self, messages: Iterable[tuple[str, bytes]], qos: int) -> int:
        """Publish all messages; return how many."""
        sent = 0
        waiting = 0
        for burst in _bursts(messages, qos):
            self._socket.sendall(b"".join(burst))
            sent += len(burst)
            waiting += len(burst) * qos
            while waiting > WINDOW:
                waiting -= self._acks()
        while waiting:
            waiting -= self._acks()
        return sent

    def close(self) -> None:
        """Leave politely."""
        self._socket.sendall(b"\xe0\x00")
        self._socket.close()

    def _acks(self) -> int:
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.select(10)
        self._rest = getattr(self, "_rest", b"") + self._socket.recv(CHUNK)
        whole = len(self._rest) // 4  # a PUBACK is four bytes
        self._rest = self._rest[whole * 4 :]
        self.acknowledged += whole
        return whole


def _connect(username: str, password: str) -> bytes:
    body = _text("MQTT") + b"\x04\xc2\x00\x3c" + _text("") + _text(username) + _text(password)
    return b"\x10" + _length(len(body)) + body


def _bursts(messages: Iterable[tuple[str, bytes]], qos: int) -> Iterator[list[bytes]]:
    burst: list[bytes] = []
    for number, (topic, payload) in enumerate(messages):
        mid = struct.pack("!H", number % 65_535 + 1) if qos else b""
        body = _text(topic) + mid + payload
        burst.append(bytes([0x30 | qos << 1]) + _length(len(body)) + body)
        if len(burst) == 200:
            yield burst
            burst = []
    if burst:
        yield burst


def _text(value: str) -> bytes:
    encoded = value.encode()
    return struct.pack("!H", len(encoded)) + encoded


def _length(size: int) -> bytes:
    out = bytearray()
    while True:
        size, digit = divmod(size, 128)
        out.append(digit | (0x80 if size else 0))
        if not size:
            return bytes(out)
