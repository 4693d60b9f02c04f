"""The cases of a stretch of time one by one, who was sent, and what falls due next."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import CaseView
from console.domain.ids import PartyId, UnitId
from console.domain.sites import Site
from console.reporting.document import Block, Column, Heading, Paragraph, table
from console.reporting.framing import at
from console.reporting.stretch_file import NEXT, Due, StretchFile
from console.wording import (
    action_word,
    case_name,
    cause_word,
    outcome_word,
    plain,
    step_word,
    unit_name,
    zone_name,
)
from console.wording.documents import Doc, tell, term_word
from console.wording.names import party_name


def cases(file: StretchFile) -> Iterator[Block]:
    """Yield each case, and what they were found to come from."""
    report, site = file.cases, file.site
    if not report.cases:
        yield Paragraph(tell(Doc.NO_CASES))
        return
    titles = [Column(tell(one)) for one in (Doc.CASE, Doc.NAME, Doc.PLACE, Doc.HOW, Doc.OPENED)]
    rows = [
        (
            plain(case.id),
            case_name(site, case),
            place_of(site, case),
            stands(case),
            at(site, case.opened_at),
        )
        for case in report.cases
    ]
    yield table(tell(Doc.EACH_CASE), titles, rows)
    if report.causes:
        heads = [Column(tell(Doc.CAUSE)), Column(tell(Doc.CASES), right=True)]
        found = [(cause_word(cause), str(count)) for cause, count in report.causes]
        yield table(tell(Doc.CAUSES_COUNTED), heads, found)


def sent(file: StretchFile) -> Iterator[tuple[CaseView, UnitId]]:
    """Yield who was sent to what in this time."""
    for case in {case.id: case for case in (*file.snapshot.cases, *file.cases.cases)}.values():
        for task in case.assignments:
            if file.start <= task.sent_at < file.end:
                yield case, task.unit


def due(file: StretchFile) -> Iterator[Block]:
    """Yield who is out, and what is to be done within the next day."""
    if tasks := list(sent(file)):
        titles = [Column(tell(Doc.UNIT)), Column(tell(Doc.CASE))]
        rows = [(unit_name(file.site, u), case_name(file.site, case)) for case, u in tasks]
        yield table(tell(Doc.FIG_OUT), titles, rows)
    until = at(file.site, file.end + NEXT)
    yield Heading(tell(Doc.DUE_NEXT, at=until))
    if not file.due:
        yield Paragraph(tell(Doc.NOTHING_DUE, at=until))
        return
    heads = [Column(tell(one)) for one in (Doc.DUE, Doc.CASE, Doc.NAME, Doc.RESPONSIBLE)]
    yield table(tell(Doc.TO_DO), heads, [_due(file, one) for one in file.due])


def stands(case: CaseView) -> str:
    """Return how a case ended, or how far it has come."""
    return step_word(case.step) if case.outcome is None else outcome_word(case.outcome)


def place_of(site: Site, case: CaseView) -> str:
    """Return where a case is, in words."""
    return zone_name(site, case.zone) if case.zone else tell(Doc.NOWHERE)


def _due(file: StretchFile, one: Due) -> tuple[str, ...]:
    site, case = file.site, one.case
    remedy = next((r for r in case.remedies if r.number == one.remedy), None)
    if remedy is not None:
        what, who = action_word(remedy.action), party_name(site, PartyId(remedy.party))
    else:
        what, who = tell(Doc.STEP_DUE, term=term_word(one.term or "")), plain(case.owner or "")
    when = at(site, one.at)
    if one.at < file.end:
        when = tell(Doc.OVERDUE, due=when)
    return when, case_name(site, case), what, who
