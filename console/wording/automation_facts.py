"""What is done by itself: words for how it stands and why, and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from console.contract.automation_views import AutomationView
from console.domain.automation_facts import (
    AutomationBegan,
    AutomationBlocked,
    AutomationEnded,
    AutomationFact,
    AutomationResumed,
    AutomationSuspended,
)
from console.domain.automations import Automation, AutomationStanding, Obstacle, Over, Reason
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.conditions import condition_words
from console.wording.names import automation_name, control_name, interlock_name
from console.wording.plain import plain
from console.wording.values import clock_time, figure

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_OVER = {
    Over.UNTIL: _n("what ends it is there"),
    Over.WHEN: _n("what it waits for is no longer so"),
    Over.DONE: _n("its run is over"),
    Over.FAILED: _n("devices did not do it"),
    Over.OUTDONE: _n("another one goes before it"),
    Over.SUSPENDED: _n("it is suspended"),
    Over.GONE: _n("the site file has it no more"),
}
_OBSTACLE = {
    Obstacle.SUSPENDED: _n("suspended"),
    Obstacle.RESTS: _n("rests"),
    Obstacle.ENOUGH: _n("often enough today"),
    Obstacle.SPENT: _n("did its work; waits for the next time"),
    Obstacle.ENDS: _n("what ends it is there already"),
    Obstacle.RIVAL: _n("another one goes before it"),
}
_BLOCKED = {
    "interlocked": _n("an interlock"),
    "interlock_unknown": _n("an interlock, for nobody knows better"),
    "interlock_firm": _n("an interlock that nobody can pass"),
    "control_held": _n("a person holds it"),
    "in_maintenance": _n("maintenance"),
    "device_offline": _n("the device is offline"),
    "rests": _n("it rests between two switchings"),
}


def over_words(over: Over) -> str:
    """Return why an automation is over."""
    return _(_OVER[over])


def blocked_words(code: str, interlock: str | None, site: Site | None) -> str:
    """Return what keeps an automation from telling a control something."""
    words = _(_BLOCKED[code]) if code in _BLOCKED else plain(code)
    if interlock is None:
        return words
    name = plain(interlock) if site is None else interlock_name(site, interlock)
    return f"{words}: {name}"


def standing_words(view: AutomationView, site: Site | None) -> str:
    """Return how an automation is now."""
    standing = view.standing
    if standing.active and standing.blocked is not None:
        why = blocked_words(standing.blocked, standing.interlock, site)
        return _("at work, kept from {control}: {why}").format(
            control=plain(standing.control or "?"), why=why
        )
    if standing.active:
        return _("would be at work (trial)") if view.automation.trial else _("at work")
    if standing.suspended:
        return suspended_words(standing, None)
    if view.when is None:
        return _("waits; not known whether it is time")
    if view.when and view.obstacle is not None:
        return _(_OBSTACLE[view.obstacle])
    return _("waits for its time")


def now_words(automation: Automation, standing: AutomationStanding, site: Site) -> str:
    """Return how an automation is, as far as facts tell: why it began, or ended last."""
    if standing.active:
        view = AutomationView(automation=automation, standing=standing)
        words = standing_words(view, site)
        why = reason_words(standing.because, site)
        return f"{words}: {why}" if why and standing.blocked is None else words
    if standing.suspended:
        return suspended_words(standing, site.time_zone)
    waits = _("waits for its time")
    return waits if standing.over is None else f"{waits} ({over_words(standing.over)})"


def suspended_words(standing: AutomationStanding, zone: str | None) -> str:
    """Return that an automation is suspended, by whom and until when."""
    by = plain(standing.by or "?")
    if standing.suspended_until is None:
        return _("suspended by {person}").format(person=by)
    until = clock_time(standing.suspended_until, zone)
    return _("suspended by {person} until {until}").format(person=by, until=until)


def reason_words(reasons: Iterable[Reason], site: Site | None) -> str:
    """Return why something began or ended: each part, and what was measured."""
    return ", ".join(_reason(reason, site) for reason in reasons)


def automation_sentence(what: AutomationFact, site: Site, *, here: bool = False) -> str:
    """Return a fact about an automation as a sentence, without who and why a person did it."""
    name = automation_name(site, what.automation)
    match what:
        case AutomationBegan():
            begins = _("{name} would begin (trial)") if what.trial else _("{name} begins")
            return _with_reasons(begins.format(name=name), what.because, site)
        case AutomationEnded():
            ended = _("{name} is over: {why}").format(name=name, why=over_words(what.why))
            return _with_reasons(ended, what.because, site)
        case AutomationBlocked():
            return _("{name} may not tell {control} anything: {why}").format(
                name=name,
                control=control_name(site, what.control),
                why=blocked_words(what.code, what.interlock, site),
            )
        case AutomationSuspended(until=int(until)):
            time = clock_time(until, None if here else site.time_zone)
            return _("{name} suspended until {until}").format(name=name, until=time)
        case AutomationSuspended():
            return _("{name} suspended").format(name=name)
        case AutomationResumed():
            return _("{name} works again").format(name=name)
        case _:
            assert_never(what)


def _with_reasons(told: str, reasons: tuple[Reason, ...], site: Site) -> str:
    if not reasons:
        return told
    return _("{told} ({reasons})").format(told=told, reasons=reason_words(reasons, site))


def _reason(reason: Reason, site: Site | None) -> str:
    words = condition_words(reason.part, site)
    return words if reason.value is None else f"{words} [{figure(reason.value)}]"
