"""A fact as it is told: numbered without gaps, with who and why."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.facts import What


class Who(msgspec.Struct, frozen=True):
    """Who acted, and at which seat (account or terminal)."""

    person: str
    seat: str


class Unknown(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A fact of a `kind` that only a newer hub knows: it counts, but says nothing here."""

    kind: str


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened at `at` (data time); `who` is absent where no person acted."""

    n: int
    at: datetime
    what: What | Unknown
    who: Who | None = None
    reason: str | None = None
