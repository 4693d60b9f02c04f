"""What an alert can be told: by sensors, by time, by design, by people."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.alerts import Episode, Shelf
from console.domain.ids import AlertId, TargetId
from console.domain.values import Priority


class Measured(msgspec.Struct, frozen=True):
    """A sound value arrived; it is evidence until `holds_until` (ms)."""

    value: float
    holds_until: int


class Judged(msgspec.Struct, frozen=True):
    """A condition without a value (no data, offline) was found true or false."""

    active: bool


class Happened(msgspec.Struct, frozen=True):
    """An episode is over that a pattern counts."""

    episode: Episode


class TimePassed(msgspec.Struct, frozen=True):
    """Nothing arrived; deadlines may have."""


class Folded(msgspec.Struct, frozen=True):
    """The cause stands at `into`, further up: a standing alert leaves the queue.

    One that has returned is no symptom any more and stays: its acknowledgement is still owed.
    """

    into: TargetId


class Acknowledge(msgspec.Struct, frozen=True):
    """A person takes notice of the occurrence they saw, at the priority `seen` where they say so;
    of `bulk` at once, if of several."""

    occurrence: int
    person: str
    note: str | None = None
    bulk: int | None = None
    seen: Priority | None = None


class Why(StrEnum):
    """Why an acknowledgement no longer holds."""

    PERSON = "person"
    SIGNED_OFF = "signed-off"
    HANDOVER = "handover"


class Unacknowledge(msgspec.Struct, frozen=True):
    """The acknowledgement of an occurrence no longer holds: nobody owns it."""

    occurrence: int
    why: Why = Why.PERSON
    note: str | None = None


class PassOn(msgspec.Struct, frozen=True):
    """What one person acknowledged is another's from now on."""

    to: str


class Note(msgspec.Struct, frozen=True):
    """A person writes a note on the occurrence they saw."""

    occurrence: int
    note: str


class Shelve(msgspec.Struct, frozen=True):
    """A person puts the alert aside for a while, whatever it does meanwhile."""

    shelf: Shelf


class Unshelve(msgspec.Struct, frozen=True):
    """A person takes it back before its time."""


class Suppress(msgspec.Struct, frozen=True):
    """A condition of the design withholds it; `by` names the suppression."""

    by: str


class Unsuppress(msgspec.Struct, frozen=True):
    """That condition no longer holds, or is no longer known to."""

    by: str


class TakeOut(msgspec.Struct, frozen=True):
    """What it watches was taken out of service; `by` names the sensor, device or zone."""

    by: str


class PutBack(msgspec.Struct, frozen=True):
    """What it watches is in service again."""

    by: str


class MarkSymptom(msgspec.Struct, frozen=True):
    """A person says that the occurrence they saw only follows from alert `of`."""

    occurrence: int
    of: AlertId


class ReleaseSymptom(msgspec.Struct, frozen=True):
    """The cause is over, or was none: what still stands must be looked at again."""


Stimulus = (
    Measured
    | Judged
    | Happened
    | TimePassed
    | Folded
    | Acknowledge
    | Unacknowledge
    | PassOn
    | Note
    | Shelve
    | Unshelve
    | Suppress
    | Unsuppress
    | TakeOut
    | PutBack
    | MarkSymptom
    | ReleaseSymptom
)
