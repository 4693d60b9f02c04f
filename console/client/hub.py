"""The hub over its Unix socket: ask, do, follow, with the hub's refusals raised as our errors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from console.client.failures import accepted, reaching, unreadable
from console.client.stream import FactStream
from console.client.transport import SocketTransport
from console.contract.codec import decode, encode
from console.contract.request import Receipt, Request
from console.contract.views import Page
from console.errors import NotFound

CONNECT_S = 2.0
ANSWER_S = 10.0
# The hub's server closes idle connections after 5 s: give them up first, so that no request
# is ever sent into one that is just being closed.
IDLE_S = 2.0

V = TypeVar("V")


class HubClient:
    """One hub; may be used from several threads at once.

    Every call raises `HubUnreachable` when the hub cannot be reached or falls silent, and what
    the hub refused it with.
    """

    def __init__(self, socket: Path) -> None:
        self.address = str(socket)
        # trust_env: the proxies of the environment have no say on a Unix socket.
        self._sockets = SocketTransport(self.address, idle_s=IDLE_S)
        self._http = httpx.Client(
            transport=self._sockets,
            base_url="http://hub",
            timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up all connections; who waits for an answer, or asks from now on, gets none."""
        self._sockets.close()

    def ask(self, view: str, answer: type[V], **query: Any) -> V:
        """Ask for `view` ("alerts", "alerts/A-1042") as `answer`; `None` in a query is left out."""
        with reaching(self.address):
            response = self._http.get(_path(view), params=_parameters(query))
        return _read(response, answer)

    def pages(
        self, view: str, answer: type[Page[V]], *, cursor: str = "after", **query: Any
    ) -> Iterator[Page[V]]:
        """Ask for every page of a list, as `Page[...]`; `limit` is the size of one.

        `cursor` is the parameter that takes a page's `next`: for a history, `end`.
        """
        page = self.ask(view, answer, **query)
        yield page
        while page.next is not None:
            here = page.next
            page = self.ask(view, answer, **{**query, cursor: here})
            if page.next == here:  # it would go on for ever
                raise unreadable(view)
            yield page

    def do(self, request: Request, *, key: str | None = None) -> Receipt:
        """Ask for something; with the same `key` a repeat is the same act."""
        headers = {"Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        path = _path(request.operation.replace(".", "/"))
        with reaching(self.address):
            response = self._http.post(path, content=encode(request), headers=headers)
        return _read(response, Receipt)

    def follow(self, after: int) -> FactStream:
        """Follow every fact after `after`, in order, until closed.

        Iterating raises `FellBehind` when the hub could not keep facts for this follower.
        """
        return FactStream(self._http, self.address, after)


def _read(response: httpx.Response, answer: type[V]) -> V:
    try:
        return decode(accepted(response).content, answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise unreadable(response.request.url.path) from error


def _path(view: str) -> str:
    segments = view.split("/")
    # A dot segment would be resolved away and ask for something else.
    if any(segment in ("", ".", "..") for segment in segments):
        raise NotFound("not_found", id=view)
    return "/v1/" + "/".join(quote(segment, safe="") for segment in segments)


def _parameters(query: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in query.items()
        if value is not None
    }
