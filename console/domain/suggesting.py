"""Whom to send: units in order of how well they fit a matter, with every reason in codes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from console.domain.fitness import Matter, Needs, lacking, needs_of
from console.domain.ids import CaseId, DeviceId, UnitId, ZoneId
from console.domain.landmarks import Place
from console.domain.people import Unit
from console.domain.sites import Site
from console.domain.unit_states import UnitState, UnitStatus

HELP_M = 200.0  # so much of the way each skill or piece of kit that helps is worth
METRES_PER_DEGREE = 111_320.0


class Sending(StrEnum):
    """Whether a unit can be sent: at once, only with "anyway", or not at all."""

    NOW = "now"
    ANYWAY = "anyway"
    NOT = "not"


class Because(StrEnum):
    """Why a unit stands where it stands."""

    SENT_ALREADY = "sent_already"
    OUT_OF_SERVICE = "out_of_service"
    OFF_DUTY = "off_duty"
    LACKS = "lacks"
    BUSY = "busy"
    RESERVED = "reserved"
    HERE = "here"
    NEAR = "near"
    SKILL = "skill"
    KIT = "kit"


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One reason: `what` is a skill, a piece of kit, a case, a zone or what was said; `metres` of
    way; `until` a moment (ms)."""

    code: Because
    what: str | None = None
    metres: int | None = None
    until: int | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as it is now: its status, what was said of it, the cases it is out for (the first
    one first), and the zone it is in."""

    unit: Unit
    status: UnitStatus
    state: UnitState | None = None
    cases: tuple[CaseId, ...] = ()
    on_duty: bool = True
    zone: ZoneId | None = None


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """A unit, whether it can be sent, how far away it is, and every reason."""

    unit: UnitId
    sending: Sending
    metres: int | None = None
    reasons: tuple[Reason, ...] = ()


def suggest(
    site: Site, matter: Matter, candidates: Sequence[Candidate], *, case: CaseId | None = None
) -> list[Suggested]:
    """Order `candidates` for `matter` (`case`, where it is one), the one to send first.

    Who can be sent at once comes first, then who is less busy, then who is in the same zone;
    among others each skill or piece of kit that helps is worth `HELP_M` of way. Who cannot be
    sent at all comes last, and is told why.
    """
    needs, there = needs_of(matter), _place_of(site, matter)
    ranked = []
    for order, one in enumerate(candidates):
        metres = _metres(there, place_of_zone(site, one.zone))
        here = matter.zone is not None and one.zone == matter.zone
        hindrances = tuple(_hindrances(one, needs, site, case))
        helps = tuple(_helps(one.unit, needs))
        sending = _sending(hindrances)
        way = (Reason(code=Because.HERE, what=one.zone),) if here else _way(one.zone, metres)
        found = Suggested(
            unit=one.unit.id, sending=sending, metres=metres, reasons=(*hindrances, *way, *helps)
        )
        cost = (math.inf if metres is None else metres) - HELP_M * len(helps)
        busy = len(one.cases)
        ranked.append(((_ORDER[sending], busy, not here, cost, -len(helps), order), found))
    return [found for _, found in sorted(ranked, key=lambda pair: pair[0])]


_ORDER = {Sending.NOW: 0, Sending.ANYWAY: 1, Sending.NOT: 2}
_NEVER = (Because.SENT_ALREADY, Because.OUT_OF_SERVICE, Because.OFF_DUTY, Because.LACKS)


def _sending(hindrances: Sequence[Reason]) -> Sending:
    if any(reason.code in _NEVER for reason in hindrances):
        return Sending.NOT
    return Sending.ANYWAY if hindrances else Sending.NOW


def _hindrances(one: Candidate, needs: Needs, site: Site, case: CaseId | None) -> Iterable[Reason]:
    """Yield what stands in the way of sending a unit."""
    state = one.state
    if case is not None and case in one.cases:
        yield Reason(code=Because.SENT_ALREADY, what=case)
    if state is not None and state.withdrawn is not None:
        yield Reason(code=Because.OUT_OF_SERVICE, what=state.withdrawn.why)
    if not one.on_duty:
        yield Reason(code=Because.OFF_DUTY)
    for skill in lacking(one.unit, needs, site.units.values()):
        yield Reason(code=Because.LACKS, what=skill)
    for other in one.cases:
        if other != case:
            yield Reason(code=Because.BUSY, what=other)
    if state is not None and (kept := state.reserved) is not None:
        yield Reason(code=Because.RESERVED, what=kept.purpose, until=kept.until)


def _helps(unit: Unit, needs: Needs) -> Iterable[Reason]:
    for skill in needs.skills:
        if skill in unit.skills:
            yield Reason(code=Because.SKILL, what=skill)
    for piece in unit.kit:
        if piece in needs.kit:
            yield Reason(code=Because.KIT, what=piece)


def _way(zone: ZoneId | None, metres: int | None) -> tuple[Reason, ...]:
    return () if metres is None else (Reason(code=Because.NEAR, what=zone, metres=metres),)


def place_of_zone(site: Site, zone: ZoneId | None) -> Place | None:
    """Return the middle of what stands in a zone, else of what the plan draws as that zone."""
    devices = [(d.latitude, d.longitude) for d in site.devices.values() if d.zone == zone]
    drawn = [point for mark in site.plan if zone and mark.zone == zone for point in mark.points]
    return _middle(devices or drawn)


def _place_of(site: Site, matter: Matter) -> Place | None:
    ids = dict.fromkeys(DeviceId(target.partition("/")[0]) for target in matter.targets)
    known = [site.devices[id] for id in ids if id in site.devices]
    middle = _middle([(device.latitude, device.longitude) for device in known])
    return middle or place_of_zone(site, matter.zone)


def _middle(places: Sequence[Place]) -> Place | None:
    if not places:
        return None
    return (
        sum(latitude for latitude, _ in places) / len(places),
        sum(longitude for _, longitude in places) / len(places),
    )


def _metres(one: Place | None, other: Place | None) -> int | None:
    """Return how far it is between two places, as the crow flies; tens of metres count."""
    if one is None or other is None:
        return None
    north = one[0] - other[0]
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return round(math.hypot(north, east) * METRES_PER_DEGREE / 10) * 10
