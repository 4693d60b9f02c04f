"""A case at a glance: how far it is, its clocks, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from console.clock import moment
from console.contract.case_views import AssignmentView, CaseView, StepClockView
from console.domain.cases import Step
from console.live import Live
from console.screens.caselist import out
from console.widgets import Ink, Line, width_of
from console.wording import action_word, age, plain, step_word, unit_name
from console.wording.course import Course
from console.wording.screens import minute, say

PASSED, HERE, AHEAD, ENDED = "●", "◐", "○", "✗"
WHOLE = "whole"
MISSES = 2  # from then on the control room is called
SOON_S = 900.0  # that much left is said in colour


class Sign(msgspec.Struct, frozen=True):
    """Something to know of a case; the lower `weight`, the sooner somebody must do something."""

    glyph: str
    words: str
    ink: Ink
    weight: int

    @property
    def line(self) -> Line:
        """Return it as a line."""
        return ((f"{self.glyph} ", self.ink), (self.words, self.ink))


def strip(case: CaseView) -> Line:
    """Return how many of the seven steps a case has taken, as glyphs."""
    return tuple(_mark(case, step) for step in Step)


def named_strip(case: CaseView, width: int) -> list[Line]:
    """Return the seven steps with their names; where they do not fit, the names of the step it is
    in and of the one after."""
    pieces: list[Line] = []
    for step in Step:
        glyph, ink = _mark(case, step)
        word: Ink = "strong" if step is case.step else "muted" if glyph == PASSED else "faint"
        pieces.append(((glyph, ink), (f" {step_word(step)}", word)))
    whole = tuple(piece for line in pieces for piece in (*line, ("  ", "text")))[:-1]
    if width_of(whole) <= width:
        return [whole]
    short: Line = (*strip(case), (f"  {step_word(case.step)}", "strong"))
    after = next((step for step in Step if _place(step) == _place(case.step) + 1), None)
    if after is not None:
        longer: Line = (*short, (f"  → {step_word(after)}", "faint"))
        short = longer if width_of(longer) <= width else short
    return [short]


def due(live: Live, case: CaseView) -> tuple[str, Ink]:
    """Return what is left of the clock that runs out first, or by how much it is over."""
    clocks = [clock for clock in (case.clock, case.whole) if clock is not None]
    running = [clock for clock in clocks if clock.due is not None]
    if running:
        return clock_words(live, min(running, key=_due))
    standing = [clock for clock in clocks if clock.left_s is not None]
    return clock_words(live, standing[0]) if standing else ("", "faint")


def clock_words(live: Live, clock: StepClockView) -> tuple[str, Ink]:
    """Return what is left of a clock, or by how much it is over."""
    if clock.due is None:
        return say(Course.STANDS, age=age(clock.left_s)), "muted"
    left = (moment(clock.due) - live.now()) / 1000
    if left < 0:
        return say(Course.OVERDUE, age=age(-left)), "high"
    return say(Course.DUE_IN, age=age(left)), "medium" if left < SOON_S else "text"


def check_words(live: Live, task: AssignmentView) -> tuple[str, Ink] | None:
    """Return when a unit is to be heard of, or since when it should have been."""
    if task.check_by is None and not task.misses:
        return None
    left = (moment(task.check_by) - live.now()) / 1000 if task.check_by is not None else 0.0
    if task.misses or left < 0:
        silent = age(live.age_s(moment(task.changed_at)))
        return say(Course.CHECK_OVER, age=silent), "high" if task.misses >= MISSES else "medium"
    return say(Course.CHECK_IN, age=age(left)), "medium" if left < 300 else "muted"


def signs(live: Live, case: CaseView) -> list[Sign]:
    """Return what is to be known of a case, what is most urgent first."""
    found = [*_of_units(live, case), *_of_clocks(live, case), *_of_remedies(live, case)]
    found += [*_of_directive(live, case), *_of_course(live, case)]
    return sorted(found, key=lambda sign: sign.weight)


def unread(case: CaseView) -> list[str]:
    """Return the persons who have not read the directive that a case is."""
    if case.directive is None or case.outcome is not None:
        return []
    read = {receipt.person for receipt in case.directive.read}
    return [person for person in case.directive.to if person not in read]


def _of_units(live: Live, case: CaseView) -> Iterator[Sign]:
    site = live.mirror.site
    for task in out(case):
        unit = unit_name(site, task.unit)
        if task.misses:
            silent = age(live.age_s(moment(task.changed_at)))
            word = Course.NO_WORD if task.misses >= MISSES else Course.NO_WORD_ONCE
            said = say(word, unit=unit, age=silent, count=task.misses)
            loud = task.misses >= MISSES
            yield Sign("!", said, "high" if loud else "medium", 0 if loud else 3)
        if task.asks:
            said = say(Course.ASKS, unit=unit, words=plain(task.asks))
            yield Sign("+", said, "medium", 2)


def _of_clocks(live: Live, case: CaseView) -> Iterator[Sign]:
    rung = max((clock.rung for clock in (case.clock, case.whole) if clock is not None), default=0)
    if rung:
        yield Sign("↑", say(Course.ESCALATED, rung=rung), "high", 1)
    for clock in (case.clock, case.whole):
        if clock is None or clock.due is None:
            continue
        over = (live.now() - moment(clock.due)) / 1000
        if over > 0:
            word = Course.LATE_WHOLE if clock.term == WHOLE else Course.LATE
            said = say(word, step=step_word(clock.term), age=age(over))
            yield Sign("◷", said, "high", 4)


def _of_remedies(live: Live, case: CaseView) -> Iterator[Sign]:
    for remedy in case.remedies:
        if remedy.done_at is not None or remedy.due is None:
            continue
        over = (live.now() - moment(remedy.due)) / 1000
        if remedy.overdue or over > 0:
            done = {"action": action_word(remedy.action), "party": plain(remedy.party)}
            said = say(Course.REMEDY_LATE, **done, age=age(max(over, 0.0)))
            yield Sign("◷", said, "high", 6)


def _of_directive(live: Live, case: CaseView) -> Iterator[Sign]:
    persons = unread(case)
    if not persons or case.directive is None:
        return
    if live.mirror.who.person in persons:
        said = say(Course.DIRECTIVE_FOR_YOU, text=plain(case.directive.text))
        yield Sign("◆", said, "accent", 5)
    else:
        named = ", ".join(map(plain, persons))
        yield Sign("◆", say(Course.UNREAD, persons=named), "medium", 7)


def _of_course(live: Live, case: CaseView) -> Iterator[Sign]:
    if case.proposal is not None:
        said = say(Course.PROPOSED, person=plain(case.proposal.by))
        yield Sign("?", said, "medium", 8)
    if case.step is Step.COLLECTED:
        yield Sign("∘", say(Course.WAITS), "accent", 9)
    if case.suspension is not None:
        until = minute(case.suspension.until, live.mirror.site.time_zone)
        yield Sign("◌", say(Course.RESTS, until=until), "muted", 10)
    if case.returns:
        word = Course.RETURNED if case.returns > 1 else Course.RETURNED_ONCE
        yield Sign("↩", say(word, count=case.returns), "medium", 11)
    if case.reopened:
        yield Sign("↩", say(Course.REOPENED), "medium", 12)
    if case.duplicate_of is not None:
        yield Sign("=", say(Course.DUPLICATE, case=plain(case.duplicate_of)), "muted", 13)


def _mark(case: CaseView, step: Step) -> tuple[str, Ink]:
    if case.step is Step.CLOSED:
        return (PASSED, "good") if _reached(case, step) else (ENDED, "muted")
    at, here = _place(step), _place(case.step)
    if at < here:
        return PASSED, "good"
    return (HERE, "accent") if at == here else (AHEAD, "faint")


def _reached(case: CaseView, step: Step) -> bool:
    """Tell whether a case that is closed had come as far as `step`."""
    match step:
        case Step.FILED:
            return case.filed_at is not None
        case Step.DISPATCHED:
            return bool(case.assignments)
        case Step.HANDLING:
            return bool(case.findings)
        case Step.FED_BACK:
            return case.settled_at is not None
        case Step.VERIFIED:
            return case.verified_at is not None
        case _:
            return True


def _place(step: Step) -> int:
    return list(Step).index(step)


def _due(clock: StepClockView) -> datetime:
    assert clock.due is not None
    return clock.due
