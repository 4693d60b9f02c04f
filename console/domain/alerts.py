"""An alert as a value: one rule's standing at one sensor or device, deadlines included.

Each level of the rule is a lane: a comparator with its deadband (`active`), and whether it has
stood long enough to count (`standing`). States follow ISA-18.2 / IEC 62682; how they change is
in `console.domain.alerting`.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import AlertId, RuleId, TargetId
from console.domain.values import Priority

FOREVER = 2**62
EPISODES_MOST = 64  # a pattern remembers so many; beyond it the oldest go


class State(StrEnum):
    """Where an alert stands between process and person (ISA-18.2 letters A to G)."""

    NORMAL = "normal"
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    SHELVED = "shelved"
    SUPPRESSED = "suppressed"
    OUT_OF_SERVICE = "out-of-service"

    @property
    def in_queue(self) -> bool:
        """Tell whether an alert so stands before an operator."""
        return self in _IN_QUEUE

    @property
    def withheld(self) -> bool:
        """Tell whether an alert so is kept from the operator, by a person or by design."""
        return self in _WITHHELD


_IN_QUEUE = frozenset({State.UNACKNOWLEDGED, State.ACKNOWLEDGED, State.RETURNED})
_WITHHELD = frozenset({State.SHELVED, State.SUPPRESSED, State.OUT_OF_SERVICE})


class Lane(msgspec.Struct, frozen=True):
    """One level of a rule: `active` since `since` (ms); `standing` once the delay has run."""

    active: bool = False
    since: int = 0
    standing: bool = False


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """Put aside by a person until `until` (ms), or with `one_shot` until it next ends.

    `until` bounds a one-shot shelf as well; `warned` once it was said that the end is near.
    """

    until: int
    by: str
    at: int
    reason: str
    one_shot: bool = False
    warned: bool = False


class Episode(msgspec.Struct, frozen=True):
    """One stretch that another rule stood, from raising to return (ms)."""

    began: int
    ended: int


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's standing at a target, whole: a restart loses no timer.

    `evidence_until` (ms) bounds how far delays may run on what is known; `value` is the newest
    measured, `told` the one the last fact carried; `occurrence` counts raisings, and `order` is
    the place of the last one among all raisings of the site; `priority` and `limit` are those of
    the level last reached; `acknowledged_by` is who won this occurrence. `shelf`,
    `suppressed_by` (what suppresses it by design) and `out_of_service` (what of it is out: the
    sensor, its device, its zone) withhold it; `symptom_of` names its cause. `episodes` are what a
    pattern counts, oldest first.
    """

    id: AlertId
    rule: RuleId
    target: TargetId
    state: State = State.NORMAL
    occurrence: int = 0
    order: int = 0
    level: int = -1
    lanes: tuple[Lane, ...] = ()
    evidence_until: int = 0
    value: float | None = None
    priority: Priority = Priority.LOW
    limit: float | None = None
    told: float | None = None
    raised_at: int = 0
    changed_at: int = 0
    acknowledged_by: str | None = None
    acknowledged_at: int | None = None
    notes: int = 0
    shelf: Shelf | None = None
    suppressed_by: tuple[str, ...] = ()
    out_of_service: tuple[str, ...] = ()
    symptom_of: AlertId | None = None
    episodes: tuple[Episode, ...] = ()

    @property
    def standing(self) -> bool:
        """Tell whether the condition itself holds now, as far as is known."""
        return self.level >= 0

    @property
    def in_queue(self) -> bool:
        """Tell whether an operator should see it."""
        return self.state.in_queue

    @property
    def withheld(self) -> State | None:
        """Return what keeps it from the operator, the strongest first; None where nothing does."""
        if self.out_of_service:
            return State.OUT_OF_SERVICE
        if self.suppressed_by:
            return State.SUPPRESSED
        return State.SHELVED if self.shelf is not None else None
