"""Facts and beats as the hub sends them, with an end that any thread can make."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Self, cast

import httpx
import msgspec

from console.client.failures import accepted, reaching, unreadable
from console.contract.codec import decode, decode_fact
from console.contract.facts import Fact
from console.contract.hub import Beat
from console.errors import HubUnreachable

if TYPE_CHECKING:
    from httpx_sse import ServerSentEvent

CONNECT_S = 2.0
# The hub beats every 2 s: a stream silent for so long is not one.
SILENCE_S = 15.0


class FellBehind(HubUnreachable):
    """Facts were dropped for this follower: what it knows no longer adds up; ask anew."""


class FactStream:
    """Every fact after a number, in order, and beats between; it ends only when closed."""

    def __init__(self, http: httpx.Client, address: str, after: int) -> None:
        from httpx_sse import connect_sse  # only those who follow pay for it

        self._address = address
        self._closed = False
        self._reading = threading.Lock()
        source = connect_sse(
            http,
            "GET",
            "/v1/facts",
            params={"after": after},
            timeout=httpx.Timeout(SILENCE_S, connect=CONNECT_S),
        )
        with reaching(address), ExitStack() as held:
            events = held.enter_context(source)
            response = accepted(events.response)
            network = response.extensions["network_stream"]
            self._socket = cast(socket.socket, network.get_extra_info("socket"))
            self._events = events.iter_sse()
            self._held = held.pop_all()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Fact | Beat:
        with self._reading:
            while True:
                said = _understood(self._event())
                if said is not None:
                    return said

    def close(self) -> None:
        """End it, from any thread; a reader that waits stops at once."""
        self._closed = True
        with suppress(OSError):  # it may have ended by itself
            self._socket.shutdown(socket.SHUT_RDWR)
        with self._reading:
            self._held.close()

    def _event(self) -> ServerSentEvent:
        if self._closed:
            raise StopIteration
        try:
            with reaching(self._address):
                for event in self._events:
                    return event
                raise httpx.ReadError("the hub ended the stream")
        except HubUnreachable:
            if self._closed:
                raise StopIteration from None
            raise


def _understood(event: ServerSentEvent) -> Fact | Beat | None:
    try:
        match event.event:
            case "fact":
                return decode_fact(event.data)
            case "beat":
                return decode(event.data, Beat)
            case "lost":
                raise FellBehind("fell_behind")
            case _:
                return None
    except msgspec.DecodeError as error:
        raise unreadable("facts") from error
