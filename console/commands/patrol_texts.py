"""Patrol units as rows and fields for people, and why one should be sent."""

from __future__ import annotations

from collections.abc import Iterator

from console.clock import utc
from console.contract.case_views import UnitView
from console.contract.suggestions import Suggestions
from console.contract.views import Page
from console.domain.sites import Site
from console.domain.suggesting import Because, Reason, Suggested
from console.printing import Column, Listing
from console.wording import chosen, leg_word, local, plain, unit_name, zone_name
from console.wording.commands import say
from console.wording.unit_facts import skill_word, span_word, status_word


def unit_listing(page: Page[UnitView], site: Site | None) -> Listing[UnitView]:
    """Return units as a table; without a site, zones go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        name=lambda view: view.unit.id,
        columns=(
            Column("id", lambda view: plain(view.unit.id)),
            Column("name", lambda view: chosen(view.unit.name)),
            Column("members", lambda view: say("comma").join(map(plain, view.unit.members))),
            Column("zone", lambda view: _zone(view, site)),
            Column("skills", _skills),
            Column("kit", lambda view: " ".join(map(plain, view.unit.kit))),
            Column("unit.status", lambda view: status_word(view.status)),
            Column("case", lambda view: " ".join(plain(task.case) for task in view.tasks)),
            Column("leg", leg),
            Column("check.by", lambda view: local(view.check_by) if view.check_by else ""),
            Column("misses", lambda view: str(view.misses) if view.misses else ""),
        ),
    )


def unit_fields(view: UnitView, site: Site | None) -> Iterator[tuple[str, str]]:
    """Return a unit in full."""
    unit = view.unit
    yield "id", plain(unit.id)
    yield "name", chosen(unit.name)
    yield "members", say("comma").join(map(plain, unit.members))
    yield "accounts", " ".join(map(plain, unit.accounts))
    yield "zone", _zone(view, site)
    yield "skills", _skills(view)
    yield "kit", " ".join(map(plain, unit.kit))
    yield "shift.hours", " ".join(map(span_word, unit.shift))
    yield "unit.status", status_word(view.status)
    yield "reserved", _reserved(view)
    yield "withdrawn", plain(view.withdrawn or "")
    yield "case", plain(view.case or "")
    yield "leg", leg(view)
    yield "since", local(view.since) if view.since else ""
    yield "check.by", local(view.check_by) if view.check_by else ""
    yield "misses", str(view.misses) if view.misses else ""
    yield "asks", plain(view.asks or "")
    yield "tasks", " ".join(plain(task.case) for task in view.tasks)


def leg(view: UnitView) -> str:
    """Return how far a unit is with its task."""
    return leg_word(view.leg) if view.leg is not None else ""


def suggestion_listing(found: Suggestions, site: Site) -> Listing[Suggested]:
    """Return whom to send as a table, the best first."""
    return Listing(
        items=found.items,
        as_of=found.as_of,
        next=None,
        name=lambda one: one.unit,
        columns=(
            Column("id", lambda one: plain(one.unit)),
            Column("name", lambda one: unit_name(site, one.unit)),
            Column("sending", lambda one: say(f"sending.{one.sending}")),
            Column("why", lambda one: say("comma").join(map(reason_words, one.reasons))),
        ),
    )


def reason_words(reason: Reason) -> str:
    """Return a reason in words."""
    what = reason.what or ""
    if reason.code in (Because.SKILL, Because.LACKS):
        what = skill_word(what)
    until = local(utc(reason.until)) if reason.until is not None else ""
    return say(f"because.{reason.code}", what=what, metres=reason.metres, until=until)


def _skills(view: UnitView) -> str:
    return say("comma").join(map(skill_word, view.unit.skills))


def _reserved(view: UnitView) -> str:
    if view.reserved_until is None:
        return ""
    until = local(view.reserved_until)
    return say("because.reserved", what=view.reserved_for or "", until=until)


def _zone(view: UnitView, site: Site | None) -> str:
    zone = view.unit.zone
    if zone is None:
        return ""
    return zone_name(site, zone) if site is not None else plain(zone)
