"""Which patrol unit to send first, and why: it is near, it is free, and it brings what helps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from console.domain.causes import USUAL, Action, Cause
from console.domain.ids import CaseId, UnitId, ZoneId
from console.domain.people import Unit

_DUST = (Cause.CONSTRUCTION_DUST, Cause.IDLING_VEHICLE, Cause.ROAD_DUST)
_WATER = (Cause.SEWAGE_INFLOW, Cause.ALGAE)
_POWER = (Cause.POWER_LOSS, Cause.EQUIPMENT_FAULT)

# What a quantity out of its limits is usually about, before anyone has looked.
LIKELY: dict[str, tuple[Cause, ...]] = {
    "pm10": _DUST,
    "pm25": _DUST,
    "tsp": _DUST,
    "no2": (Cause.IDLING_VEHICLE,),
    "co": (Cause.IDLING_VEHICLE, Cause.OPEN_BURNING),
    "smoke": (Cause.OPEN_BURNING,),
    "noise": (Cause.NOISE_SOURCE,),
    "do": _WATER,
    "nh3n": _WATER,
    "ph": _WATER,
    "turbidity": _WATER,
    "conductivity": _WATER,
    "water-level": (Cause.HEAVY_RAIN,),
    "fill": (Cause.OVERFULL_BIN,),
    "voltage": _POWER,
    "current": _POWER,
    "leak": _POWER,
    "soc": (Cause.EQUIPMENT_FAULT,),
    "lux": (Cause.EQUIPMENT_FAULT,),
}
ANYWHERE = (Cause.SENSOR_FAULT, Cause.LINK_FAULT, Cause.OTHER, Cause.NO_FAULT_FOUND)
DIGITS = 9  # causes are picked by digit
SILENT = (Cause.LINK_FAULT, Cause.SENSOR_FAULT, Cause.POWER_LOSS)

_KIT: dict[Action, tuple[str, ...]] = {
    Action.DUST_SPRAY: ("spray",),
    Action.SWEEP_AND_WASH: ("spray",),
    Action.MOVE_VEHICLES: ("traffic-cones",),
    Action.CLOSE_PATH: ("traffic-cones",),
    Action.STOP_INFLOW: ("sampler",),
    Action.AERATE: ("sampler",),
    Action.REPAIR_EQUIPMENT: ("multimeter", "ladder"),
    Action.RESTORE_POWER: ("multimeter", "ladder"),
    Action.SERVICE_SENSOR: ("multimeter",),
    Action.RESTORE_LINK: ("multimeter", "ladder"),
}


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as a candidate: whether it is `near`, which of its `kit` helps, and the case it is
    out for."""

    unit: Unit
    near: bool = False
    kit: tuple[str, ...] = ()
    out_for: CaseId | None = None

    @property
    def can_go(self) -> bool:
        """Tell whether it can be sent now."""
        return self.unit.on_duty and self.out_for is None


def by_likelihood(quantities: Iterable[str]) -> tuple[Cause, ...]:
    """Return every cause, the likely ones of `quantities` first, so that what may be found
    anywhere still has a digit; a cause has the same number wherever a case is reported from."""
    first = dict.fromkeys(cause for name in quantities for cause in LIKELY.get(name, ()))
    others = [cause for cause in Cause if cause not in first and cause not in ANYWHERE]
    room = max(DIGITS - len(first) - len(ANYWHERE), 0)
    return tuple(dict.fromkeys((*first, *others[:room], *ANYWHERE, *others)))


def kit_for(causes: Iterable[Cause]) -> frozenset[str]:
    """Return what helps against `causes`, by their usual remedies."""
    actions = {action for cause in causes for action in USUAL[cause]}
    return frozenset(piece for action in actions for piece in _KIT.get(action, ()))


def rank(
    units: Iterable[Unit],
    out: Mapping[UnitId, CaseId],
    *,
    zone: ZoneId | None,
    kit: frozenset[str],
) -> list[Ranked]:
    """Order `units` for a matter in `zone` where `kit` helps, the one to send first.

    Who can go comes first; among those the near, then the better equipped, then as on the roster.
    """
    ranked = [
        Ranked(
            unit=unit,
            near=zone is not None and unit.zone == zone,
            kit=tuple(piece for piece in unit.kit if piece in kit),
            out_for=out.get(unit.id),
        )
        for unit in units
    ]
    return sorted(ranked, key=lambda r: (not r.can_go, not r.unit.on_duty, not r.near, -len(r.kit)))
