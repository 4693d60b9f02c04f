"""What a scene does by itself and why, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from console.contract.automation_views import Explanation, Planned, Reached, ScenePlan
from console.domain.conditions import AllOf, AnyOf, Not
from console.domain.sites import Site
from console.wording.automation_facts import reason_words, standing_words
from console.wording.catalog import translator
from console.wording.conditions import condition_words
from console.wording.names import automation_name, control_name, interlock_name
from console.wording.spans import span
from console.wording.values import chosen, figure, local

_ = translator("words")

MARKS = {True: "✓", False: "✗", None: "?"}


def plan_lines(plan: ScenePlan, site: Site) -> Iterator[str]:
    """Yield what a scene does by itself: how each automation is, and what is to come today."""
    if not plan.automations:
        yield _("Nothing is done by itself here.")
        return
    for one in plan.automations:
        yield from _explained(one, site)
        yield ""
    yield _("The next 24 hours, were everything measured as it is now:")
    yield from _planned(plan.planned, site)


def _explained(one: Explanation, site: Site) -> Iterator[str]:
    view = one.view
    yield f"{chosen(view.automation.name)} ({view.automation.id}): {standing_words(view, site)}"
    yield "  " + _("when")
    yield from _parts(one.when, site)
    if one.until:
        yield "  " + _("until")
        yield from _parts(one.until, site)
    yield "  " + _("then")
    for deed in view.automation.deeds:
        control = control_name(site, deed.control)
        run = "" if deed.run_s is None else " " + _("for {span}").format(span=span(deed.run_s))
        yield f"    {deed.step + 1}. {control}: {figure(deed.value)}{run}"
    for locked in one.locked:
        names = ", ".join(interlock_name(site, each.interlock) for each in locked.forbidding)
        control = control_name(site, locked.control)
        yield "  " + _("locked now: {control} by {names}").format(control=control, names=names)


def _parts(parts: Iterable[Reached], site: Site) -> Iterator[str]:
    for reached in parts:
        value = "" if reached.value is None else f" [{figure(reached.value)}]"
        pad = "  " * (reached.depth + 2)
        yield f"{pad}{MARKS[reached.holds]} {_part(reached, site)}{value}"


def _part(reached: Reached, site: Site) -> str:
    match reached.part:
        case AllOf():
            return _("all of")
        case AnyOf():
            return _("any of")
        case Not():
            return _("not")
        case part:
            return condition_words(part, site)


def _planned(planned: Iterable[Planned], site: Site) -> Iterator[str]:
    found = list(planned)
    if not found:
        yield "  " + _("nothing")
    zone = site.time_zone
    for one in found:
        sure = "" if one.certain else " " + _("(if so)")
        name = automation_name(site, one.automation)
        why = reason_words(one.because, site)
        yield f"  {_time(one.begin, zone)}–{_time(one.end, zone)}  {name}{sure}: {why}"


def _time(moment: datetime | None, zone: str) -> str:
    return "…" if moment is None else local(moment, zone)[11:16]
