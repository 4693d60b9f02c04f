"""Reports as documents: of a case, of a day, of a shift, and in brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from console.commands.case_selection import case_id
from console.commands.progress import Tell, progress
from console.commands.renditions import Rendition
from console.commands.session import hub
from console.contract.hub import Hub
from console.wording.commands import say
from console.wording.help import option

CaseGiven = Annotated[str, typer.Argument(metavar="ID", help=option("report.case"))]
DayGiven = Annotated[str | None, typer.Argument(metavar="[DATE]", help=option("report.day"))]
ShiftGiven = Annotated[
    str | None, typer.Argument(metavar="[H-ID|SEAT|now]", help=option("report.shift"))
]

YEARS = (1970, 9_000)
TODAY, YESTERDAY, NOW = "today", "yesterday", "now"
_HANDOVER = re.compile(r"H-\d{1,18}", re.ASCII | re.IGNORECASE)


def report_case(ctx: typer.Context, id: CaseGiven, *, rendition: Rendition) -> None:
    """Report a case."""
    rendition.check()
    wanted = case_id(id)
    from console.reporting.reports import of_case  # charts and pages: only for who asks for them

    with _asking(ctx, rendition) as (client, tell):
        report = of_case(client, wanted, tell)
    rendition.deliver(report)


def report_day(ctx: typer.Context, day: DayGiven = None, *, rendition: Rendition) -> None:
    """Report a day of the site."""
    rendition.check()
    wanted = None if day in (None, TODAY, YESTERDAY) else _date(day or "")
    from console.reporting.reports import of_day

    with _asking(ctx, rendition) as (client, tell):
        report = of_day(client, wanted, tell, back=int(day == YESTERDAY))
    rendition.deliver(report)


def report_shift(ctx: typer.Context, shift: ShiftGiven = None, *, rendition: Rendition) -> None:
    """Report a shift."""
    rendition.check()
    from console.reporting.reports import of_handed_shift, of_seat_shift

    with _asking(ctx, rendition) as (client, tell):
        if shift is not None and _HANDOVER.fullmatch(shift):
            report = of_handed_shift(client, shift.upper(), tell)
        else:
            report = of_seat_shift(client, None if shift == NOW else shift, tell)
    rendition.deliver(report)


def report_brief(ctx: typer.Context, *, rendition: Rendition) -> None:
    """Report what is going on in a few lines."""
    rendition.check()
    from console.reporting.reports import in_brief

    with _asking(ctx, rendition) as (client, tell):
        report = in_brief(client, tell)
    rendition.deliver(report)


@contextmanager
def _asking(ctx: typer.Context, rendition: Rendition) -> Iterator[tuple[Hub, Tell]]:
    with hub(ctx) as client, progress(say("reading.report"), wanted=not rendition.json) as tell:
        yield client, tell


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("bad.day", text=text)) from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise typer.BadParameter(say("bad.day", text=text))
    return day
