"""Reports as documents: of a case, of a day, of a shift, and in brief."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

import typer

from console.commands.case_selection import case_id
from console.commands.progress import progress
from console.commands.renditions import Rendition
from console.commands.session import hub
from console.contract.views import Snapshot
from console.wording.commands import say
from console.wording.help import option

CaseGiven = Annotated[str, typer.Argument(metavar="ID", help=option("report.case"))]
DayGiven = Annotated[str | None, typer.Argument(metavar="[DATE]", help=option("report.day"))]
ShiftGiven = Annotated[
    str | None, typer.Argument(metavar="[H-ID|SEAT|now]", help=option("report.shift"))
]

TODAY, YESTERDAY, NOW = "today", "yesterday", "now"
_HANDOVER = re.compile(r"H-\d{1,18}", re.ASCII | re.IGNORECASE)


def report_case(ctx: typer.Context, id: CaseGiven, *, rendition: Rendition) -> None:
    """Report a case."""
    from console.reporting.case_document import case_document  # charts: not for all
    from console.reporting.case_file import ask_case_file, case_data

    rendition.check()
    wanted = case_id(id)
    with hub(ctx) as client, progress(say("reading.report"), wanted=not rendition.json) as tell:
        file = ask_case_file(client, wanted, tell)
    rendition.deliver(case_data(file), lambda: case_document(file))


def report_day(ctx: typer.Context, day: DayGiven = None, *, rendition: Rendition) -> None:
    """Report a day of the site."""
    from console.reporting.stretch_document import day_document
    from console.reporting.stretch_file import ask_stretch, stretch_data
    from console.reporting.stretches import day_of, today

    rendition.check()
    wanted = None if day in (None, TODAY, YESTERDAY) else _date(day or "")
    with hub(ctx) as client, progress(say("reading.report"), wanted=not rendition.json) as tell:
        now = client.ask("snapshot", Snapshot)
        here = today(now.site, now.now)
        if day == YESTERDAY:
            here -= timedelta(days=1)
        bounds = day_of(now.site, wanted or here)
        file = ask_stretch(client, bounds, tell, snapshot=now)
    rendition.deliver(stretch_data("day", file), lambda: day_document(file))


def report_shift(ctx: typer.Context, shift: ShiftGiven = None, *, rendition: Rendition) -> None:
    """Report a shift."""
    from console.reporting.shift_file import ask_handed_shift, ask_seat_shift
    from console.reporting.stretch_document import shift_document
    from console.reporting.stretch_file import stretch_data

    rendition.check()
    with hub(ctx) as client, progress(say("reading.report"), wanted=not rendition.json) as tell:
        if shift is not None and _HANDOVER.fullmatch(shift):
            file = ask_handed_shift(client, shift.upper(), tell)
        else:
            file = ask_seat_shift(client, None if shift == NOW else shift, tell)
    rendition.deliver(stretch_data("shift", file), lambda: shift_document(file))


def report_brief(ctx: typer.Context, *, rendition: Rendition) -> None:
    """Report what is going on in a few lines."""
    from console.reporting.brief import brief_document
    from console.reporting.stretch_file import ask_stretch, stretch_data
    from console.reporting.stretches import day_of, today

    rendition.check()
    with hub(ctx) as client, progress(say("reading.report"), wanted=not rendition.json) as tell:
        now = client.ask("snapshot", Snapshot)
        bounds = day_of(now.site, today(now.site, now.now))
        file = ask_stretch(client, bounds, tell, snapshot=now, worst=0)
    rendition.deliver(stretch_data("brief", file), lambda: brief_document(file))


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("bad.day", text=text)) from None
    if day.year < 1970 or day.year > 9000:
        raise typer.BadParameter(say("bad.day", text=text))
    return day
