"""What cases and units are called by when they are looked for, and the orders they can be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from console.contract.case_views import CaseView
from console.live import Live
from console.screens.caselist import STEPS, alerts_of, out, place_of, since
from console.screens.fitness import Ranked
from console.screens.sorting import UP, Sort, natural
from console.sieve import straw
from console.wording import case_name, chosen, step_word, unit_name, zone_name
from console.wording.dispatch import kit_word
from console.wording.lists import By

Key = Callable[[CaseView], Any]
_STEPS = {step: place for place, step in enumerate(STEPS)}


def case_straw(live: Live, case: CaseView) -> str:
    """Return what a case is called by: id, name, place, step, alerts, units."""
    site = live.mirror.site
    zone = place_of(site, case)
    units = [unit_name(site, task.unit) for task in out(case)]
    place = zone_name(site, zone) if zone else ""
    names = (case.id, case_name(site, case), place, step_word(case.step))
    return straw(*names, *case.alerts, *units)


def unit_straw(live: Live, ranked: Ranked) -> str:
    """Return what a unit is called by: id, name, people, zone, kit, what it is at."""
    unit = ranked.unit
    zone = zone_name(live.mirror.site, unit.zone) if unit.zone else ""
    kit = map(kit_word, unit.kit)
    return straw(unit.id, chosen(unit.name), *unit.members, zone, *kit, ranked.out_for or "")


def _by(key: Callable[[Live], Key]) -> Callable[[Live, Sequence[CaseView]], Sequence[CaseView]]:
    return lambda live, cases: sorted(cases, key=key(live))


def _weight(live: Live) -> Key:
    def weight(case: CaseView) -> tuple[int, int]:
        alerts = alerts_of(live, case)
        first = alerts[0].priority if alerts else case.priority
        return (-first.rank, since(case))

    return weight


def _step(live: Live) -> Key:
    weight = _weight(live)
    return lambda case: (_STEPS.get(case.step, len(_STEPS)), weight(case))


def _place(live: Live) -> Key:
    site = live.mirror.site
    return lambda case: natural(case_name(site, case))


CASE_SORTS = (
    Sort[CaseView](word=By.STEP, columns=("step",), arrow=UP, put=_by(_step)),
    Sort[CaseView](word=By.WAITING, columns=("since",), put=_by(lambda live: since)),
    Sort[CaseView](word=By.PRIORITY, columns=("glyph",), put=_by(_weight)),
    Sort[CaseView](word=By.PLACE, columns=("what",), arrow=UP, put=_by(_place)),
    Sort[CaseView](
        word=By.NEWEST,
        columns=("id",),
        put=lambda live, cases: sorted(cases, key=lambda case: natural(case.id), reverse=True),
    ),
)
BY_STEP = CASE_SORTS[0]


def _by_name(live: Live, units: Sequence[Ranked]) -> Sequence[Ranked]:
    return sorted(units, key=lambda ranked: natural(chosen(ranked.unit.name)))


def _by_zone(live: Live, units: Sequence[Ranked]) -> Sequence[Ranked]:
    site = live.mirror.site
    name = {zone.id: natural(chosen(zone.name)) for zone in site.zones.values()}
    return sorted(units, key=lambda ranked: name.get(ranked.unit.zone, natural("")))  # type: ignore[arg-type]


UNIT_SORTS = (
    Sort[Ranked](word=By.FITNESS, columns=("why",)),
    Sort[Ranked](word=By.NAME, columns=("name",), arrow=UP, put=_by_name),
    Sort[Ranked](word=By.PLACE, columns=("zone",), arrow=UP, put=_by_zone),
)
BY_FITNESS = UNIT_SORTS[0]
