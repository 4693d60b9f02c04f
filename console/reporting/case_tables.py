"""What was found in a case, what was done about it, how that was proved, and who went."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import CaseView, FindingView, RemedyView, SuggestionView
from console.domain.causes import Cause
from console.domain.ids import PartyId, SensorId
from console.domain.matters import Evidence
from console.domain.sites import Site
from console.reporting.case_file import CaseFile
from console.reporting.document import Block, Column, Figure, Figures, Paragraph, table
from console.reporting.framing import at
from console.wording import (
    action_word,
    cause_word,
    chosen,
    figure,
    leg_word,
    plain,
    proof_word,
    rule_name,
    target_name,
    unit_name,
)
from console.wording.documents import Doc, tell
from console.wording.matters import confidence_word
from console.wording.spans import span

NUMBER = Column("#", right=True)


def causes(file: CaseFile) -> Iterator[Block]:
    """Yield what patrols found, and beside it what the diagnosis expected."""
    case = file.detail.case
    if case.findings:
        titles = [NUMBER, *_titles(Doc.CAUSE, Doc.FOUND_BY, Doc.AT, Doc.EVIDENCE)]
        rows = [_finding(file.site, one) for one in case.findings]
        yield table(tell(Doc.CAUSES_FOUND), titles, rows)
    else:
        yield Paragraph(tell(Doc.NOTHING_FOUND))
    if case.suggested:
        titles = _titles(Doc.POINT, Doc.EXPECTED, Doc.CONFIDENCE, Doc.FOUND_TOO)
        rows = [_expected(file, one) for one in case.suggested]
        yield table(tell(Doc.PREDICTED), titles, rows)


def remedies(file: CaseFile) -> Iterator[Block]:
    """Yield what was ordered, from whom, until when, and what shows that it was done."""
    case = file.detail.case
    if not case.remedies:
        yield Paragraph(tell(Doc.NO_REMEDY))
        return
    titles = [
        NUMBER, *_titles(Doc.REMEDY, Doc.RESPONSIBLE, Doc.DUE, Doc.DONE_AT, Doc.EVIDENCE)
    ]  # fmt: skip
    rows = [_remedy(file, one) for one in case.remedies]
    yield table(tell(Doc.ORDERED), titles, rows)


def verification(file: CaseFile) -> Iterator[Block]:
    """Yield what had to read normal, for how long, since when it did, and the proof."""
    case, site = file.detail.case, file.site
    if case.proof is not None:
        told = tell(Doc.PROVED, proof=proof_word(case.proof), at=at(site, case.verified_at))
        by = tell(Doc.BY, person=case.verified_by) if case.verified_by else ""
        yield Figures((Figure(tell(Doc.PROOF), told, by, "good"),))
    else:
        yield Paragraph(tell(Doc.NO_PROOF))
    rows = [
        (
            target_name(site, point.target),
            rule_name(site, point.rule),
            span(point.window_s),
            at(site, point.normal_since) or tell(Doc.NOT_NORMAL),
        )
        for point in case.points
    ]
    if rows:
        titles = _titles(Doc.POINT, Doc.RULE, Doc.WINDOW, Doc.NORMAL_SINCE)
        yield table(tell(Doc.POINTS), titles, rows)


def patrols(file: CaseFile) -> Iterator[Block]:
    """Yield who was sent, by whom, and how far each is."""
    site = file.site
    rows = [
        (
            unit_name(site, task.unit),
            _members(site, task.unit),
            plain(task.sent_by),
            at(site, task.sent_at),
            f"{leg_word(task.leg)}, {at(site, task.changed_at)}",
        )
        for task in file.detail.case.assignments
    ]
    if rows:
        titles = _titles(Doc.UNIT, Doc.MEMBERS, Doc.SENT_BY, Doc.SENT_AT, Doc.LEG)
        yield table(tell(Doc.PATROLS), titles, rows)


def _titles(*names: Doc) -> list[str | Column]:
    return [tell(name) for name in names]


def _members(site: Site, unit: str) -> str:
    known = next((one for one in site.units.values() if one.id == unit), None)
    return tell(Doc.COMMA).join(map(plain, known.members)) if known else ""


def _finding(site: Site, one: FindingView) -> tuple[str, ...]:
    seen = one.seen
    cause = cause_word(seen.cause)
    if seen.count is not None:
        cause = f"{cause} × {seen.count}"
    if one.withdrawn:
        cause = tell(Doc.WITHDRAWN, cause=cause)
    shown = Evidence(photo=seen.photo, value=seen.value, unit=seen.unit, note=seen.note)
    return (str(one.number), cause, unit_name(site, one.unit), at(site, one.at), evidence(shown))


def _remedy(file: CaseFile, one: RemedyView) -> tuple[str, ...]:
    site = file.site
    due = at(site, one.due)
    if one.done_at is None and (one.overdue or (one.due is not None and one.due < file.now)):
        due = tell(Doc.OVERDUE, due=due)
    done = tell(Doc.NOT_DONE)
    if one.done_at is not None:
        done = tell(Doc.DONE_BY, at=at(site, one.done_at), person=one.done_by or "")
    shown = evidence(one.evidence) if one.evidence is not None else ""
    return (str(one.number), action_word(one.action), _party(site, one), due, done, shown)


def _party(site: Site, one: RemedyView) -> str:
    known = site.parties.get(PartyId(one.responsible)) if one.responsible else None
    if known is None:
        return plain(one.party)
    name = chosen(known.name)
    return (
        name
        if one.party in ("", one.responsible, name, known.name.zh, known.name.en)
        else (tell(Doc.PARTY_FOR, party=name, name=one.party))
    )


def evidence(shown: Evidence) -> str:
    """Return what shows that something is so: a photo's reference, a value, a note."""
    parts = []
    if shown.value is not None:
        value = f"{figure(shown.value)} {plain(shown.unit or '')}".rstrip()
        parts.append(tell(Doc.READ, value=value))
    if shown.photo:
        parts.append(tell(Doc.PHOTO, reference=shown.photo))
    if shown.note:
        parts.append(tell(Doc.NOTED, note=shown.note))
    return tell(Doc.COMMA).join(parts)


def _expected(file: CaseFile, one: SuggestionView) -> tuple[str, ...]:
    comma = tell(Doc.COMMA)
    causes = [cause_word(Cause(cause)) for cause in one.causes if cause in set(Cause)]
    told = comma.join(causes) or comma.join(map(plain, one.verdicts))
    name = target_name(file.site, SensorId(one.sensor))
    return name, told, confidence_word(one.confidence), _found_too(file.detail.case, one)


def _found_too(case: CaseView, one: SuggestionView) -> str:
    """Return whether one of what was expected was found; that it was not proves nothing."""
    found = {finding.seen.cause for finding in case.findings if not finding.withdrawn}
    if not found:
        return tell(Doc.NOT_FOUND_YET)
    return tell(Doc.AGREES if found & set(one.causes) else Doc.DIFFERS)
