"""What a case is about, where it came from, and what shows that something is so: closed words."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Source(StrEnum):
    """Where a matter came from."""

    ALERT = "alert"
    ROUNDS = "rounds"
    CALL = "call"
    APPEAL = "appeal"
    GRID = "grid"
    DIRECTIVE = "directive"


class Category(StrEnum):
    """What kind of matter it is, after the event classes of urban grid management."""

    AIR = "air"
    WATER = "water"
    NOISE = "noise"
    CONSTRUCTION = "construction"
    SANITATION = "sanitation"
    STREET_ORDER = "street_order"
    GREENING = "greening"
    FACILITY = "facility"
    EQUIPMENT = "equipment"
    SAFETY = "safety"
    CARE = "care"
    OTHER = "other"


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What shows that something is so: a photo's reference (never the photo), a value read by
    hand in `unit`, a note."""

    photo: str | None = None
    value: float | None = None
    unit: str | None = None
    note: str | None = None


class Wanted(StrEnum):
    """What must come with the word that something was done."""

    NONE = "none"
    NOTE = "note"
    PHOTO = "photo"
    READING = "reading"


class Channel(StrEnum):
    """How a dispatcher heard from a unit that did not say it itself."""

    RADIO = "radio"
    PHONE = "phone"
    CHAT = "chat"
    IN_PERSON = "in_person"


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """On whose behalf somebody spoke: by which channel it was heard, and the words."""

    channel: Channel
    words: str | None = None


class StepClock(msgspec.Struct, frozen=True, kw_only=True):
    """A clock of a case: `term` is the step it is for, or `whole`.

    It is due at `due` (ms); while it stands still (the case rests) `left_s` of it are left
    instead. `rung` is how far up the chain it was escalated; `told` that it ran out.
    """

    term: str
    since: int
    due: int | None = None
    left_s: float | None = None
    rung: int = 0
    told: bool = False


class Confidence(StrEnum):
    """How many independent lines of evidence point one way."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """What the diagnosis of a sensor held to be the cause, kept beside what a patrol finds."""

    sensor: str
    verdicts: tuple[str, ...]
    causes: tuple[str, ...]
    confidence: Confidence
    score: float
    at: int
