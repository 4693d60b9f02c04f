"""Published rates of cases and how quick the response was, each figure with what it is of.

A case counts in the stretch in which it was filed, or in which it was closed; the response is that
of the cases filed in it. A median is the middle value (the mean of the two middle ones), P90 the
smallest that nine tenths do not exceed (nearest rank); below `P90_LEAST` cases none is told.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from console.contract.case_moments import CaseMoments
from console.contract.case_views import CaseView
from console.domain.case_facts import Outcome
from console.domain.sla_facts import Timed

P90_LEAST = 10
P90 = 0.9
WORKED = (Outcome.VERIFIED, Outcome.UNVERIFIED)  # the others were no work: counted apart


class By(StrEnum):
    """What cases can be told apart by."""

    ZONE = "zone"
    CATEGORY = "category"
    PRIORITY = "priority"


class Passage(StrEnum):
    """A stretch of the response, from one moment on record to the next."""

    ACKNOWLEDGED = "acknowledged"
    FILED = "filed"
    DISPATCHED = "dispatched"
    ON_SITE = "on_site"
    CLOSED = "closed"
    WHOLE = "whole"


class Share(msgspec.Struct, frozen=True):
    """So many `of` so many."""

    n: int
    of: int


class Lateness(msgspec.Struct, frozen=True):
    """In how many of so many cases a clock ran out."""

    step: Timed
    n: int
    of: int


class Took(msgspec.Struct, frozen=True, kw_only=True):
    """How long a passage took (s) in the `of` cases that made it and of which both ends are known;
    `cases` are all."""

    passage: Passage
    of: int
    cases: int
    median_s: float | None = None
    p90_s: float | None = None


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of a group of cases (all of them, where it has no name).

    `closed` are those worked on to the end; `dropped` those rejected, cancelled or duplicates.
    `on_time` are of those closed that had a term as a whole, `verified` and `rework` (returned or
    reopened) of all closed, `rested` and `late` of those filed or closed.
    """

    group: str | None = None
    filed: int
    closed: int
    dropped: int
    on_time: Share
    verified: Share
    rework: Share
    rested: Share
    late: tuple[Lateness, ...]
    took: tuple[Took, ...]


class RatesView(msgspec.Struct, frozen=True, kw_only=True):
    """The rates of cases filed or closed in [start, end), all and by group."""

    as_of: int
    start: datetime
    end: datetime
    all: Rates
    by: By | None = None
    groups: tuple[Rates, ...] = ()


class Stretch(msgspec.Struct, frozen=True):
    """From `start` until before `end`."""

    start: datetime
    end: datetime

    def has(self, at: datetime | None) -> bool:
        """Tell whether `at` lies within."""
        return at is not None and self.start <= at < self.end


def grouped(
    cases: Iterable[CaseView], stretch: Stretch, moments: CaseMoments, by: By | None
) -> tuple[Rates, tuple[Rates, ...]]:
    """Return the rates of all cases, and of each group, by name."""
    counted = [c for c in cases if stretch.has(c.filed_at) or stretch.has(c.closed_at)]
    groups: dict[str, list[CaseView]] = defaultdict(list)
    if by is not None:
        for case in counted:
            groups[_GROUP[by](case)].append(case)
    parts = tuple(rates(groups[name], stretch, moments, name) for name in sorted(groups))
    return rates(counted, stretch, moments), parts


def rates(
    cases: Sequence[CaseView], stretch: Stretch, moments: CaseMoments, group: str | None = None
) -> Rates:
    """Return the rates of cases that were filed or closed in the stretch."""
    filed = [case for case in cases if stretch.has(case.filed_at)]
    ended = [case for case in cases if stretch.has(case.closed_at)]
    closed = [case for case in ended if case.outcome in WORKED]
    termed = [case for case in closed if case.whole is not None and case.whole.due is not None]
    return Rates(
        group=group,
        filed=len(filed),
        closed=len(closed),
        dropped=len(ended) - len(closed),
        on_time=Share(sum(map(_on_time, termed)), len(termed)),
        verified=Share(sum(c.outcome is Outcome.VERIFIED for c in closed), len(closed)),
        rework=Share(sum(c.returns + c.reopened > 0 for c in closed), len(closed)),
        rested=Share(sum(c.id in moments.rested for c in cases), len(cases)),
        late=tuple(
            Lateness(timed, sum(timed in case.late for case in cases), len(cases))
            for timed in Timed
        ),
        took=tuple(_took(passage, filed, moments) for passage in Passage),
    )


def _on_time(case: CaseView) -> bool:
    due = case.whole.due if case.whole is not None else None
    return due is not None and case.closed_at is not None and case.closed_at <= due


def _took(passage: Passage, cases: Sequence[CaseView], moments: CaseMoments) -> Took:
    since, until = _PASSAGES[passage]
    took = sorted(
        (after - before).total_seconds()
        for case in cases
        if (before := since(case, moments)) is not None
        and (after := until(case, moments)) is not None
        and after >= before
    )
    few = len(took) < P90_LEAST
    return Took(
        passage=passage,
        of=len(took),
        cases=len(cases),
        median_s=_median(took),
        p90_s=None if few else took[math.ceil(P90 * len(took)) - 1],
    )


def _median(ordered: Sequence[float]) -> float | None:
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _raised(case: CaseView, moments: CaseMoments) -> datetime | None:
    return moments.raised(case)


def _acknowledged(case: CaseView, moments: CaseMoments) -> datetime | None:
    return moments.acknowledged(case)


def _filed(case: CaseView, _moments: CaseMoments) -> datetime | None:
    return case.filed_at


def _sent(case: CaseView, _moments: CaseMoments) -> datetime | None:
    return min((task.sent_at for task in case.assignments), default=None)


def _on_site(case: CaseView, moments: CaseMoments) -> datetime | None:
    return moments.on_site.get(case.id)


def _closed(case: CaseView, _moments: CaseMoments) -> datetime | None:
    return case.closed_at if case.outcome in WORKED else None


Moment = Callable[[CaseView, CaseMoments], datetime | None]
_PASSAGES: dict[Passage, tuple[Moment, Moment]] = {
    Passage.ACKNOWLEDGED: (_raised, _acknowledged),
    Passage.FILED: (_raised, _filed),
    Passage.DISPATCHED: (_filed, _sent),
    Passage.ON_SITE: (_sent, _on_site),
    Passage.CLOSED: (_filed, _closed),
    Passage.WHOLE: (_raised, _closed),
}
_GROUP: dict[By, Callable[[CaseView], str]] = {
    By.ZONE: lambda case: case.zone or "",
    By.CATEGORY: lambda case: case.category.value,
    By.PRIORITY: lambda case: case.priority.value,
}
