"""A case's whole file: matter, clocks, causes, remedies, proof, why, and what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from console.clock import moment, utc
from console.contract.case_views import CaseDetail, CaseView, FindingView, RemedyView
from console.contract.facts import Fact
from console.domain.causes import Seen, needs_remedy
from console.domain.ids import SensorId
from console.domain.matters import Evidence
from console.live import Live
from console.screens.asked import asked_line
from console.screens.caselist import alerts_of, place_of, since, worst
from console.screens.casesigns import clock_words, named_strip, signs
from console.screens.glance import act_on, matter, of_alert, soft
from console.screens.proof import proof_lines
from console.widgets import Ink, Line, between, fit, wrap
from console.wording import (
    action_word,
    age,
    case_name,
    cause_word,
    figure,
    local,
    outcome_word,
    plain,
    priority_word,
    proof_word,
    seen_words,
    sentence,
    step_word,
    target_name,
    unit_name,
    zone_name,
)
from console.wording.course import Course
from console.wording.diagnosis_words import confidence_word, verdict_words
from console.wording.dispatch import Work
from console.wording.matters import category_word, source_word
from console.wording.screens import Say, minute, say, time_of_day

LABEL = 12


def file_lines(
    live: Live, case: CaseView, told: CaseDetail | None, width: int, acts: Sequence[Line] = ()
) -> list[Line]:
    """Return everything there is to know of `case`, `acts` after what is wrong with it; `told` is
    the hub's fuller answer, if here. What happened last stands at the end."""
    lines = [*_head(live, case, width)]
    lines += [asked] if (asked := asked_line(live, case.id)) else []
    for sign in signs(live, case):
        lines += _wrapped(sign.words, width, sign.ink, lead=(f"{sign.glyph} ", sign.ink))
    if acts:
        lines += ((), *acts)
    parts: Sequence[tuple[StrEnum, list[Line]]] = (
        (Course.ABOUT, _about(live, case, width)),
        (Course.CLOCKS, _clocks(live, case)),
        (Course.FOUND, _found(live, case, width)),
        (Course.REMEDIES, _remedies(live, case, width)),
        (Course.PROOF, _proof(live, case, told, width)),
        (Course.WHY, _why(live, case, width)),
        (Course.TIMELINE, _timeline(live, told, width)),
    )
    for word, part in parts:
        lines += ((), ((say(word), "title"),), *part)
    return [*lines, (), *_wrapped(say(Course.FILE_HINT), width, "faint")]


def _head(live: Live, case: CaseView, width: int) -> Iterator[Line]:
    glyph, ink = worst(live, case)
    name: Line = ((glyph, ink), (f" {plain(case.id)}  ", "strong"))
    ended = outcome_word(case.outcome) if case.outcome is not None else step_word(case.step)
    aged = age(live.age_s(since(case))) if case.outcome is None else ""
    yield between(name, ((ended, "accent"), (f" {aged}", "strong")), width)
    yield from _wrapped(case_name(live.mirror.site, case), width, "strong")
    yield from named_strip(case, width)


def _about(live: Live, case: CaseView, width: int) -> list[Line]:
    site = live.mirror.site
    zone = place_of(site, case)
    by = say(Work.OPENED_BY, person=plain(case.opened_by)) if case.opened_by else ""
    ended = local(case.closed_at, site.time_zone) if case.closed_at is not None else ""
    rows: list[tuple[StrEnum, str]] = [
        (Course.SOURCE, source_word(case.source)),
        (Course.CATEGORY, category_word(case.category)),
        (Course.PRIORITY, priority_word(case.priority)),
        (Say.WHERE, zone_name(site, zone) if zone else ""),
        (Course.OWNER, plain(case.owner or "")),
        (Course.REFERENCE, plain(case.reference or "")),
        (Course.CONTACTS, ", ".join(map(plain, case.contacts))),
        (Course.LINKS, ", ".join(map(plain, case.links))),
        (Course.OPENED, f"{local(case.opened_at, site.time_zone)}  {by}"),
        (Course.CLOSED, f"{ended}  {plain(case.closed_by or '')}" if ended else ""),
    ]
    lines = [line for word, text in rows if text for line in _row(say(word), text, width)]
    return [*lines, *_directive(live, case, width), *_alerts(live, case, width)]


def _directive(live: Live, case: CaseView, width: int) -> Iterator[Line]:
    if case.directive is None:
        return
    said = f"“{plain(case.directive.text)}”  {plain(case.directive.by)}"
    yield from _row(say(Course.DIRECTIVE), said, width)
    read = {receipt.person: receipt.at for receipt in case.directive.read}
    for person in case.directive.to:
        at = read.get(person)
        known = at is not None
        when = say(Course.READ, at=minute(at, live.mirror.site.time_zone)) if at else ""
        line: Line = (
            (fit("", LABEL), "text"),
            ("✓ " if known else "○ ", "good" if known else "medium"),
            (plain(person), "text"),
            (f"  {when or say(Course.UNREAD_YET)}", "muted" if known else "medium"),
        )
        yield line


def _alerts(live: Live, case: CaseView, width: int) -> Iterator[Line]:
    site = live.mirror.site
    known = {alert.id: alert for alert in alerts_of(live, case)}
    for id in case.alerts:
        view = known.get(id)
        if view is None:
            yield (("· ", "muted"), (f"{plain(id)}  {say(Work.OVER)}", "muted"))
            continue
        glance = of_alert(live, view)
        said = f"{target_name(site, view.target)} {matter(site, view, view.value)}"
        lead = (f"{glance.glyph:<2}", glance.ink)
        yield from _wrapped(f"{plain(act_on(view))}  {said}", width, soft(glance.ink), lead=lead)


def _clocks(live: Live, case: CaseView) -> list[Line]:
    lines: list[Line] = []
    for word, clock in ((Course.STEP_CLOCK, case.clock), (Course.WHOLE_CLOCK, case.whole)):
        if clock is None:
            continue
        said, ink = clock_words(live, clock)
        zone = live.mirror.site.time_zone
        at = say(Course.DUE_AT, at=local(clock.due, zone)) if clock.due is not None else ""
        lines.append(((fit(say(word), LABEL), "muted"), (said, ink), (f"  {at}", "muted")))
    return lines or [((say(Course.NO_CLOCK), "faint"),)]


def _found(live: Live, case: CaseView, width: int) -> list[Line]:
    lines: list[Line] = []
    for finding in case.findings:
        ink: Ink = "struck" if finding.withdrawn else "text"
        lead: tuple[str, Ink] = (f"{finding.number} ", "muted")
        lines += _wrapped(seen_words(finding.seen), width, ink, lead=lead)
        lines += _wrapped(_by(live, finding), width, "muted", lead=("  ", "text"))
    return lines or [((say(Course.NOTHING_FOUND), "faint"),)]


def _by(live: Live, finding: FindingView) -> str:
    site = live.mirror.site
    parts = [unit_name(site, finding.unit), minute(finding.at, site.time_zone)]
    if finding.withdrawn:
        parts.append(say(Course.TAKEN_BACK))
    elif finding.amended_at is not None:
        parts.append(say(Course.AMENDED, at=minute(finding.amended_at, site.time_zone)))
    return " · ".join([*parts, *_evidence(finding.seen)])


def _evidence(shown: Evidence | Seen | None) -> Iterator[str]:
    """Return what shows that it is so, in words; a finding's note stands with its cause."""
    if shown is None:
        return
    if shown.value is not None:
        read = f"{figure(shown.value)} {plain(shown.unit or '')}".strip()
        yield say(Course.READING, value=read)
    if shown.photo:
        yield say(Course.PHOTO, reference=plain(shown.photo))
    if isinstance(shown, Evidence) and shown.note:
        yield f"“{plain(shown.note)}”"


def _remedies(live: Live, case: CaseView, width: int) -> list[Line]:
    lines: list[Line] = []
    for remedy in case.remedies:
        done = remedy.done_at is not None
        lead: tuple[str, Ink] = ("✓ ", "good") if done else ("○ ", "accent")
        said = say(Work.PARTY, action=action_word(remedy.action), party=plain(remedy.party))
        lines += _wrapped(said, width, "muted" if done else "text", lead=lead)
        late = remedy.due is not None and not done and moment(remedy.due) < live.now()
        ink: Ink = "high" if late or (remedy.overdue and not done) else "muted"
        lines += _wrapped(_state(live, remedy), width, ink, lead=("  ", "text"))
    answered = {remedy.finding for remedy in case.remedies}
    for finding in case.findings:
        bare = not finding.withdrawn and needs_remedy(finding.seen.cause)
        if bare and finding.number not in answered:
            cause = cause_word(finding.seen.cause)
            said = say(Work.NOTHING_ORDERED, number=finding.number, cause=cause)
            lines += _wrapped(said, width, "medium", lead=("○ ", "accent"))
    return lines or [((say(Course.NO_REMEDY), "faint"),)]


def _state(live: Live, remedy: RemedyView) -> str:
    zone = live.mirror.site.time_zone
    if remedy.done_at is not None:
        at = minute(remedy.done_at, zone)
        parts = [say(Course.DONE_AT, at=at, person=plain(remedy.done_by or ""))]
        return " · ".join([*parts, *_evidence(remedy.evidence)])
    parts = [minute(remedy.ordered_at, zone), plain(remedy.ordered_by)]
    if remedy.due is not None:
        parts.append(say(Course.DUE_AT, at=local(remedy.due, zone)))
    return " · ".join(parts)


def _proof(live: Live, case: CaseView, told: CaseDetail | None, width: int) -> list[Line]:
    lines: list[Line] = []
    if case.verified_at is not None:
        proof = proof_word(case.proof) if case.proof else ""
        at: Line = ((minute(case.verified_at, live.mirror.site.time_zone), "faint"),)
        lines.append(between(((proof, "good"),), at, width))
    counting = told is not None and told.case.settled_at == case.settled_at
    progress = told.progress if told is not None and counting else None
    lines += proof_lines(live, case, progress, width)
    return lines or _wrapped(say(Work.HINT_BY_HAND), width, "muted")


def _why(live: Live, case: CaseView, width: int) -> list[Line]:
    lines: list[Line] = []
    for one in case.suggested:
        sure = confidence_word(one.confidence)
        where = target_name(live.mirror.site, SensorId(one.sensor))
        said = f"{verdict_words(one.verdicts)} ({sure})  {where}"
        lines += _row(say(Course.PREDICTED), said, width)
    causes = [cause_word(each.seen.cause) for each in case.findings if not each.withdrawn]
    if not lines:
        lines += _row(say(Course.PREDICTED), say(Course.NOT_PREDICTED), width)
    found = ", ".join(causes) or say(Course.NOT_CONFIRMED)
    return [*lines, *_row(say(Course.CONFIRMED), found, width)]


def _timeline(live: Live, told: CaseDetail | None, width: int) -> list[Line]:
    if told is None:
        return [((say(Say.HISTORY_LOADING), "faint"),)]
    lines: list[Line] = []
    day = ""
    for fact in told.history:
        lines += _happened(live, fact, width, day)
        day = local(fact.at, live.mirror.site.time_zone)[:10]
    return lines


def _happened(live: Live, fact: Fact, width: int, day: str) -> Iterator[Line]:
    """Yield what happened; before the first thing of a day, that day."""
    site = live.mirror.site
    at = local(fact.at, site.time_zone)
    if at[:10] != day:
        yield ((at[:10], "faint"),)
    clock = time_of_day(utc(moment(fact.at)), site.time_zone)
    for place, part in enumerate(wrap(sentence(fact, site), max(width - 10, 10))):
        yield ((fit(clock if place == 0 else "", 10), "faint"), (part, "text"))


def _row(word: str, text: str, width: int) -> list[Line]:
    return [
        ((fit(word if place == 0 else "", LABEL), "muted"), (part, "text"))
        for place, part in enumerate(wrap(text, max(width - LABEL, 10)))
    ]


def _wrapped(text: str, width: int, ink: Ink, lead: tuple[str, Ink] | None = None) -> list[Line]:
    """Return text in lines, behind `lead` on the first of them."""
    room = max(width - (len(lead[0]) if lead else 0), 10)
    lines: list[Line] = []
    for place, part in enumerate(wrap(text, room)):
        before: Line = ()
        if lead is not None:
            before = (lead,) if place == 0 else ((" " * len(lead[0]), "text"),)
        lines.append((*before, (part, ink)))
    return lines
