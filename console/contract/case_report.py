"""The cases of a stretch of time in figures: how many, how they ended, how long each step took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from console.contract.case_views import CaseView
from console.domain.case_facts import Outcome
from console.domain.causes import Cause


class Passage(StrEnum):
    """What a case passes through, from one moment on record to the next."""

    SENT = "sent"
    FOUND = "found"
    REMEDIED = "remedied"
    VERIFIED = "verified"
    CLOSED = "closed"


class Lasted(msgspec.Struct, frozen=True, kw_only=True):
    """How long a passage took on average (s), of so many cases that made it."""

    passage: Passage
    mean_s: float
    of: int


class CaseReport(msgspec.Struct, frozen=True, kw_only=True):
    """Cases opened or closed in [start, end): `opened` and `verified` and `unverified` ones that
    were so then, `open` those of them that still are; causes by how many cases had them."""

    start: datetime
    end: datetime
    opened: int
    verified: int
    unverified: int
    open: int
    lasted: tuple[Lasted, ...]
    causes: tuple[tuple[Cause, int], ...]
    cases: tuple[CaseView, ...]


def case_report(cases: Iterable[CaseView], start: datetime, end: datetime) -> CaseReport:
    """Return the report of those `cases` that were opened or closed in [start, end)."""
    within = [
        case
        for case in cases
        if start <= case.opened_at < end
        or (case.closed_at is not None and start <= case.closed_at < end)
    ]
    closed = [c for c in within if c.closed_at is not None and start <= c.closed_at < end]
    causes = Counter(cause for case in within for cause in {f.seen.cause for f in case.findings})
    return CaseReport(
        start=start,
        end=end,
        opened=sum(start <= case.opened_at < end for case in within),
        verified=sum(case.outcome is Outcome.VERIFIED for case in closed),
        unverified=sum(case.outcome is Outcome.UNVERIFIED for case in closed),
        open=sum(case.outcome is None for case in within),
        lasted=tuple(_lasted(within)),
        causes=tuple(sorted(causes.items(), key=lambda one: (-one[1], one[0]))),
        cases=tuple(sorted(within, key=lambda case: case.opened_at)),
    )


def _lasted(cases: Sequence[CaseView]) -> Iterable[Lasted]:
    for passage, (since, until) in _PASSAGES.items():
        took = [
            (after - before).total_seconds()
            for case in cases
            if (before := since(case)) is not None
            and (after := until(case)) is not None
            and after >= before
        ]
        if took:
            yield Lasted(passage=passage, mean_s=sum(took) / len(took), of=len(took))


def _sent(case: CaseView) -> datetime | None:
    return min((task.sent_at for task in case.assignments), default=None)


def _found(case: CaseView) -> datetime | None:
    return min((finding.at for finding in case.findings), default=None)


def _remedied(case: CaseView) -> datetime | None:
    done = [remedy.done_at for remedy in case.remedies]
    return max((at for at in done if at is not None), default=None) if all(done) else None


def _worked_off(case: CaseView) -> datetime | None:
    # What is rejected, cancelled or a duplicate is over, and says nothing of how quick work is.
    return case.closed_at if case.outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED) else None


Moment = Callable[[CaseView], datetime | None]
_PASSAGES: dict[Passage, tuple[Moment, Moment]] = {
    Passage.SENT: (lambda case: case.opened_at, _sent),
    Passage.FOUND: (_sent, _found),
    Passage.REMEDIED: (_found, _remedied),
    Passage.VERIFIED: (_remedied, lambda case: case.verified_at),
    Passage.CLOSED: (lambda case: case.opened_at, _worked_off),
}
