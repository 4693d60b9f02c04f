"""What must be said to the embedded server in its own protocol: caps, windows, queue size."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any, Self

import msgspec

from console.errors import HubUnreachable
from console.hub.server_config import ACK_WAIT_S, QUEUE_BYTES, RETAINED_BYTES, WINDOW

QUEUE = "$MQTT_msgs"
RETAINED = "$MQTT_rmsgs"
ANSWER_TIMEOUT_S = 10.0
LINE_LIMIT = 8 * 1024 * 1024
NANOSECOND_S = 1_000_000_000
NO_STREAM = 10059
# Discarding new ones cuts publishers off at the cap but never loses what was acknowledged.
STREAMS: dict[str, dict[str, Any]] = {
    QUEUE: {
        "subjects": ["$MQTT.msgs.>"],
        "retention": "interest",
        "discard": "new",
        "max_bytes": QUEUE_BYTES,
    },
    RETAINED: {
        "subjects": ["$MQTT.rmsgs.>"],
        "retention": "limits",
        "discard": "new",
        "max_msgs_per_subject": 1,
        "max_bytes": RETAINED_BYTES,
    },
}


class ServerRefusal(Exception):
    """The server answered with an error; `number` is its own code."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self.number = number


class ServerSession:
    """One short conversation with the server over its own port.

    Raises HubUnreachable("broker_silent") when the server does not answer, ServerRefusal when
    it says no.
    """

    def __init__(self, port: int, user: str, password: str) -> None:
        self._port = port
        self._login = {"user": user, "pass": password, "verbose": False, "pedantic": False}
        self._asked = 0

    async def __aenter__(self) -> Self:
        try:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self._port, limit=LINE_LIMIT
            )
        except OSError as error:
            raise self._silent() from error
        login = msgspec.json.encode(self._login)
        self._writer.write(b"CONNECT %b\r\nSUB answer.* 1\r\n" % login)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()

    async def cap_streams(self) -> None:
        """Make the two streams that grow, or bring those that are there to our caps."""
        for name, wanted in STREAMS.items():
            body = {"name": name, "storage": "file", "num_replicas": 1, **wanted}
            try:
                kept = (await self.ask(f"STREAM.INFO.{name}"))["config"]
            except ServerRefusal as refusal:
                if refusal.number != NO_STREAM:
                    raise
                await self.ask(f"STREAM.CREATE.{name}", body)
            else:
                if not wanted.items() <= kept.items():
                    await self.ask(f"STREAM.UPDATE.{name}", {**kept, **wanted})

    async def set_windows(self) -> int:
        """Give every durable consumer today's window; a changed file alone never does.

        Return how many were changed.
        """
        wanted = {"ack_wait": ACK_WAIT_S * NANOSECOND_S, "max_ack_pending": WINDOW}
        changed = offset = 0
        while True:
            page = await self.ask(f"CONSUMER.LIST.{QUEUE}", {"offset": offset})
            consumers = page.get("consumers") or []
            for consumer in consumers:
                config = consumer["config"]
                if wanted.items() <= config.items():
                    continue
                await self.ask(
                    f"CONSUMER.DURABLE.CREATE.{QUEUE}.{consumer['name']}",
                    {"stream_name": QUEUE, "config": {**config, **wanted}, "action": "update"},
                )
                changed += 1
            offset += len(consumers)
            if not consumers or offset >= page["total"]:
                return changed

    async def queue_bytes(self) -> int:
        """Return what the queue holds on disk."""
        answer = await self.ask(f"STREAM.INFO.{QUEUE}")
        return int(answer["state"]["bytes"])

    async def ask(self, question: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask the server's stream API and return its answer."""
        content = msgspec.json.encode(body) if body is not None else b""
        return await self.request(f"$JS.API.{question}", content)

    async def request(self, subject: str, content: bytes) -> dict[str, Any]:
        """Publish with an address for the answer, and wait for it."""
        self._asked += 1
        inbox = f"answer.{self._asked}".encode()
        self._writer.write(
            b"PUB %b %b %d\r\n%b\r\n" % (subject.encode(), inbox, len(content), content)
        )
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                answer = msgspec.json.decode(await self._answer(inbox), type=dict[str, Any])
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            raise self._silent() from error
        if problem := answer.get("error"):
            raise ServerRefusal(problem.get("err_code", 0), problem.get("description", ""))
        return answer

    async def _answer(self, inbox: bytes) -> bytes:
        while True:
            words = (await self._reader.readuntil(b"\r\n")).split()
            match words:
                case [b"PING", *_]:
                    self._writer.write(b"PONG\r\n")
                case [b"-ERR", *rest]:
                    raise ServerRefusal(0, b" ".join(rest).decode("utf-8", "replace"))
                case [b"MSG" | b"HMSG", subject, *_, size]:
                    content = await self._reader.readexactly(int(size) + 2)
                    if subject == inbox:
                        # Headers come only with "no responders": nobody there to answer.
                        return content[:-2] if words[0] == b"MSG" else b""
                case _:
                    continue

    def _silent(self) -> HubUnreachable:
        return HubUnreachable("broker_silent", address=f"127.0.0.1:{self._port}")


async def knock(host: str, port: int, *, user: str, password: str) -> None:
    """Open one MQTT connection and drop it: the first one makes the server load what it retained.

    A client that subscribes as the very first one gets no retained message at all.
    Raise HubUnreachable when the server does not let us in.
    """
    strings = b"".join(
        len(text).to_bytes(2, "big") + text for text in (b"", user.encode(), password.encode())
    )
    # MQTT 3.1.1, user + password + clean session, keep-alive 30 s, no client id.
    body = b"\x00\x04MQTT\x04\xc2\x00\x1e" + strings
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(bytes([0x10, len(body)]) + body)
            answer = await reader.readexactly(4)
            writer.write(b"\xe0\x00")
            writer.close()
            await writer.wait_closed()
    except (OSError, EOFError) as error:
        raise HubUnreachable("broker_silent", address=f"{host}:{port}") from error
    if answer != b"\x20\x02\x00\x00":
        raise HubUnreachable("broker_silent", address=f"{host}:{port}")
