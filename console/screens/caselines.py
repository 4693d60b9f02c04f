"""Cases as lines: priority, matter, who is out for it, what is left of its clock, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial

from console.contract.case_views import CaseView
from console.live import Live
from console.screens.asked import marked
from console.screens.caselist import STEPS, out, since, worst
from console.screens.casesigns import due, signs
from console.widgets import Cells, Column, Entry, Fitted, Ink, Line, fit_columns, row, titled
from console.wording import age, case_name, leg_word, plain, step_word
from console.wording.course import Course
from console.wording.dispatch import Work
from console.wording.screens import Say, say

SAID = 10  # signs up to that weight have a line in the list
_STEP = Column(key="step", width=14, least=8)
CASE = (
    Column(key="glyph", width=2),
    Column(key="id", width=6, grow=1, most=8, least=5),
    Column(key="what", width=14, grow=6, most=60, least=12),
    Column(key="unit", width=10, grow=1, most=26, rank=2, least=8),
    Column(key="owner", width=8, grow=1, most=14, rank=4),
    Column(key="due", width=10, most=12, right=True, rank=1),
    Column(key="since", width=5, right=True, rank=3),
)
_TITLES: dict[str, StrEnum] = {
    "id": Say.COL_CASE,
    "step": Say.COL_STATE,
    "what": Say.COL_WHERE,
    "unit": Work.COL_UNIT,
    "owner": Course.COL_OWNER,
    "due": Course.COL_DUE,
    "since": Say.COL_AGE,
}
SIGNS = Column(key="signs", width=2, most=4, grow=1)
STEP_CASE = (*CASE[:2], _STEP, *CASE[2:])


def case_columns(width: int, *, by_step: bool, terse: bool = False) -> Fitted:
    """Return the columns of cases that fit; without the step where cases stand under it, and where
    it is to be `terse` with one for the marks of what is wrong."""
    titles = {key: say(word) for key, word in _TITLES.items()}
    columns = CASE if by_step else STEP_CASE
    if terse:
        columns = (*columns[:2], SIGNS, *columns[2:])
    return fit_columns(titled(columns, titles), width - 1)


def case_entries(
    live: Live, cases: Sequence[CaseView], width: int, *, by_step: bool, terse: bool = False
) -> list[Entry]:
    """Return cases in their order: under the names of their steps (`by_step`), or with the step
    in each line; what is wrong with each below it, or only its marks where it is to be `terse`."""
    fitted = case_columns(width, by_step=by_step, terse=terse)

    def lines(here: Iterable[CaseView]) -> list[Entry]:
        return [entry for case in here for entry in _case_entries(live, fitted, case, terse)]

    if not by_step:
        return lines(cases)
    entries: list[Entry] = []
    for step in STEPS:
        here = [case for case in cases if case.step == step]
        if entries:
            entries.append(Entry(None, ()))
        count: Line = ((f" {len(here)}", "muted"),) if here else ()
        ink: Ink = "title" if here else "faint"
        entries.append(Entry(None, ((step_word(step).upper(), ink), *count)))
        entries += lines(here)
    return entries


def _case_entries(live: Live, fitted: Fitted, case: CaseView, terse: bool) -> list[Entry]:
    """Return the line of a case, and one for each thing that is wrong with it."""
    line = Entry(case.id, partial(_case_row, live, fitted, case))
    if terse:
        return [line]
    wrong = [sign for sign in signs(live, case) if sign.weight <= SAID]
    return [line, *(Entry(None, (("     ", "text"), *sign.line)) for sign in wrong)]


def _case_row(live: Live, fitted: Fitted, case: CaseView) -> Line:
    cells = _cells(live, case)
    if not cells["due"][0] and all(column.key != "since" for column, *_ in fitted):
        # There is room for one of them.
        cells = {**cells, "due": (age(live.age_s(since(case))), "muted")}
    return row(fitted, cells)


def _cells(live: Live, case: CaseView) -> Cells:
    units = ", ".join(f"{plain(task.unit)} {leg_word(task.leg)}" for task in out(case))
    return {
        "glyph": worst(live, case),
        "id": (plain(case.id), "strong"),
        "signs": tuple((sign.glyph, sign.ink) for sign in signs(live, case)[:4]),
        "step": (step_word(case.step), "accent"),
        "what": marked(live, ((case_name(live.mirror.site, case), "text"),), case.id),
        "unit": (units, "muted"),
        "owner": (plain(case.owner or ""), "muted"),
        "due": due(live, case),
        "since": (age(live.age_s(since(case))), "muted"),
    }
