"""What a stretch of time looked like to the operator: the table of ISA-18.2 and EEMUA 191.

Counts are of annunciations (what called a person) unless they say activations (what was raised,
withheld or not). Targets are those quoted by secondary sources of both standards; every report
says the thresholds it was made with.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from console.domain.ids import AlertId, RuleId, TargetId
from console.domain.policy import Band, Burden, Policy
from console.domain.values import Priority

HOUR_MOST = 30  # annunciations in an hour: above it the hour was too full
SHARE_MOST = 0.01  # of hours, of ten-minute periods, of time in flood
ACTORS = 10

# How annunciations should be split; the highest priority is for less than one in a hundred.
SPLIT = {
    Priority.CRITICAL: 0.01,
    Priority.HIGH: 0.05,
    Priority.MEDIUM: 0.15,
    Priority.LOW: 0.80,
}


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """Annunciations on average over a stretch, and what that is by its band."""

    average: float
    band: Band
    burden: Burden


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """So many periods of all had more than `most`; the aim is a `share` of at most `target`."""

    over: int
    of: int
    most: int
    share: float
    target: float = SHARE_MOST


class FloodTime(msgspec.Struct, frozen=True, kw_only=True):
    """Floods, their time in seconds, and its share of all time."""

    count: int
    seconds: float
    share: float
    target: float = SHARE_MOST


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one priority has of all annunciations, and what it should have."""

    priority: Priority
    count: int
    share: float
    target: float


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that called often; `share` is of all annunciations."""

    alert: AlertId
    rule: RuleId
    target: TargetId
    annunciations: int
    activations: int
    share: float


class Habit(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that chatters (`count`: most raisings in the stretch that makes chattering) or is
    fleeting (`count`: how many times)."""

    alert: AlertId
    rule: RuleId
    target: TargetId
    count: int


class Stale(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that stood before the operator too long; `still` whether it does at the end."""

    alert: AlertId
    rule: RuleId
    target: TargetId
    stood_s: float
    still: bool


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """How soon annunciations of a priority were acknowledged (s); `pending` never were."""

    priority: Priority
    acknowledged: int
    pending: int
    median_s: float | None
    p95_s: float | None


class Acknowledging(msgspec.Struct, frozen=True, kw_only=True):
    """How people acknowledged.

    `unpaired` acknowledgements answer nothing of this stretch; those `in_bulk` said that they
    were of several; `hasty` ones came too soon to be read, `hurried` ones too many at a time.
    """

    count: int
    unpaired: int
    in_bulk: int
    hasty: int
    hurried: int
    responses: tuple[Response, ...]


class Withholdings(msgspec.Struct, frozen=True, kw_only=True):
    """How often something was kept from the operator; `activations` happened meanwhile."""

    activations: int
    shelved: int
    suppressed: int
    taken_out: int
    symptoms: int


class LoadReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole table over `seconds`; `busiest` is the most in any ten minutes."""

    policy: Policy
    seconds: float
    activations: int
    annunciations: int
    ten_minutes: Rate
    hour: Rate
    day: Rate
    busiest: int
    hours_over: Share
    periods_over: Share
    floods: FloodTime
    priorities: tuple[Part, ...]
    bad_actors: tuple[Actor, ...]
    chattering: tuple[Habit, ...]
    fleeting: tuple[Habit, ...]
    stale: tuple[Stale, ...]
    acknowledging: Acknowledging
    withholdings: Withholdings


def rate(count: int, seconds: float, stretch_s: float, band: Band) -> Rate:
    """Return `count` in `seconds` as an average per stretch."""
    average = count * stretch_s / seconds
    return Rate(average=average, band=band, burden=band.burden(average))


def share(counts: Sequence[int], of: int, most: int) -> Share:
    """Return how many of the periods had more than `most`; those not counted had none."""
    over = sum(count > most for count in counts)
    return Share(over=over, of=of, most=most, share=over / of)


def middle(values: Sequence[float], portion: float) -> float | None:
    """Return the value that `portion` of all do not exceed (nearest rank), if there are any."""
    if not values:
        return None
    rank = -(-len(values) * round(portion * 100) // 100)
    return sorted(values)[max(rank, 1) - 1]
