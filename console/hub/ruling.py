"""What a desk decided: the engine has taken it, and this is what else goes on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from console.contract.facts import Who
from console.contract.request import Request
from console.domain.facts import What
from console.domain.readings import Reading
from console.hub.people import Seat


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A request carried out: what it was `about`, readings to store, facts with their moments.

    `who` acted, where that is not who sat at the seat before.
    """

    about: str
    readings: Sequence[Reading] = ()
    more: Sequence[tuple[int, What]] = ()
    who: Who | None = None


# Decides one kind of request for a seat at a moment (ms), or raises what it is refused with.
Handler = Callable[[Any, Seat, int], Ruling]
Handlers = Mapping[type[Request], Handler]
