"""What can happen to an alert: each fact in the past tense, bound to an occurrence.

`state` is the one the alert has afterwards, where the fact does not say it by itself.
`withheld` says that the alert was shelved, suppressed or out of service when it happened:
recorded, but not annunciated.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.alerts import Alert, Episode, State
from console.domain.ids import AlertId, RuleId, TargetId
from console.domain.stimuli import Why
from console.domain.values import Priority


class AboutAlert(msgspec.Struct, frozen=True, kw_only=True):
    """What every fact of an alert says: which alert, and which raising of it."""

    alert: AlertId
    occurrence: int


class AlertRaised(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A rule began to stand; `value` and `limit` are in the sensor's unit, where there is one.

    `order` is its place among all raisings of the site: clocks cannot tell which was first.
    """

    rule: RuleId
    target: TargetId
    priority: Priority
    limit: float | None = None
    value: float | None = None
    order: int = 0
    withheld: State | None = None
    suppressed_by: tuple[str, ...] = ()
    out_of_service: tuple[str, ...] = ()
    episodes: tuple[Episode, ...] = ()


class AlertRose(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A standing alert reached a higher priority: it asks for acknowledgement again."""

    priority: Priority
    limit: float | None = None
    value: float | None = None
    withheld: State | None = None


class AlertEased(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A standing alert fell to a lower priority; an acknowledgement stays."""

    priority: Priority
    limit: float | None = None
    value: float | None = None


class AlertReturned(AboutAlert, frozen=True, kw_only=True, tag=True):
    """The condition ended before anyone acknowledged, or while the alert was withheld."""

    value: float | None = None
    withheld: State | None = None


class AlertCleared(AboutAlert, frozen=True, kw_only=True, tag=True):
    """Back to normal: seen by a person, or of a rule that does not wait for one."""

    value: float | None = None


class AlertAcknowledged(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A person took notice of this occurrence; with `bulk` of so many at once."""

    note: str | None = None
    bulk: int | None = None


class AlertUnacknowledged(AboutAlert, frozen=True, kw_only=True, tag=True):
    """Nobody owns this occurrence any more: it asks for acknowledgement again."""

    why: Why = Why.PERSON
    note: str | None = None


class AlertPassedOn(AboutAlert, frozen=True, kw_only=True, tag=True):
    """Another person owns this occurrence from now on."""

    to: str


class AlertNoted(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A person wrote a note on this occurrence."""

    note: str


class AlertFolded(AboutAlert, frozen=True, kw_only=True, tag=True):
    """The cause stands on its own further up (`into`): this symptom left the queue."""

    into: TargetId
    withheld: State | None = None


class AlertRetired(AboutAlert, frozen=True, kw_only=True, tag=True):
    """The site file no longer knows this rule at this target."""


class Quiet(msgspec.Struct, frozen=True, kw_only=True):
    """What is so of an alert that was normal when something withheld it.

    Whoever follows facts keeps no normal alerts, and may never have heard of this one.
    """

    rule: RuleId
    target: TargetId
    priority: Priority
    limit: float | None
    value: float | None
    raised_at: int
    order: int
    notes: int
    episodes: tuple[Episode, ...] = ()


class AlertShelved(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A person put it aside until `until` (ms), or with `one_shot` until it next ends."""

    until: int
    one_shot: bool = False
    state: State = State.SHELVED
    quiet: Quiet | None = None


class AlertShelfEnding(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A shelf ends soon, at `until` (ms); `standing` tells whether the condition still holds."""

    until: int
    standing: bool


class Unshelving(StrEnum):
    """Why an alert left its shelf."""

    EXPIRED = "expired"
    ENDED = "ended"  # one shot: its condition ended
    PERSON = "person"
    UNKNOWN = "unknown"  # a restart could not tell how long it was to last


class AlertUnshelved(AboutAlert, frozen=True, kw_only=True, tag=True):
    """It is put aside no longer: back as unacknowledged while it stands, else normal."""

    why: Unshelving
    state: State


class AlertSuppressed(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A condition of the design (`by`) withholds it."""

    by: str
    state: State = State.SUPPRESSED
    quiet: Quiet | None = None


class AlertUnsuppressed(AboutAlert, frozen=True, kw_only=True, tag=True):
    """That condition no longer withholds it."""

    by: str
    state: State


class AlertTakenOut(AboutAlert, frozen=True, kw_only=True, tag=True):
    """What it watches went out of service (`by`: the sensor, device or zone)."""

    by: str
    state: State = State.OUT_OF_SERVICE
    quiet: Quiet | None = None


class AlertPutBack(AboutAlert, frozen=True, kw_only=True, tag=True):
    """What it watches is in service again."""

    by: str
    state: State


class AlertMarkedSymptom(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A person said it only follows from alert `of`: it stands behind that one."""

    of: AlertId


class AlertReleased(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A symptom stands for itself again."""

    state: State


class EpisodeCounted(AboutAlert, frozen=True, kw_only=True, tag=True):
    """A pattern took note of another episode."""

    episode: Episode


AlertFact = (
    AlertRaised
    | AlertRose
    | AlertEased
    | AlertReturned
    | AlertCleared
    | AlertAcknowledged
    | AlertUnacknowledged
    | AlertPassedOn
    | AlertNoted
    | AlertFolded
    | AlertRetired
    | AlertShelved
    | AlertShelfEnding
    | AlertUnshelved
    | AlertSuppressed
    | AlertUnsuppressed
    | AlertTakenOut
    | AlertPutBack
    | AlertMarkedSymptom
    | AlertReleased
    | EpisodeCounted
)

# What a stimulus makes of an alert, and what happened on the way.
Advanced = tuple[Alert, tuple[AlertFact, ...]]
