"""Patrol units as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import UnitView
from console.contract.views import Page
from console.domain.sites import Site
from console.printing import Column, Listing
from console.wording import chosen, leg_word, local, plain, zone_name
from console.wording.commands import say


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
            Column("kit", lambda view: " ".join(map(plain, view.unit.kit))),
            Column("leg", leg),
            Column("case", lambda view: plain(view.case or "")),
            Column("since", lambda view: local(view.since) if view.since else ""),
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
    yield "kit", " ".join(map(plain, unit.kit))
    yield "leg", leg(view)
    yield "case", plain(view.case or "")
    yield "since", local(view.since) if view.since else ""


def leg(view: UnitView) -> str:
    """Return what a unit is at: its leg, or that it is free or off duty."""
    if view.leg is not None and view.case is not None:
        return leg_word(view.leg)
    return say("unit.free") if view.unit.on_duty else say("unit.off.duty")


def _zone(view: UnitView, site: Site | None) -> str:
    zone = view.unit.zone
    if zone is None:
        return ""
    return zone_name(site, zone) if site is not None else plain(zone)
