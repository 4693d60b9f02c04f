"""Patrol units as lines: who they are, what they are at, and why to send which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from console.clock import moment
from console.contract.case_views import CaseView
from console.contract.views import AlertView
from console.domain.causes import Cause
from console.domain.ids import CaseId, TargetId, UnitId
from console.domain.people import Unit
from console.domain.ranking import LIKELY, SILENT, Ranked, kit_for, rank
from console.domain.rules import LimitRule
from console.live import Live
from console.screens.asked import mark_of, marked
from console.screens.caselist import alerts_of, device_of, place_of, target_of
from console.screens.readiness import Task, tasks
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

UNIT = (
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


class Matter(msgspec.Struct, frozen=True):
    """What a unit may be sent to: a case, or alerts that no case is about yet."""

    case: CaseView | None = None
    alerts: tuple[AlertView, ...] = ()


def aim(live: Live, matter: Matter) -> TargetId | None:
    """Return what to look at close up for a case that no alert in hand is about."""
    return target_of(live, matter.case) if matter.case is not None and not matter.alerts else None


def ranking(live: Live, matter: Matter) -> list[Ranked]:
    """Return every unit, the one to send first on top."""
    site = live.mirror.site
    busy: dict[UnitId, CaseId] = {unit: case.id for unit, (case, _) in tasks(live).items()}
    if matter.case is not None:
        zone = place_of(site, matter.case)
    else:
        device = site.devices.get(device_of(matter.alerts[0].target)) if matter.alerts else None
        zone = device.zone if device else None
    kit = kit_for(_causes(live, matter))
    return rank(site.units.values(), busy, zone=zone, kit=kit)


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
        title = _status(ranked, case if here else None) if by_status else ""
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


def _causes(live: Live, matter: Matter) -> Iterable[Cause]:
    """Return what was found, or before that what such alerts are usually about."""
    case = matter.case
    if case is not None and case.findings:
        return [finding.seen.cause for finding in case.findings]
    alerts: Sequence[AlertView] = alerts_of(live, case) if case else matter.alerts
    pairs = [(alert.rule, alert.target) for alert in alerts]
    pairs += [(point.rule, point.target) for point in case.points] if case else []
    rules = live.mirror.site.rules
    return [
        cause
        for rule, target in pairs
        for cause in (
            LIKELY.get(target.partition("/")[2], ())
            if isinstance(rules.get(rule), LimitRule)
            else SILENT
        )
    ]


def _status(ranked: Ranked, case: CaseView | None) -> str:
    if case is not None:
        return say(Work.HERE, case=plain(case.id))
    if ranked.out_for is not None:
        return say(Work.OUT)
    return say(Work.FREE if ranked.unit.on_duty else Work.OFF_DUTY)


def _unit_cells(live: Live, ranked: Ranked, case: CaseView | None) -> dict[str, tuple[str, Ink]]:
    unit = ranked.unit
    ready: Ink = "strong" if ranked.can_go else "text"
    name: Ink = ready if unit.on_duty else "muted"
    asked = mark_of(live, unit.id)
    mark = f"{asked[0]} " if asked is not None else ""
    site = live.mirror.site
    return {
        "id": (plain(unit.id), ready),
        "name": (mark + chosen(unit.name), name),
        "members": (_members(unit), "muted"),
        "zone": (zone_name(site, unit.zone) if unit.zone else "", "muted"),
        "why": _why(live, ranked, case),
    }


def _why(live: Live, ranked: Ranked, case: CaseView | None) -> tuple[str, Ink]:
    """Return why to send a unit first, or what keeps it."""
    if not ranked.unit.on_duty:
        return say(Work.OFF), "faint"
    if ranked.out_for is not None:
        other, task = tasks(live)[ranked.unit.id]
        leg = f"{leg_word(task.leg)} {age(live.age_s(moment(task.changed_at)))}"
        if case is not None and other.id == case.id:
            return leg, "accent"
        return f"{say(Work.AT_CASE, case=plain(other.id))} {leg}", "muted"
    reasons = [say(Work.SAME_ZONE)] if ranked.near else []
    reasons.append(say(Work.AVAILABLE))
    if ranked.kit:
        reasons.append(" ".join(map(kit_word, ranked.kit)))
    return " · ".join(reasons), "good" if ranked.near or ranked.kit else "muted"


def _stacked(ranked: Ranked, cells: Mapping[str, tuple[str, Ink]], width: int) -> list[Entry]:
    """Return a unit in three lines: its name, why it or what keeps it, who and what with."""
    unit = ranked.unit
    named = joined(((cells["id"],), (cells["name"],)), " ")
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
        word = Work.AVAILABLE if unit.on_duty else Work.OFF
        cells["leg"] = (say(word), "muted" if unit.on_duty else "faint")
        if unit.zone and unit.on_duty:
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
