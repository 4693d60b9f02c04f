"""What a case came from, whose it is and how it went, as fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import CaseView, DirectiveView, StepClockView, SuggestionView
from console.domain.cases import Step
from console.domain.causes import Cause
from console.domain.ids import SensorId
from console.domain.matters import Evidence
from console.domain.sites import Site
from console.printing import GAP
from console.wording import (
    age,
    cause_word,
    local,
    outcome_word,
    plain,
    priority_word,
    step_word,
    target_name,
)
from console.wording.commands import say
from console.wording.matters import category_word, confidence_word, source_word
from console.wording.names import party_name

_BETWEEN = ", "


def case_stage(case: CaseView) -> str:
    """Return how far a case is, or how it ended; with what is remarkable about that."""
    if case.outcome is not None:
        return outcome_word(case.outcome)
    if case.suspension is not None:
        return f"{step_word(case.step)} ({say('at.rest')})"
    if case.proposal is not None:
        return f"{step_word(case.step)} ({say('to.be.closed')})"
    return step_word(case.step)


def matter_fields(case: CaseView, site: Site) -> Iterator[tuple[str, str]]:
    """Return what a case is about and where it came from; what is not there is empty."""
    yield "priority", priority_word(case.priority)
    yield "category", category_word(case.category)
    yield "case.source", source_word(case.source)
    yield "reference", plain(case.reference or "")
    yield "owner", plain(case.owner or "")
    yield "contacts", _BETWEEN.join(party_name(site, party) for party in case.contacts)
    if case.directive is not None:
        yield "directive", plain(case.directive.text)
        yield "read", _readers(case.directive)
    if case.about is not None:
        yield "about", target_name(site, case.about)
    yield "suggested", "\n".join(_suggestion(site, one) for one in case.suggested)


def course_fields(case: CaseView) -> Iterator[tuple[str, str]]:
    """Return who opened, filed, returned and closed it, and its clocks."""
    filed_later = case.filed_at != case.opened_at
    word = "collected" if filed_later else "opened"
    yield word, say("by.at", person=case.opened_by, at=local(case.opened_at))
    if case.filed_at is not None and filed_later:
        yield "filed", say("by.at", person=case.filed_by or "", at=local(case.filed_at))
    clocks = [clock for clock in (case.clock, case.whole) if clock is not None]
    yield "clocks", "\n".join(map(_clock, clocks))
    if (rest := case.suspension) is not None:
        words = {"since": local(rest.since), "until": local(rest.until), "by": rest.by}
        yield "suspended", say("rests.until", **words)
    if case.returns:
        at = local(case.returned_at)
        yield "returns", say("returned.times", count=case.returns, at=at)
    yield "reopened", str(case.reopened) if case.reopened else ""
    yield "links", " ".join(map(plain, case.links))
    yield "duplicate.of", plain(case.duplicate_of or "")
    if case.proposal is not None and case.outcome is None:
        yield "proposal", say("proposed.by.at", by=case.proposal.by, at=local(case.proposal.at))
    if case.closed_at is not None:
        yield "closed", say("by.at", person=case.closed_by or "", at=local(case.closed_at))


def evidence_words(evidence: Evidence) -> str:
    """Return what shows that something is so."""
    told: list[str] = []
    if evidence.value is not None:
        told.append(f"{evidence.value:g} {plain(evidence.unit or '')}".rstrip())
    told += [plain(part) for part in (evidence.photo, evidence.note) if part]
    return _BETWEEN.join(told)


def _readers(directive: DirectiveView) -> str:
    read = [f"{plain(one.person)}{GAP}{local(one.at)}" for one in directive.read]
    names = {one.person for one in directive.read}
    missing = _BETWEEN.join(name for name in directive.to if name not in names)
    return "\n".join([*read, *([say("not.read", names=missing)] if missing else [])])


def _clock(clock: StepClockView) -> str:
    term = step_word(clock.term) if clock.term in set(Step) else say("term.whole")
    if clock.due is None:
        return say("clock.still", term=term, left=age(clock.left_s))
    return say("clock.late" if clock.told else "clock.due", term=term, due=local(clock.due))


def _suggestion(site: Site, one: SuggestionView) -> str:
    causes = [cause_word(Cause(cause)) for cause in one.causes if cause in set(Cause)]
    told = _BETWEEN.join(causes or map(plain, one.verdicts))
    return GAP.join(
        (target_name(site, SensorId(one.sensor)), told, confidence_word(one.confidence))
    )
