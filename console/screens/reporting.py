"""A report as asked of the hub, and as lines: the same figures and words as on a command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from console.contract.hub import Hub
from console.contract.load_views import LoadReportView
from console.contract.shift_views import HandoverLine
from console.contract.views import Page
from console.domain.sites import Site
from console.past_cases import ask_case_report
from console.reporting.stretches import Bounds, shift_before, this_shift
from console.widgets import Line, fit, wrap
from console.wording import local, plain
from console.wording.case_report import case_report_fields
from console.wording.commands import say, title
from console.wording.load_report import report_fields
from console.wording.shift_facts import handover_step_word

LABEL = 18
LABEL_NARROW = 16
HANDOVERS = 200

Field = tuple[str, str]


class Kind(StrEnum):
    """What a report is about."""

    LOAD = "load"
    CASES = "cases"
    HANDOVERS = "handovers"


class Stretch(StrEnum):
    """Of which time."""

    THIS_SHIFT = "this-shift"
    LAST_SHIFT = "last-shift"
    DAY = "day"
    WEEK = "week"


class Wanted(msgspec.Struct, frozen=True):
    """Which report; `signed_on` is since when who is at this seat is on duty."""

    kind: Kind
    stretch: Stretch
    now: datetime
    signed_on: datetime | None


def bounds_of(wanted: Wanted, handovers: Sequence[HandoverLine]) -> Bounds:
    """Return start and end: a shift begins when someone signed on, or took over if that was
    later; the last one began when the one before took over, or eight hours earlier."""
    now = wanted.now
    if wanted.stretch is Stretch.DAY:
        return now - timedelta(days=1), now
    if wanted.stretch is Stretch.WEEK:
        return now - timedelta(days=7), now
    shift = this_shift(now, wanted.signed_on, handovers)
    return shift if wanted.stretch is Stretch.THIS_SHIFT else shift_before(shift[0], handovers)


def ask_report(hub: Hub, site: Site, wanted: Wanted) -> tuple[Field, ...]:
    """Return the report as titles and texts; raise what the hub raises."""
    zone = site.time_zone
    handovers = hub.ask("handovers", Page[HandoverLine], limit=HANDOVERS).items
    start, end = bounds_of(wanted, handovers)
    match wanted.kind:
        case Kind.LOAD:
            bounds = {"from": start, "to": end}
            found = report_fields(hub.ask("reports/load", LoadReportView, **bounds), site, zone)
        case Kind.CASES:
            found = case_report_fields(ask_case_report(hub, start, end), site, zone)
        case Kind.HANDOVERS:
            found = _handovers(handovers, (start, end), zone)
    return tuple((title(name), text) for name, text in found if text)


def report_lines(told: Sequence[Field], width: int) -> list[Line]:
    """Return a report as lines of `width` cells."""
    label = LABEL if width >= 70 else LABEL_NARROW
    lines: list[Line] = []
    for name, text in told:
        first = fit(name, label - 1) + " "
        for row in text.splitlines():
            for place, part in enumerate(wrap(row, max(width - label - 2, 10))):
                indent = "  " if place else ""
                lines.append(((first, "muted"), (indent + part, "text")))
                first = " " * label
    return lines


def report_text(told: Sequence[Field]) -> str:
    """Return a report as a file has it."""
    return "".join(f"{name}\n" + _indented(text) + "\n" for name, text in told)


def _handovers(lines: Sequence[HandoverLine], bounds: Bounds, zone: str) -> Iterator[Field]:
    start, end = bounds
    yield (
        "stretch",
        say(
            "report.stretch",
            start=local(start, zone),
            end=local(end, zone),
            hours=f"{(end - start).total_seconds() / 3600:.1f}",
        ),
    )
    for line in sorted(lines, key=lambda one: one.at):
        if start <= line.at < end:
            yield "handed_at", "\n".join(_handover(line, zone))


def _handover(line: HandoverLine, zone: str) -> Iterator[str]:
    by = plain(line.accepted_by or "")
    who = f"{plain(line.by)} → {by}" if by else plain(line.by)
    yield f"{local(line.at, zone)[:16]}  {plain(line.id)}  {who}  {handover_step_word(line.step)}"
    counts: tuple[tuple[str, int], ...] = (
        ("unacknowledged", line.unacknowledged),
        ("owned", line.owned),
        ("shelved", line.shelved),
        ("out_of_service", line.out_of_service),
        ("out", line.out),
        ("cases", line.cases),
    )
    yield "  ".join(f"{title(name)} {count}" for name, count in counts)
    if line.note:
        yield f"“{plain(line.note)}”"


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())
