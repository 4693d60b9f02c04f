"""What was predicted beside what was found: counts, which are not a measure of anything.

The patrol goes where the prediction sends it: that the two agree proves little, and few cases
prove nothing. So there are counts here and no share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from console.domain.cases import Case
from console.domain.causes import Cause

FEW = 30  # cases: with fewer of them a table is no more than a list of what happened


class Pairing(msgspec.Struct, frozen=True, kw_only=True):
    """In `count` cases `predicted` was said and `confirmed` found (once per case)."""

    predicted: str
    confirmed: Cause
    count: int


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """The table: `cases` were predicted and then found out, `unpredicted` only found out,
    `waiting` predicted and not found out yet. `few`: too few cases to read anything out of it."""

    cases: int
    unpredicted: int
    waiting: int
    few: bool
    rows: tuple[Pairing, ...]


def compared(cases: Iterable[Case], start: int, end: int) -> Compared:
    """Return the table of the cases with a first finding in [start, end) (ms)."""
    rows: Counter[tuple[str, Cause]] = Counter()
    counts: Counter[str] = Counter()
    for case in cases:
        found = [finding for finding in case.findings if not finding.withdrawn]
        if not found:
            counts["waiting"] += bool(case.suggested) and start <= case.opened_at < end
            continue
        if not start <= min(finding.at for finding in found) < end:
            continue
        counts["cases" if case.suggested else "unpredicted"] += 1
        verdicts = dict.fromkeys(v for one in case.suggested for v in one.verdicts)
        causes = dict.fromkeys(finding.seen.cause for finding in found)
        rows.update((verdict, cause) for verdict in verdicts for cause in causes)
    return Compared(
        cases=counts["cases"],
        unpredicted=counts["unpredicted"],
        waiting=counts["waiting"],
        few=counts["cases"] < FEW,
        rows=tuple(
            Pairing(predicted=predicted, confirmed=confirmed, count=count)
            for (predicted, confirmed), count in sorted(
                rows.items(), key=lambda row: (row[0][0], -row[1], row[0][1])
            )
        ),
    )
