"""What goes wrong between a front end and its hub, as our errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx
import msgspec

from console.contract.codec import decode
from console.errors import (
    Conflict,
    ConsoleError,
    HubUnreachable,
    NotFound,
    NotPermitted,
    Refused,
    SettingsError,
    StoreError,
)

KINDS: dict[str, type[ConsoleError]] = {
    kind.__name__: kind
    for kind in (Refused, SettingsError, NotPermitted, NotFound, Conflict, StoreError)
}
# What a transport fails with; httpx adds an answer that is no stream of events.
BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpx.RequestError)


class _Problem(msgspec.Struct):
    code: str
    kind: str = ""
    parameters: dict[str, Any] = {}


class _Failure(msgspec.Struct):
    error: _Problem


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Raise `HubUnreachable` for whatever the transport to `address` fails with."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise HubUnreachable("hub_silent", address=address) from error
    except BROKEN as error:
        raise HubUnreachable("hub_unreachable", address=address, cause=str(error)) from error


def accepted(response: httpx.Response) -> httpx.Response:
    """Return `response`, its body read unless it is a success; raise what the hub refused with."""
    if response.is_success:
        return response
    try:
        problem = decode(response.read(), _Failure).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ConsoleError("hub_failed", status=response.status_code) from None
    error = KINDS.get(problem.kind, ConsoleError)(problem.code)
    error.parameters.update(problem.parameters)
    raise error


def unreadable(view: str) -> ConsoleError:
    """Return the error for an answer that does not fit what was asked (another version's hub)."""
    return ConsoleError("hub_answer_unreadable", view=view)
