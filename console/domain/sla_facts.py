"""What the clocks of a case do: set, stopped, gone on with, past due, taken up the chain."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import CaseId, PartyId


class Timed(StrEnum):
    """What has a clock: each step but the last, by its name, and the case from filing to close.

    The clock of a step tells how long the case may stay in it.
    """

    COLLECTED = "collected"
    FILED = "filed"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    FED_BACK = "fed_back"
    VERIFIED = "verified"
    WHOLE = "whole"


class ClockSet(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The clock of a step runs since `since` and is due at `due`, that of the whole case since
    `whole_since` until `whole` (ms; absent: no term).

    `rung` and `told` are how far each was escalated, and whether it is known to be past due.
    """

    case: CaseId
    step: Timed
    since: int
    due: int | None = None
    rung: int = 0
    told: bool = False
    whole: int | None = None
    whole_since: int | None = None
    whole_rung: int = 0
    whole_told: bool = False


class ClockStopped(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Nothing is expected of anyone for now: so many seconds are left of each clock (negative:
    so long past due)."""

    case: CaseId
    left_s: float | None = None
    whole_left_s: float | None = None


class ClockResumed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The clocks go on with what was left, as if they had run since `since` and `whole_since`
    without a rest, and are due at `due` and `whole` (ms)."""

    case: CaseId
    since: int
    due: int | None = None
    whole: int | None = None
    whole_since: int | None = None


class StepOverdue(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was due at `due` (ms) had not been done."""

    case: CaseId
    step: Timed
    due: int


class CaseEscalated(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The case was taken up the site's chain to rung `rung` (the first is 1), to `party`.

    `step` says whose clock it was; `by_hand` that a person did it.
    """

    case: CaseId
    rung: int
    party: PartyId
    by_hand: bool = False
    step: Timed = Timed.WHOLE


ClockFact = ClockSet | ClockStopped | ClockResumed | StepOverdue | CaseEscalated
