"""What a case is about and who is told of it, where nobody says: as its alerts have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.domain.ids import PartyId
from console.domain.matters import Category
from console.domain.parties import Party, PartyKind
from console.domain.rules import LimitRule, RecurringRule, Rule
from console.domain.sites import Scene

# By what is measured; a scene may say otherwise.
OF_QUANTITY: dict[str, Category] = {
    **dict.fromkeys(("pm25", "pm10", "tsp", "no2", "so2", "co", "o3"), Category.AIR),
    **dict.fromkeys(("ph", "do", "nh3n", "turbidity", "conductivity", "rain"), Category.WATER),
    **dict.fromkeys(("level", "water-level", "flow", "inflow", "tap"), Category.WATER),
    **dict.fromkeys(("fill", "weight", "volume", "arrivals"), Category.SANITATION),
    **dict.fromkeys(("occupancy", "free", "bikes"), Category.STREET_ORDER),
    **dict.fromkeys(("smoke", "temperature", "leak", "charging", "gas"), Category.SAFETY),
    **dict.fromkeys(("soc", "pv-power", "lamp-power", "power", "voltage"), Category.FACILITY),
    **dict.fromkeys(("lux", "load", "pressure", "current"), Category.FACILITY),
    **dict.fromkeys(("pressed", "motion", "door", "present"), Category.CARE),
    "soil-moisture": Category.GREENING,
    "noise": Category.NOISE,
}

# Who is concerned by a category, the first one first; each only where the site has such a party.
CONCERNED: dict[Category, tuple[PartyKind, ...]] = {
    Category.AIR: (PartyKind.PROPERTY, PartyKind.SITE_TEAM),
    Category.WATER: (PartyKind.WATER_AUTHORITY,),
    Category.NOISE: (PartyKind.GRID_WORKER,),
    Category.CONSTRUCTION: (PartyKind.SITE_TEAM,),
    Category.SANITATION: (PartyKind.SANITATION,),
    Category.STREET_ORDER: (PartyKind.GRID_WORKER, PartyKind.PROPERTY),
    Category.GREENING: (PartyKind.PROPERTY,),
    Category.FACILITY: (PartyKind.PROPERTY, PartyKind.MAINTENANCE),
    Category.EQUIPMENT: (PartyKind.MAINTENANCE,),
    Category.SAFETY: (PartyKind.PROPERTY, PartyKind.GRID_WORKER),
    Category.CARE: (PartyKind.GRID_WORKER,),
    Category.OTHER: (PartyKind.PROPERTY,),
}


def category_of(rule: Rule | None, quantity: str | None, scene: Scene) -> Category:
    """Return what an alert is about: the instrument, if that is silent; else as its scene says;
    else by what is measured."""
    if rule is not None and not isinstance(rule, LimitRule | RecurringRule):
        return Category.EQUIPMENT
    if scene.category is not None:
        return scene.category
    return OF_QUANTITY.get(quantity or "", Category.OTHER)


def concerned(category: Category, parties: Mapping[PartyId, Party]) -> tuple[PartyId, ...]:
    """Return whom a case of that category concerns, in the order of the site file."""
    return tuple(_of_kinds(parties.values(), CONCERNED[category]))


def _of_kinds(parties: Iterable[Party], kinds: tuple[PartyKind, ...]) -> Iterable[PartyId]:
    return (party.id for party in parties if party.kind in kinds)
