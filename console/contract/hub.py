"""The narrow waist: ask, do, follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

import msgspec

from console.contract.facts import Fact
from console.contract.request import Receipt, Request

V = TypeVar("V")


class Beat(msgspec.Struct, frozen=True, kw_only=True):
    """A sign of life between facts: the newest fact's number and data time (ms).

    In a drill `speed` tells how much faster than real time data time runs.
    """

    as_of: int
    now: int
    speed: float | None = None


class Following(Protocol):
    """What `follow` gives: facts and beats, until closed."""

    def __iter__(self) -> Iterator[Fact | Beat]:
        """Return itself."""

    def __next__(self) -> Fact | Beat:
        """Wait for the next fact or beat."""

    def close(self) -> None:
        """End it, from any thread, even while another waits for the next."""


class Hub(Protocol):
    """One hub, from a front end's side."""

    def ask(self, view: str, answer: type[V], **query: Any) -> V:
        """Ask for `view` ("alerts", "alerts/A-1042", "snapshot") as `answer`."""

    def do(self, request: Request, *, key: str | None = None) -> Receipt:
        """Ask for something; raise what the hub refused it with. `key` makes retries one act."""

    def follow(self, after: int) -> Following:
        """Yield every fact after `after` in order, and beats between them."""
