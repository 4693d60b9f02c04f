"""What a secretary passes on in a chat: some twenty lines in plain words, no ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.clock import utc
from console.contract.case_views import CaseView
from console.contract.views import Snapshot
from console.domain.alerts import State
from console.domain.cases import OVER, Step
from console.domain.ids import PartyId
from console.domain.shifts import HandoverStep
from console.domain.sites import Site
from console.reporting.document import Block, Document, Heading, Points
from console.reporting.framing import at, foot, span, warned
from console.reporting.stretch_cases import place_of, stands
from console.reporting.stretch_file import StretchFile
from console.wording import (
    action_word,
    case_name,
    cause_word,
    chosen,
    language,
    unit_name,
)
from console.wording.documents import Doc, tell, term_word
from console.wording.names import party_name, place_name

NOW_MOST, FINISHED_MOST, DECIDE_MOST = 3, 2, 4  # of each; the rest is counted
NAMES_MOST = 3
UNANSWERED = (State.UNACKNOWLEDGED, State.RETURNED)


def brief_document(file: StretchFile) -> Document:
    """Return what is going on, what was finished since midnight, and what needs a decision."""
    now = file.snapshot
    site = now.site
    blocks: list[Block] = [*warned(drill=now.drill is not None)]
    parts = (
        (Doc.NOW, _now(now)),
        (Doc.FINISHED, _finished(file)),
        (Doc.DECIDE, _decide(now)),
    )
    for name, texts in parts:
        blocks += [Heading(tell(name)), Points(tuple(texts))]
    return Document(
        title=tell(Doc.BRIEF_TITLE, site=chosen(site.name), at=at(site, now.now)),
        about=tell(Doc.BRIEF_ABOUT),
        language=language(),
        blocks=tuple(blocks),
        foot=foot(site, now.now, now.as_of),
    )


def _now(now: Snapshot) -> Iterator[str]:
    site = now.site
    asking = sum(alert.state in UNANSWERED for alert in now.alerts)
    standing = sum(alert.standing for alert in now.alerts)
    if asking:
        yield tell(Doc.ALERTS_UNANSWERED, all=max(standing, asking), count=asking)
    else:
        yield tell(Doc.ALERTS_NOW, count=standing) if standing else tell(Doc.ALERTS_NONE)
    worked_on = sorted(now.cases, key=lambda case: (-case.priority.rank, case.opened_at))
    if not worked_on:
        yield tell(Doc.NO_CASE_NOW)
    for case in worked_on[:NOW_MOST]:
        length = span((now.now - case.opened_at).total_seconds())
        yield tell(Doc.CASE_NOW, **_of(site, case), step=stands(case), span=length)
    yield from _more(worked_on, NOW_MOST)
    if stopped := now.out_of_service:
        names = [place_name(site, one.target) for one in stopped[:NAMES_MOST]]
        joined = tell(Doc.COMMA).join(names) + (" …" if len(stopped) > NAMES_MOST else "")
        yield tell(Doc.STOPPED_NOW, count=len(stopped), names=joined)


def _finished(file: StretchFile) -> Iterator[str]:
    closed = [c for c in file.cases.cases if c.closed_at is not None and c.closed_at >= file.start]
    if not closed:
        yield tell(Doc.NOTHING_FINISHED)
    for case in closed[-FINISHED_MOST:]:
        found = dict.fromkeys(cause_word(f.seen.cause) for f in case.findings if not f.withdrawn)
        told = _of(file.site, case) | {"outcome": stands(case)}
        if found:
            yield tell(Doc.FINISHED_ONE, **told, cause=tell(Doc.COMMA).join(found))
        else:
            yield tell(Doc.FINISHED_PLAIN, **told)
    yield from _more(closed, FINISHED_MOST)


def _decide(now: Snapshot) -> Iterator[str]:
    waits = [text for case in now.cases for text in _waits(now, case)]
    for handover in now.handovers:
        if handover.step is HandoverStep.OFFERED:
            until = at(now.site, utc(handover.until))
            waits.append(tell(Doc.DECIDE_HANDOVER, person=handover.by, at=until))
    if not waits:
        yield tell(Doc.NOTHING_TO_DECIDE)
    yield from waits[:DECIDE_MOST]
    yield from _more(waits, DECIDE_MOST)


def _waits(now: Snapshot, case: CaseView) -> Iterator[str]:
    """Yield what of a case a person has to decide, the gravest first."""
    site = now.site
    named = _of(site, case)
    if case.proposal is not None:
        yield tell(Doc.DECIDE_CLOSE, **named, person=case.proposal.by)
    for task in (one for one in case.assignments if one.leg not in OVER):
        if task.misses:
            yield tell(Doc.DECIDE_SILENT, **named, unit=unit_name(site, task.unit))
        if task.asks is not None:
            yield tell(Doc.DECIDE_HELP, **named, unit=unit_name(site, task.unit))
    for clock in (case.whole, case.clock):
        if clock is not None and (clock.told or (clock.due is not None and clock.due < now.now)):
            yield tell(Doc.DECIDE_LATE, **named, term=term_word(clock.term))
    for remedy in case.remedies:
        late = remedy.overdue or (remedy.due is not None and remedy.due < now.now)
        if remedy.done_at is None and late:
            action = action_word(remedy.action)
            party = party_name(site, PartyId(remedy.party))
            yield tell(Doc.DECIDE_REMEDY, **named, action=action, party=party)
    if case.step is Step.COLLECTED:
        yield tell(Doc.DECIDE_FILE, **named)
    elif case.step is Step.FILED and case.suspension is None:
        yield tell(Doc.DECIDE_SEND, **named)
    if case.directive is not None:
        read = {receipt.person for receipt in case.directive.read}
        if unread := [person for person in case.directive.to if person not in read]:
            to = tell(Doc.COMMA).join(unread)
            yield tell(Doc.DECIDE_READ, name=case.directive.text, to=to)


def _of(site: Site, case: CaseView) -> dict[str, str]:
    return {"name": case_name(site, case), "place": place_of(site, case)}


def _more(items: Sequence[object], most: int) -> Iterator[str]:
    if len(items) > most:
        yield tell(Doc.MORE_OF, count=len(items) - most)
