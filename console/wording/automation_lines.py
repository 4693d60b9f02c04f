"""What a scene does by itself and why, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from console.contract.automation_views import Explanation, Planned, Reached, ScenePlan
from console.domain.automations import Deed
from console.domain.conditions import AllOf, AnyOf, Not
from console.domain.sites import Site
from console.wording.automation_facts import reason_words, standing_words
from console.wording.catalog import translator
from console.wording.conditions import condition_words
from console.wording.control_facts import value_words
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
    yield from _deeds(view.automation.deeds, site)
    for locked in one.locked:
        names = ", ".join(interlock_name(site, each.interlock) for each in locked.forbidding)
        control = control_name(site, locked.control)
        yield "  " + _("locked now: {control} by {names}").format(control=control, names=names)


def _deeds(deeds: Iterable[Deed], site: Site) -> Iterator[str]:
    """Yield what is told in which step; what many devices are told alike stands in one line."""
    alike: dict[tuple[int, str, float, float | None], list[Deed]] = {}
    for deed in deeds:
        name = deed.control.partition("/")[2]
        alike.setdefault((deed.step, name, deed.value, deed.run_s), []).append(deed)
    for (step, _name, value, run_s), those in alike.items():
        first = site.control(those[0].control)
        words = control_name(site, those[0].control)
        if len(those) > 1 and first is not None:
            words = _("{count} × {control}").format(count=len(those), control=chosen(first.name))
        run = "" if run_s is None else " " + _("for {span}").format(span=span(run_s))
        yield f"    {step + 1}. {words}: {value_words(first, value)}{run}"


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
