"""Small values that many nouns share."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec


class Bilingual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name or a guidance in both languages of the house; the two are equals."""

    zh: str
    en: str


class Priority(StrEnum):
    """How soon a person must respond, lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 (low) to 3 (critical), for comparing."""
        return _RANKS[self]


_RANKS = {priority: rank for rank, priority in enumerate(Priority)}


class Role(IntEnum):
    """What a seat may do; each role may all that the ones before it may."""

    VIEWER = 0
    PATROL = 1
    OPERATOR = 2
    DISPATCHER = 3
    SUPERVISOR = 4
    ADMIN = 5


class Quality(IntEnum):
    """What is known of a reading's worth (flag values of QARTOD, IOOS 2020)."""

    GOOD = 1
    UNKNOWN = 2
    SUSPECT = 3
    FAIL = 4
