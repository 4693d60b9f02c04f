"""The way of one case from alert to verified close, with what is done and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from console.clock import moment
from console.contract.case_views import AssignmentView, CaseDetail, CaseView
from console.domain.cases import OVER, Leg, Step
from console.domain.causes import needs_remedy
from console.domain.sites import Site
from console.live import Live
from console.screens.asked import asked_line
from console.screens.caselist import alerts_of, out, place_of, since, worst
from console.screens.casesigns import named_strip, signs
from console.screens.detail import history_lines
from console.screens.glance import act_on, matter, of_alert, soft
from console.screens.proof import proof_lines, window_words
from console.widgets import Ink, Line, between, width_of, wrap
from console.wording import (
    action_word,
    age,
    case_name,
    cause_word,
    chosen,
    leg_word,
    plain,
    proof_word,
    seen_words,
    step_word,
    target_name,
    unit_name,
    zone_name,
)
from console.wording.dispatch import Work
from console.wording.screens import Say, minute, say

LABEL = 10
DONE: tuple[str, Ink] = ("●", "good")
NOW: tuple[str, Ink] = ("◐", "accent")
AHEAD: tuple[str, Ink] = ("○", "faint")


def timeline_lines(
    live: Live,
    case: CaseView,
    told: CaseDetail | None,
    width: int,
    acts: Sequence[Line] = (),
) -> list[Line]:
    """Return everything about `case`, `acts` after its way; `told` is the hub's fuller answer, if
    here."""
    lines = _head(live, case, width)
    room = max(width - LABEL - 3, 20)  # also before anything is laid out
    stations = (
        _opened(live, case, room),
        _sent(live, case, room),
        _on_site(live, case, room),
        _found(live, case, room),
        _remedies(live, case, room),
        _verified(live, case, told, room),
        _close(case, room),
    )
    for mark, word, content in stations:
        lines += _station(mark, say(word), content, last=word is Work.WAY_CLOSE)
    if acts:
        lines += ((), *acts)
    site, history = live.mirror.site, told.history if told is not None else None
    return [*lines, (), ((say(Say.HISTORY), "title"),), *history_lines(site, history, width)]


def _head(live: Live, case: CaseView, width: int) -> list[Line]:
    """Return what a case is called, where it is, how far it is, and what is wrong with it."""
    site = live.mirror.site
    glyph, ink = worst(live, case)
    step: Line = (
        (step_word(case.step), "accent"),
        (f" {age(live.age_s(since(case)))}", "strong"),
    )
    name: Line = ((glyph, ink), (f" {plain(case.id)}  ", "strong"))
    called: Line = (*name, (case_name(site, case), "strong"))
    lines = (
        [between(called, step, width)]
        if width_of(called) + 2 + width_of(step) <= width
        else [called, step]
    )
    lines += [((line, "muted"),) for line in wrap(_where(site, case), max(width, 10)) if line]
    lines += named_strip(case, width)
    for sign in signs(live, case):
        said = wrap(sign.words, max(width - 2, 10))
        marks = (sign.glyph, *" " * len(said))
        lines += [((f"{mark} {part}", sign.ink),) for mark, part in zip(marks, said, strict=False)]
    return [*lines, asked_line(live, case.id)]


def _where(site: Site, case: CaseView) -> str:
    zone = place_of(site, case)
    if zone is None:
        return ""
    place = site.zones.get(zone)
    landmark = f"  {chosen(place.landmark)}" if place and place.landmark else ""
    return zone_name(site, zone) + landmark


Station = tuple[tuple[str, Ink], Work, list[Line]]


def _station(mark: tuple[str, Ink], word: str, content: list[Line], *, last: bool) -> list[Line]:
    """Hang a station's lines on the rail."""
    ink: Ink = "muted" if mark == DONE else "strong" if mark == NOW else "faint"
    gap = " " * max(LABEL - cell_len(word), 1)
    lines: list[Line] = [(mark, (f"  {word}{gap}", ink), *(content[0] if content else ()))]
    rail: Line = ((" " if last else "│", "faint"), (" " * (LABEL + 2), "text"))
    return lines + [(*rail, *line) for line in content[1:]]


def _opened(live: Live, case: CaseView, room: int) -> Station:
    site = live.mirror.site
    at = _time(live, case.opened_at)
    by = say(Work.OPENED_BY, person=plain(case.opened_by))
    if not case.alerts:
        return DONE, Work.WAY_OPENED, [between(((by, "muted"),), at, room)]
    content: list[Line] = []
    known = {alert.id: alert for alert in alerts_of(live, case)}
    several = len({alert.target for alert in known.values()}) > 1
    for alert in sorted(case.alerts, key=lambda a: a not in known):
        view = known.get(alert)
        if view is None:
            content.append((("· ", "muted"), (f"{plain(alert)}  {say(Work.OVER)}", "muted")))
            continue
        glance = of_alert(live, view)
        where = f"{target_name(site, view.target)} " if several else ""
        said = where + matter(site, view, view.value)
        name = f" {plain(act_on(view))}  "
        content.append(((glance.glyph, glance.ink), (name, "strong"), (said, soft(glance.ink))))
    content[0] = between(content[0], at, room)
    return DONE, Work.WAY_ALERTS, [*content, ((by, "faint"),)]


def _sent(live: Live, case: CaseView, room: int) -> Station:
    if not case.assignments:
        return _ahead(case, Step.FILED, Work.WAY_SENT, Work.HINT_SEND, room)
    content = []
    for task in case.assignments:
        unit = unit_name(live.mirror.site, task.unit)
        said = say(Work.SENT_BY, unit=unit, person=plain(task.sent_by))
        ink: Ink = "muted" if task.leg in OVER else "text"
        content.append(between(((said, ink),), _time(live, task.sent_at), room))
    return DONE, Work.WAY_SENT, content


def _on_site(live: Live, case: CaseView, room: int) -> Station:
    there = [task for task in case.assignments if task.leg.rank >= Leg.ON_SITE.rank]
    content = [_leg(live, task, room) for task in out(case)]
    if case.findings or any(task.leg not in OVER for task in there):
        return DONE, Work.WAY_ON_SITE, content
    if not content:
        return AHEAD, Work.WAY_ON_SITE, []
    content += [((line, "muted"),) for line in wrap(say(Work.HINT_WAIT), room)]
    return NOW, Work.WAY_ON_SITE, content


def _leg(live: Live, task: AssignmentView, room: int) -> Line:
    unit = unit_name(live.mirror.site, task.unit)
    said = f"{unit}  {leg_word(task.leg)}"
    return between(((said, "text"),), _time(live, task.changed_at), room)


def _found(live: Live, case: CaseView, room: int) -> Station:
    if not case.findings:
        return _ahead(case, Step.HANDLING, Work.WAY_FOUND, Work.HINT_REPORT, room)
    content: list[Line] = []
    for finding in case.findings:
        words = wrap(f"{finding.number} {seen_words(finding.seen)}", max(room - 6, 10))
        first: Line = ((words[0], "text"),)
        content.append(between(first, _time(live, finding.at), room))
        content += [((f"  {line}", "text"),) for line in words[1:]]
    return DONE, Work.WAY_FOUND, content


def _remedies(live: Live, case: CaseView, room: int) -> Station:
    if not case.findings:
        return AHEAD, Work.WAY_REMEDIES, []
    content: list[Line] = []
    for remedy in case.remedies:
        name = say(Work.PARTY, action=action_word(remedy.action), party=plain(remedy.party))
        words = wrap(name, max(room - 8, 10))
        done = remedy.done_at is not None
        mark: tuple[str, Ink] = ("✓ ", "good") if done else ("○ ", "accent")
        waited: Line = ((age(live.age_s(moment(remedy.ordered_at))), "strong"),)
        at = _time(live, remedy.done_at) if remedy.done_at else waited
        content.append(between((mark, (words[0], "muted" if done else "text")), at, room))
        content += [((f"  {line}", "muted" if done else "text"),) for line in words[1:]]
    answered = {remedy.finding for remedy in case.remedies}
    bare = [f for f in case.findings if needs_remedy(f.seen.cause) and f.number not in answered]
    for finding in bare:
        word = cause_word(finding.seen.cause)
        said = say(Work.NOTHING_ORDERED, number=finding.number, cause=word)
        content += [
            (("○ " if n == 0 else "  ", "accent"), (line, "medium"))
            for n, line in enumerate(wrap(said, max(room - 2, 10)))
        ]
    if case.step is not Step.HANDLING:
        return DONE, Work.WAY_REMEDIES, content or [(("–", "muted"),)]
    hints = ([Work.HINT_ORDER] if bare else []) + (
        [Work.HINT_FINISH] if any(r.done_at is None for r in case.remedies) else []
    )
    content += [((say(hint), "muted"),) for hint in hints]
    return NOW, Work.WAY_REMEDIES, content


def _verified(live: Live, case: CaseView, told: CaseDetail | None, room: int) -> Station:
    if case.verified_at is not None:
        proof = proof_word(case.proof) if case.proof else ""
        said = between(((proof, "good"),), _time(live, case.verified_at), room)
        return DONE, Work.WAY_VERIFIED, [said, *proof_lines(live, case, None, room)]
    if case.step is Step.FED_BACK:
        if not case.points:
            hint: list[Line] = [((line, "muted"),) for line in wrap(say(Work.HINT_BY_HAND), room)]
            return NOW, Work.WAY_VERIFIED, hint
        progress = told.progress if told and told.case.settled_at == case.settled_at else None
        return NOW, Work.WAY_VERIFIED, proof_lines(live, case, progress, room)
    if not case.points:
        return AHEAD, Work.WAY_VERIFIED, [((say(Work.HINT_BY_HAND), "faint"),)]
    window = window_words(max(point.window_s for point in case.points))
    ahead: Line = ((say(Work.TO_WATCH, window=window), "faint"),)
    return AHEAD, Work.WAY_VERIFIED, [ahead, *proof_lines(live, case, None, room)]


def _close(case: CaseView, room: int) -> Station:
    return _ahead(case, Step.VERIFIED, Work.WAY_CLOSE, Work.HINT_CLOSE, room)


def _ahead(case: CaseView, now: Step, word: Work, hint: Work, room: int) -> Station:
    """Return a station nobody has reached: with a hint when it is the next one."""
    if case.step is not now:
        return AHEAD, word, []
    return NOW, word, [((line, "muted"),) for line in wrap(say(hint), room)]


def _time(live: Live, at: datetime | None) -> Line:
    return ((minute(at, live.mirror.site.time_zone), "faint"),) if at else ()
