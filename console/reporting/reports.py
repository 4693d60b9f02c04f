"""Every report: asked of the hub, for programs, as a document, and as a file to pass on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.ids import CaseId
from console.errors import Refused
from console.reporting.brief import brief_document
from console.reporting.case_document import case_document
from console.reporting.case_file import Tell, ask_case_file, case_data
from console.reporting.document import Document
from console.reporting.page import page_of
from console.reporting.shift_file import ask_handed_shift, ask_seat_shift
from console.reporting.stretch_document import day_document, shift_document
from console.reporting.stretch_file import StretchFile, ask_stretch, stretch_data
from console.reporting.stretches import day_of, today

NAMES_MOST = 1_000  # files of one name beside each other


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report as programs read it and as people do; a file of it is called `name`."""

    name: str
    told: dict[str, Any]
    document: Document


def nobody(_share: float) -> None:
    """Hear how far it is for nobody."""


def of_case(hub: Hub, id: CaseId, tell: Tell = nobody) -> Report:
    """Return the report of a case; raise NotFound and what else the hub raises."""
    file = ask_case_file(hub, id, tell)
    name = f"{file.site.id}-{file.detail.case.id}"
    return Report(name=name, told=case_data(file), document=case_document(file))


def of_day(hub: Hub, day: date | None, tell: Tell = nobody, *, back: int = 0) -> Report:
    """Return the report of a day of the site; without one of today, or of so many days back."""
    now = hub.ask("snapshot", Snapshot)
    day = day or today(now.site, now.now) - timedelta(days=back)
    bounds = day_of(now.site, day)
    if bounds[0] >= now.now:
        raise Refused("day_ahead", day=day.isoformat())
    file = ask_stretch(hub, bounds, tell, snapshot=now)
    name = f"{now.site.id}-{day.isoformat()}"
    return Report(name=name, told=stretch_data("day", file), document=day_document(file))


def of_seat_shift(hub: Hub, seat: str | None, tell: Tell = nobody) -> Report:
    """Return the report of the shift under way at a seat, or where the caller is."""
    return _of_shift(ask_seat_shift(hub, seat, tell))


def of_handed_shift(hub: Hub, handover: str, tell: Tell = nobody) -> Report:
    """Return the report of the shift that ended with a handover; raise NotFound."""
    return _of_shift(ask_handed_shift(hub, handover, tell))


def in_brief(hub: Hub, tell: Tell = nobody) -> Report:
    """Return what is going on, what was finished today, what waits for a decision."""
    now = hub.ask("snapshot", Snapshot)
    day = today(now.site, now.now)
    file = ask_stretch(hub, day_of(now.site, day), tell, snapshot=now, worst=0)
    name = f"{now.site.id}-brief-{day.isoformat()}"
    return Report(name=name, told=stretch_data("brief", file), document=brief_document(file))


def write_page(report: Report, folder: Path) -> Path:
    """Write the report as an HTML file beside those there are; return it, raise OSError."""
    page = page_of(report.document)
    names = (f"-{count}" if count else "" for count in (0, *range(2, NAMES_MOST)))
    for suffix in names:
        path = folder / f"{report.name}{suffix}.html"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(page)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{report.name}.html")


def _of_shift(file: StretchFile) -> Report:
    name = f"{file.site.id}-shift-{file.end.strftime('%Y%m%dT%H%MZ')}"
    return Report(name=name, told=stretch_data("shift", file), document=shift_document(file))
