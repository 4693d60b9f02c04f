"""Patrol units as lines: who they are, what they are at, and why to send which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from console.clock import moment
from console.contract.case_views import CaseView
from console.domain.ids import TargetId
from console.domain.people import Unit
from console.domain.unit_states import UnitStatus
from console.live import Live
from console.screens.asked import mark_of, marked
from console.screens.caselist import place_of, target_of
from console.screens.casesigns import check_words
from console.screens.fitness import Matter, Ranked, against_words, for_words, ranking
from console.screens.readiness import (
    GLYPHS,
    REFUSED,
    Task,
    status,
    tasks,
)
from console.widgets import (
    Cells,
    Column,
    Entry,
    Fitted,
    Ink,
    Line,
    fit_columns,
    joined,
    row,
    titled,
    wrap,
)
from console.wording import age, case_name, chosen, leg_word, plain, zone_name
from console.wording.dispatch import Work, kit_word
from console.wording.screens import Say, say
from console.wording.unit_facts import status_word

UNIT = (
    Column(key="ready", width=1),
    Column(key="id", width=3, grow=1, most=6),
    Column(key="name", width=14, grow=3, most=24),
    Column(key="why", width=26, grow=4, most=60),
    Column(key="members", width=12, grow=3, most=30, rank=3),
    Column(key="zone", width=14, grow=2, most=22, rank=4),
)
_TITLES: dict[str, StrEnum] = {
    "name": Work.COL_UNIT,
    "why": Work.COL_WHY,
    "members": Work.COL_PEOPLE,
    "zone": Say.COL_ZONE,
}
ONE_LINE = 48  # cells; below that a unit takes a line for its name and more for the reason
PATROL = (
    Column(key="id", width=2, grow=1, most=6),
    Column(key="members", width=11, grow=3, most=30),
    Column(key="leg", width=8, most=12, grow=1),
    Column(key="where", width=10, grow=3, most=30, rank=1),
    Column(key="case", width=6, most=8, grow=1),
    Column(key="since", width=5, right=True, rank=2),
)


def aim(live: Live, matter: Matter) -> TargetId | None:
    """Return what to look at close up for a case that no alert in hand is about."""
    return target_of(live, matter.case) if matter.case is not None and not matter.alerts else None


def candidates(live: Live, matter: Matter, width: int) -> list[Entry]:
    """Return the units to choose from, called by their ids; who cannot go is struck."""
    fitted = fit_columns(UNIT, width - 1)
    entries = []
    for ranked in ranking(live, matter):
        line = row(fitted, _unit_cells(live, ranked, matter.case))
        if ranked.can_go:
            entries.append(Entry(ranked.unit.id, line))
        else:
            entries.append(Entry(None, tuple((text, "faint") for text, _ in line)))
    return entries


def unit_columns(width: int) -> Fitted:
    """Return the columns of units that fit."""
    titles = {key: say(word) for key, word in _TITLES.items()}
    return fit_columns(titled(UNIT, titles), width - 1)


def unit_entries(
    live: Live, units: Iterable[Ranked], case: CaseView | None, width: int, *, by_status: bool
) -> list[Entry]:
    """Return units in their order; `by_status` those at `case`, free, out, off duty stand under
    these words."""
    fitted = unit_columns(width)
    groups: dict[str, list[Entry]] = {}
    for ranked in units:
        here = case is not None and ranked.out_for == case.id
        title = _status(live, ranked, case if here else None) if by_status else ""
        group = groups.setdefault(title, [])
        if by_status and not group:
            group.append(Entry(None, ((title, "title"),)))
        cells = _unit_cells(live, ranked, case)
        if width >= ONE_LINE:
            group.append(Entry(ranked.unit.id, row(fitted, cells)))
        else:
            group += _stacked(ranked, cells, width - 1)
    first = say(Work.HERE, case=plain(case.id)) if case else ""
    order = sorted(groups, key=lambda title: title != first)
    return [entry for title in order for entry in groups[title]]


def patrol_entries(live: Live, width: int) -> list[Entry]:
    """Return one line for each unit, as the wall shows them: those that are out first."""
    fitted = fit_columns(PATROL, width - 1)
    busy = tasks(live)
    units = sorted(live.mirror.site.units.values(), key=lambda u: (u.id not in busy, not u.on_duty))
    return [
        Entry(unit.id, row(fitted, _patrol_cells(live, unit, busy.get(unit.id)))) for unit in units
    ]


def out_count(live: Live) -> tuple[int, int]:
    """Return how many units are out, of how many."""
    return len(tasks(live)), len(live.mirror.site.units)


_HEADS: dict[UnitStatus, Work] = {
    **dict.fromkeys(UnitStatus, Work.OUT),
    UnitStatus.AVAILABLE: Work.FREE,
    UnitStatus.RESERVED: Work.RESERVED,
    UnitStatus.OFF_DUTY: Work.OFF_DUTY,
    UnitStatus.OUT_OF_SERVICE: Work.OUT_OF_SERVICE,
}


def _status(live: Live, ranked: Ranked, case: CaseView | None) -> str:
    if case is not None:
        return say(Work.HERE, case=plain(case.id))
    if ranked.out_for is not None:
        return say(Work.OUT)
    return say(_HEADS[status(live, ranked.unit.id)])


def _unit_cells(live: Live, ranked: Ranked, case: CaseView | None) -> dict[str, tuple[str, Ink]]:
    unit = ranked.unit
    now = status(live, unit.id)
    ready: Ink = "strong" if now is UnitStatus.AVAILABLE else "text"
    name: Ink = "muted" if now in REFUSED else ready
    asked = mark_of(live, unit.id)
    mark = f"{asked[0]} " if asked is not None else ""
    site = live.mirror.site
    return {
        "ready": GLYPHS[now],
        "id": (plain(unit.id), ready),
        "name": (mark + chosen(unit.name), name),
        "members": (_members(unit), "muted"),
        "zone": (zone_name(site, unit.zone) if unit.zone else "", "muted"),
        "why": _why(live, ranked, case),
    }


def _why(live: Live, ranked: Ranked, case: CaseView | None) -> tuple[str, Ink]:
    """Return why to send a unit first, or what keeps it."""
    if ranked.out_for is not None:
        other, task = tasks(live)[ranked.unit.id]
        leg = f"{leg_word(task.leg)} {age(live.age_s(moment(task.changed_at)))}"
        check = check_words(live, task)
        here = case is not None and other.id == case.id
        said = leg if here else f"{say(Work.AT_CASE, case=plain(other.id))} {leg}"
        if check is not None:
            return f"{said} · {check[0]}", check[1] if check[1] != "muted" or not here else "accent"
        return said, "accent" if here else "muted"
    against = against_words(live, ranked)
    if against:
        return against, "faint" if not ranked.can_go else "low"
    return for_words(ranked), "good" if len(ranked.reasons) > 1 else "muted"


def _stacked(ranked: Ranked, cells: Mapping[str, tuple[str, Ink]], width: int) -> list[Entry]:
    """Return a unit in three lines: its name, why it or what keeps it, who and what with."""
    unit = ranked.unit
    named = joined(((cells["ready"],), (cells["id"],), (cells["name"],)), " ")
    lines: list[Line] = [
        ((f"   {word}", cells["why"][1]),) for word in wrap(cells["why"][0], width - 3)
    ]
    members = _members(unit)
    kit = " ".join(map(kit_word, unit.kit))
    below: list[Line] = [((f"   {part}", "faint"),) for part in (members, kit) if part]
    return [Entry(unit.id, named), *(Entry(None, line) for line in (*lines, *below))]


def _members(unit: Unit) -> str:
    return " ".join(map(plain, unit.members))


def _patrol_cells(live: Live, unit: Unit, task: Task | None) -> Cells:
    site = live.mirror.site
    ink: Ink = "text" if unit.on_duty else "faint"
    cells: dict[str, tuple[str, Ink] | Line] = {
        "id": (plain(unit.id), "strong" if task else "text"),
        "members": marked(live, ((_members(unit) or chosen(unit.name), ink),), unit.id),
    }
    if task is None:
        now = status(live, unit.id)
        cells["leg"] = (status_word(now), "faint" if now in REFUSED else "muted")
        if unit.zone and now not in REFUSED:
            cells["where"] = (zone_name(site, unit.zone), "faint")
        return cells
    case, assignment = task
    zone = place_of(site, case)
    return cells | {
        "leg": (leg_word(assignment.leg), "accent"),
        "where": (zone_name(site, zone) if zone else case_name(site, case), "text"),
        "case": (plain(case.id), "strong"),
        "since": (age(live.age_s(moment(assignment.changed_at))), "text"),
    }


__all__ = [
    "Matter",
    "aim",
    "candidates",
    "out_count",
    "patrol_entries",
    "tasks",
    "unit_columns",
    "unit_entries",
]
