"""Patrol units on the map of a site: where they are, and the ways of those not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.contract.case_views import CaseView
from console.domain.cases import Leg
from console.domain.ids import DeviceId, UnitId, ZoneId
from console.domain.sites import Site
from console.live import Live
from console.screens.caselist import place_of, target_of
from console.screens.readiness import tasks
from console.widgets import Line, joined
from console.widgets.plan_canvas import Canvas
from console.widgets.plan_marks import Mark
from console.widgets.plan_view import View
from console.wording import plain

OUT_THERE = (Leg.ON_SITE, Leg.REPORTED)
TRAIL = "∘"
TRAIL_EVERY = 3

Zones = Mapping[ZoneId, Sequence[Mark]]


def lay_patrols(
    live: Live, canvas: Canvas, view: View, zones: Zones
) -> dict[tuple[int, int], Line]:
    """Draw the ways of units that are not there yet; return what is said of units at marks."""
    tags: dict[tuple[int, int], Line] = {}
    for unit, (case, task) in sorted(tasks(live).items()):
        marks = _goal(live, case, view, zones)
        if not marks:
            continue
        arrived = task.leg in OUT_THERE
        tag: Line = ((f"{'●' if arrived else '→'}{plain(unit)}", "accent"),)
        at = marks[0].at
        tags[at] = joined((tags.get(at, ()), tag), " ")
        home = _home(live.mirror.site, unit, zones)
        if not arrived and home is not None and home != at:
            canvas.stroke([_centre(home), _centre(at)], TRAIL, "accent", every=TRAIL_EVERY)
    return tags


def _goal(live: Live, case: CaseView, view: View, zones: Zones) -> Sequence[Mark]:
    """Return the mark a case is about; without a device, one of its zone's."""
    target = target_of(live, case)
    if target is not None:
        device = DeviceId(target.partition("/")[0])
        return [mark for mark in view.marks if device in mark.devices]
    zone = place_of(live.mirror.site, case)
    return zones.get(zone, ()) if zone is not None else ()


def _home(site: Site, unit: UnitId, zones: Zones) -> tuple[int, int] | None:
    known = site.units.get(unit)
    marks = zones.get(known.zone, ()) if known is not None and known.zone is not None else ()
    return marks[0].at if marks else None


def _centre(at: tuple[int, int]) -> tuple[float, float]:
    return at[0] + 0.5, at[1] + 0.5
