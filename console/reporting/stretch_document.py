"""A day or a shift as a document: what was raised, worked on and handed over, what is due next."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.views import Snapshot
from console.reporting.document import (
    Block,
    Callout,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Points,
    Tone,
    table,
)
from console.reporting.framing import at, foot, warned, zone_of
from console.reporting.handed import handed_over, handovers
from console.reporting.stretch_alerts import alerts, response
from console.reporting.stretch_cases import cases, due, sent
from console.reporting.stretch_file import StretchFile
from console.wording import language, plain
from console.wording.documents import Doc, tell
from console.wording.names import place_name


def day_document(file: StretchFile) -> Document:
    """Return the document of a day, in the language in use; times are the site's."""
    day = file.start.astimezone(zone_of(file.site)).date().isoformat()
    return _document(file, tell(Doc.DAY_TITLE, day=day), ())


def shift_document(file: StretchFile) -> Document:
    """Return the document of a shift: who was there, then as of a day."""
    on_duty = Points(tuple(_duties(file.snapshot)))
    blocks: tuple[Block, ...] = ()
    if file.handover is not None:
        blocks = tuple(handed_over(file.site, file.handover))
    elif on_duty.texts:
        blocks = (Heading(tell(Doc.ON_DUTY)), on_duty)
    return _document(file, tell(Doc.SHIFT_TITLE), blocks)


def _document(file: StretchFile, title: str, first: tuple[Block, ...]) -> Document:
    site, now = file.site, file.snapshot
    return Document(
        title=title,
        about=tell(Doc.SPAN, start=at(site, file.start), end=at(site, file.end)),
        language=language(),
        blocks=(*warned(drill=now.drill is not None), *_blocks(file, first)),
        foot=foot(site, now.now, now.as_of),
    )


def _blocks(file: StretchFile, first: tuple[Block, ...]) -> Iterator[Block]:
    if not file.over:
        yield Paragraph(tell(Doc.SO_FAR, at=at(file.site, file.end)))
    if not (file.raised or file.cases.cases):
        yield Callout(tell(Doc.QUIET), "good")
    yield Figures(tuple(_figures(file)))
    yield from first
    yield Heading(tell(Doc.ALERTS))
    yield from alerts(file)
    yield from response(file)
    yield Heading(tell(Doc.CASES))
    yield from cases(file)
    yield from _stopped(file)
    if file.handover is None and file.handovers:
        yield Heading(tell(Doc.HANDOVERS))
        yield handovers(file.site, file.handovers)
    yield from due(file)


def _figures(file: StretchFile) -> Iterator[Figure]:
    report = file.cases
    raised = sum(one.count for one in file.raised)
    calls = tell(Doc.FIG_RAISED_CALLS, count=file.load.annunciations)
    yield Figure(tell(Doc.FIG_RAISED), str(raised), calls)
    yield Figure(tell(Doc.FIG_OPENED), str(report.opened))
    good: Tone = "good" if report.verified else "plain"
    yield Figure(tell(Doc.FIG_VERIFIED), str(report.verified), tone=good)
    bad: Tone = "bad" if report.unverified else "plain"
    yield Figure(tell(Doc.FIG_UNVERIFIED), str(report.unverified), tone=bad)
    yield Figure(tell(Doc.FIG_OPEN), str(report.open))
    late = sum(bool(case.late) for case in report.cases)
    yield Figure(tell(Doc.FIG_LATE), str(late), tone="warn" if late else "plain")
    tasks = list(sent(file))
    units = tell(Doc.FIG_OUT_UNITS, count=len({unit for _case, unit in tasks}))
    yield Figure(tell(Doc.FIG_OUT), str(len(tasks)), units)


def _stopped(file: StretchFile) -> Iterator[Block]:
    """Yield what is out of service; of a time that is over, that would tell of another."""
    if file.over or not file.snapshot.out_of_service:
        return
    titles: list[str | Column] = [tell(one) for one in (Doc.NAME, Doc.SINCE, Doc.PERSON, Doc.NOTE)]
    rows = [
        (place_name(file.site, one.target), at(file.site, one.at), plain(one.by), plain(one.note))
        for one in file.snapshot.out_of_service
    ]
    yield table(tell(Doc.OUT_OF_SERVICE), titles, rows)


def _duties(now: Snapshot) -> Iterator[str]:
    for duty in now.duties:
        since = at(now.site, duty.since)
        yield tell(Doc.DUTY, person=duty.person, seat=duty.seat, at=since)
