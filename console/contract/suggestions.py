"""Whom to send to a case, from what a console and the hub know alike: views and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from console.clock import utc
from console.contract.case_views import AssignmentView, CaseView, UnitTaskView, UnitView
from console.domain.cases import OVER, Leg
from console.domain.fitness import Matter, known_causes
from console.domain.ids import CaseId, UnitId
from console.domain.people import Unit
from console.domain.sites import Site
from console.domain.suggesting import Candidate, Suggested, suggest
from console.domain.unit_states import UnitState, on_duty, status_of

REGIONAL = ("regional", "photochemical")  # verdicts where a patrol will find nothing

Task = tuple[CaseView, AssignmentView]


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """Units in the order to send them to `case`, at fact `as_of`; `regional` are the sensors
    whose diagnosis is that a patrol will find nothing."""

    case: CaseId
    items: tuple[Suggested, ...]
    as_of: int
    regional: tuple[str, ...] = ()


def tasks_by_unit(cases: Iterable[CaseView]) -> dict[UnitId, list[Task]]:
    """Return what every unit is out for, the task it was given first first; the others wait."""
    found: dict[UnitId, list[Task]] = {}
    for case in cases:
        for task in case.assignments:
            if task.leg not in OVER and case.outcome is None:
                found.setdefault(task.unit, []).append((case, task))
    for tasks in found.values():
        tasks.sort(key=lambda pair: pair[1].sent_at)
    return found


def unit_view(
    site: Site, unit: Unit, state: UnitState | None, tasks: Sequence[Task], now: int
) -> UnitView:
    """Return a unit as it is at `now` (ms)."""
    legs = [task.leg for _, task in tasks]
    case, first = tasks[0] if tasks else (None, None)
    kept = state.reserved if state is not None else None
    gone = state.withdrawn if state is not None else None
    return UnitView(
        unit=unit,
        status=status_of(unit, state, legs, now, ZoneInfo(site.time_zone)),
        case=case.id if case else None,
        leg=first.leg if first else None,
        since=first.changed_at if first else None,
        check_by=first.check_by if first else None,
        misses=first.misses if first else 0,
        asks=first.asks if first else None,
        reserved_until=utc(kept.until) if kept else None,
        reserved_for=kept.purpose if kept else None,
        reserved_by=kept.by if kept else None,
        withdrawn=gone.why if gone else None,
        withdrawn_by=gone.by if gone else None,
        tasks=tuple(
            UnitTaskView(case=c.id, assignment=t.number, leg=t.leg, sent_at=t.sent_at)
            for c, t in tasks
        ),
    )


def suggested_units(
    site: Site,
    case: CaseView,
    cases: Iterable[CaseView],
    states: Mapping[UnitId, UnitState],
    now: int,
) -> list[Suggested]:
    """Return the units in the order to send them to `case` at `now` (ms); `cases` are all that
    are open."""
    out, zone = tasks_by_unit(cases), ZoneInfo(site.time_zone)
    candidates = []
    for unit in site.units.values():
        state, tasks = states.get(unit.id), out.get(unit.id, [])
        there = tasks[0][0].zone if tasks and tasks[0][1].leg.rank >= Leg.ON_SITE.rank else None
        candidates.append(
            Candidate(
                unit=unit,
                status=status_of(unit, state, [task.leg for _, task in tasks], now, zone),
                state=_as_of(state, now),
                cases=tuple(dict.fromkeys(c.id for c, _ in tasks)),
                on_duty=on_duty(unit, state, now, zone),
                zone=there or unit.zone,
            )
        )
    return suggest(site, matter_of(case), candidates, case=case.id)


def matter_of(case: CaseView) -> Matter:
    """Return what sending somebody to a case takes to know."""
    told = (cause for one in case.suggested for cause in one.causes)
    return Matter(
        zone=case.zone,
        category=case.category,
        targets=tuple(dict.fromkeys(point.target for point in case.points)),
        causes=known_causes(told),
    )


def regional(case: CaseView) -> tuple[str, ...]:
    """Return the sensors of a case whose diagnosis is that a patrol will find nothing."""
    return tuple(
        one.sensor for one in case.suggested if any(verdict in REGIONAL for verdict in one.verdicts)
    )


def _as_of(state: UnitState | None, now: int) -> UnitState | None:
    """Return what still counts of a reservation whose end was not told yet."""
    if state is None or state.reserved is None or now < state.reserved.until:
        return state
    return msgspec.structs.replace(state, reserved=None)
