"""A case as a document: what it was, what was measured, found and done, and how it was proved."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import StepClockView
from console.domain.case_facts import Outcome, Proof
from console.reporting.case_charts import measured
from console.reporting.case_file import CaseFile
from console.reporting.case_tables import causes, patrols, remedies, verification
from console.reporting.document import (
    Block,
    Callout,
    Document,
    Entry,
    Figure,
    Figures,
    Heading,
    Paragraph,
    table,
    timeline,
)
from console.reporting.framing import at, foot, span, warned
from console.wording import (
    case_name,
    language,
    outcome_word,
    plain,
    priority_word,
    proof_word,
    sentence,
    step_word,
    zone_name,
)
from console.wording.documents import Doc, tell, term_word
from console.wording.matters import category_word, source_word

BETWEEN = ":： "  # a case's id and what happened to it


def case_document(file: CaseFile) -> Document:
    """Return the document, in the language in use; times are the site's."""
    case, site = file.detail.case, file.site
    name = case_name(site, case) or plain(case.id)
    return Document(
        title=name,
        about=tell(Doc.CASE_ABOUT, id=case.id, place=_place(file), at=at(site, case.opened_at)),
        language=language(),
        blocks=tuple(_blocks(file)),
        foot=foot(site, file.now, file.as_of),
    )


def _blocks(file: CaseFile) -> Iterator[Block]:
    yield from warned(drill=file.drill)
    yield _outcome(file)
    yield from _aside(file)
    yield Figures(tuple(_figures(file)))
    yield from _clocks(file)
    yield Heading(tell(Doc.MEASURED))
    yield from measured(file)
    yield Heading(tell(Doc.CAUSES))
    yield from causes(file)
    yield Heading(tell(Doc.REMEDIES))
    yield from remedies(file)
    yield Heading(tell(Doc.VERIFICATION))
    yield from verification(file)
    yield Heading(tell(Doc.COURSE))
    yield from patrols(file)
    yield timeline(tell(Doc.HAPPENED), list(_happened(file)))


def _place(file: CaseFile) -> str:
    zone = file.detail.case.zone
    return zone_name(file.site, zone) if zone else tell(Doc.NOWHERE)


def _outcome(file: CaseFile) -> Callout:
    case = file.detail.case
    match case.outcome:
        case None if case.suspension is not None:
            until = at(file.site, case.suspension.until)
            return Callout(tell(Doc.RESTS, until=until, person=case.suspension.by), "warn")
        case None:
            return Callout(tell(Doc.OPEN_STILL, step=step_word(case.step)), "warn")
        case Outcome.VERIFIED if case.proof in (None, Proof.SENSOR):
            return Callout(tell(Doc.VERIFIED_SENSOR), "good")
        case Outcome.VERIFIED:
            proof = "" if case.proof is None else proof_word(case.proof)
            person = case.verified_by or ""
            return Callout(tell(Doc.VERIFIED_HAND, proof=proof, person=person), "good")
        case Outcome.UNVERIFIED:
            return Callout(tell(Doc.UNPROVED), "bad")
        case Outcome.DUPLICATE if case.duplicate_of is not None:
            return Callout(tell(Doc.SAME_AS, id=case.duplicate_of))
        case _:
            return Callout(tell(Doc.ENDED, outcome=outcome_word(case.outcome)))


def _aside(file: CaseFile) -> Iterator[Block]:
    """Yield what is so of few cases: a directive, returns, others it has to do with."""
    case = file.detail.case
    if (given := case.directive) is not None:
        told = {"person": given.by, "to": ", ".join(given.to), "text": given.text}
        yield Callout(tell(Doc.DIRECTIVE, **told))
        for receipt in given.read:
            when = at(file.site, receipt.at)
            yield Paragraph(tell(Doc.READ_BY, person=receipt.person, at=when))
        read = {receipt.person for receipt in given.read}
        if unread := [person for person in given.to if person not in read]:
            yield Paragraph(tell(Doc.UNREAD, to=", ".join(unread)))
    if case.returns:
        yield Paragraph(tell(Doc.RETURNED, count=case.returns))
    if case.reopened:
        yield Paragraph(tell(Doc.REOPENED, count=case.reopened))
    if case.links:
        yield Paragraph(tell(Doc.LINKED, ids=", ".join(case.links)))


def _figures(file: CaseFile) -> Iterator[Figure]:
    case, site = file.detail.case, file.site
    yield Figure(tell(Doc.PLACE), _place(file))
    yield Figure(tell(Doc.CATEGORY), category_word(case.category))
    yield Figure(tell(Doc.PRIORITY), priority_word(case.priority))
    yield Figure(tell(Doc.SOURCE), source_word(case.source))
    by = tell(Doc.BY, person=case.opened_by)
    yield Figure(tell(Doc.OPENED), at(site, case.opened_at), by)
    if case.closed_at is not None:
        by = tell(Doc.BY, person=case.closed_by or "")
        yield Figure(tell(Doc.CLOSED), at(site, case.closed_at), by)
    took = ((case.closed_at or file.now) - case.opened_at).total_seconds()
    yield Figure(tell(Doc.TOOK if case.closed_at else Doc.RUNS), span(took))
    if case.owner:
        yield Figure(tell(Doc.OWNER), case.owner)
    if case.reference:
        yield Figure(tell(Doc.REFERENCE), case.reference)


def _clocks(file: CaseFile) -> Iterator[Block]:
    case = file.detail.case
    clocks = [clock for clock in (case.clock, case.whole) if clock is not None]
    rows = [_clock(file, clock) for clock in clocks]
    told = {clock.term for clock in clocks}
    rows += [
        (term_word(term), "", tell(Doc.LATE))
        for term in dict.fromkeys(case.late)
        if term not in told
    ]
    if rows:
        titles = [tell(one) for one in (Doc.CLOCK_OF, Doc.DUE, Doc.HOW)]
        yield table(tell(Doc.CLOCKS), titles, rows)


def _clock(file: CaseFile, clock: StepClockView) -> tuple[str, str, str]:
    case, name = file.detail.case, term_word(clock.term)
    due = at(file.site, clock.due)
    if clock.told or clock.term in case.late:
        return name, due, tell(Doc.LATE)
    if case.closed_at is not None:
        return name, due, tell(Doc.ON_TIME)
    if clock.due is None:
        left = span(clock.left_s) if clock.left_s is not None else ""
        return name, due, tell(Doc.STILL, left=left) if left else ""
    left_s = (clock.due - file.now).total_seconds()
    return name, due, tell(Doc.RUNNING, left=span(left_s)) if left_s >= 0 else tell(Doc.LATE)


def _happened(file: CaseFile) -> Iterator[Entry]:
    """Yield the case's facts as sentences that need not say of which case."""
    id = plain(file.detail.case.id)
    for fact in file.detail.history:
        told = sentence(fact, file.site)
        if told.startswith(id):
            told = told[len(id) :].lstrip(BETWEEN)
        yield Entry(at(file.site, fact.at), told)
