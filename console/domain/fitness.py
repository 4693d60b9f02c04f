"""What a matter asks of whoever is sent: skills and kit that help, and skills it takes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from console.domain.cases import Case
from console.domain.causes import Cause
from console.domain.ids import ZoneId
from console.domain.matters import Category
from console.domain.people import Skill, Unit
from console.domain.ranking import LIKELY, SILENT, kit_for

_BY_CAUSE: dict[Cause, tuple[Skill, ...]] = {
    Cause.CONSTRUCTION_DUST: (Skill.SAMPLING, Skill.NEGOTIATION),
    Cause.IDLING_VEHICLE: (Skill.TRAFFIC,),
    Cause.ROAD_DUST: (Skill.TRAFFIC,),
    Cause.COOKING_FUME: (Skill.NEGOTIATION,),
    Cause.OPEN_BURNING: (Skill.FIRE,),
    Cause.SEWAGE_INFLOW: (Skill.WATER, Skill.SAMPLING),
    Cause.ALGAE: (Skill.WATER, Skill.SAMPLING),
    Cause.HEAVY_RAIN: (Skill.WATER, Skill.TRAFFIC),
    Cause.NOISE_SOURCE: (Skill.NEGOTIATION,),
    Cause.EQUIPMENT_FAULT: (Skill.ELECTRICS,),
    Cause.POWER_LOSS: (Skill.ELECTRICS,),
    Cause.SENSOR_FAULT: (Skill.ELECTRICS,),
    Cause.LINK_FAULT: (Skill.ELECTRICS,),
}
_BY_CATEGORY: dict[Category, tuple[Skill, ...]] = {
    Category.AIR: (Skill.SAMPLING,),
    Category.WATER: (Skill.WATER, Skill.SAMPLING),
    Category.NOISE: (Skill.NEGOTIATION,),
    Category.CONSTRUCTION: (Skill.NEGOTIATION, Skill.TRAFFIC),
    Category.STREET_ORDER: (Skill.NEGOTIATION, Skill.TRAFFIC),
    Category.GREENING: (Skill.TREES,),
    Category.FACILITY: (Skill.ELECTRICS,),
    Category.EQUIPMENT: (Skill.ELECTRICS,),
    Category.SAFETY: (Skill.FIRE, Skill.FIRST_AID),
    Category.CARE: (Skill.FIRST_AID,),
}
# Where looking is dangerous already: nobody else is sent. By what is measured, never by a guess.
_TAKES: dict[str, tuple[Skill, ...]] = {
    "voltage": (Skill.ELECTRICS,),
    "current": (Skill.ELECTRICS,),
    "leak": (Skill.ELECTRICS,),
}


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """As much of a case as sending somebody takes: the sensors and devices it is about, and what
    a diagnosis held to be the `causes`."""

    zone: ZoneId | None = None
    category: Category = Category.OTHER
    targets: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """Skills and kit that help; of the skills those it `takes`."""

    skills: tuple[Skill, ...] = ()
    kit: frozenset[str] = frozenset()
    takes: tuple[Skill, ...] = ()


def matter_of(case: Case) -> Matter:
    """Return what sending somebody to a case takes to know."""
    told = (cause for one in case.suggested for cause in one.causes)
    return Matter(
        zone=case.zone,
        category=case.category,
        targets=tuple(dict.fromkeys(watched.point.target for watched in case.watched)),
        causes=known_causes(told),
    )


def known_causes(codes: Iterable[str]) -> tuple[Cause, ...]:
    """Return the causes that `codes` name, without those of a newer version."""
    there = {cause.value: cause for cause in Cause}
    return tuple(dict.fromkeys(there[code] for code in codes if code in there))


def needs_of(matter: Matter) -> Needs:
    """Return what helps: against the causes a diagnosis named, else against the usual ones of
    what is measured, else in matters of that category."""
    measured = [target.partition("/")[2] for target in matter.targets]
    usual = dict.fromkeys(
        c for name in measured for c in (LIKELY.get(name, ()) if name else SILENT)
    )
    causes = matter.causes or tuple(usual)
    skills = [skill for cause in causes for skill in _BY_CAUSE.get(cause, ())]
    if not causes:
        skills = list(_BY_CATEGORY.get(matter.category, ()))
    takes = dict.fromkeys(skill for name in measured for skill in _TAKES.get(name, ()))
    return Needs(
        skills=tuple(dict.fromkeys([*takes, *skills])), kit=kit_for(causes), takes=tuple(takes)
    )


def lacking(unit: Unit, needs: Needs, roster: Iterable[Unit]) -> tuple[Skill, ...]:
    """Return the skills it takes that `unit` has not; one that nobody on the roster has is not
    asked for, since else nobody could be sent."""
    there = {skill for other in roster for skill in other.skills}
    return tuple(s for s in needs.takes if s in there and s not in unit.skills)
