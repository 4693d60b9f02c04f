"""Why it happened, and what is done about it: closed vocabularies.

Codes are never renamed, only retired; their words are the front end's. A cause's class splits
what the community must mend from what the instrument must (real, equipment, sensor, comms,
third party, none).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class CauseClass(StrEnum):
    """Whose matter a cause is."""

    REAL = "real"
    EQUIPMENT = "equipment"
    SENSOR = "sensor"
    COMMS = "comms"
    THIRD_PARTY = "third_party"
    NONE = "none"


class Cause(StrEnum):
    """What a patrol can find."""

    CONSTRUCTION_DUST = "construction_dust"
    IDLING_VEHICLE = "idling_vehicle"
    ROAD_DUST = "road_dust"
    COOKING_FUME = "cooking_fume"
    OPEN_BURNING = "open_burning"
    SEWAGE_INFLOW = "sewage_inflow"
    ALGAE = "algae"
    HEAVY_RAIN = "heavy_rain"
    NOISE_SOURCE = "noise_source"
    OVERFULL_BIN = "overfull_bin"
    EQUIPMENT_FAULT = "equipment_fault"
    POWER_LOSS = "power_loss"
    SENSOR_FAULT = "sensor_fault"
    LINK_FAULT = "link_fault"
    OTHER = "other"
    NO_FAULT_FOUND = "no_fault_found"


class Action(StrEnum):
    """What can be ordered as a remedy."""

    COVER_BARE_SOIL = "cover_bare_soil"
    DUST_SPRAY = "dust_spray"
    MOVE_VEHICLES = "move_vehicles"
    SWEEP_AND_WASH = "sweep_and_wash"
    CLEAN_EXTRACTOR = "clean_extractor"
    PUT_OUT_FIRE = "put_out_fire"
    STOP_INFLOW = "stop_inflow"
    AERATE = "aerate"
    CLOSE_PATH = "close_path"
    STOP_NOISE = "stop_noise"
    EMPTY_BIN = "empty_bin"
    REPAIR_EQUIPMENT = "repair_equipment"
    RESTORE_POWER = "restore_power"
    SERVICE_SENSOR = "service_sensor"
    RESTORE_LINK = "restore_link"
    OTHER = "other"


CLASS_OF: dict[Cause, CauseClass] = {
    Cause.CONSTRUCTION_DUST: CauseClass.THIRD_PARTY,
    Cause.IDLING_VEHICLE: CauseClass.THIRD_PARTY,
    Cause.ROAD_DUST: CauseClass.REAL,
    Cause.COOKING_FUME: CauseClass.THIRD_PARTY,
    Cause.OPEN_BURNING: CauseClass.REAL,
    Cause.SEWAGE_INFLOW: CauseClass.REAL,
    Cause.ALGAE: CauseClass.REAL,
    Cause.HEAVY_RAIN: CauseClass.REAL,
    Cause.NOISE_SOURCE: CauseClass.THIRD_PARTY,
    Cause.OVERFULL_BIN: CauseClass.REAL,
    Cause.EQUIPMENT_FAULT: CauseClass.EQUIPMENT,
    Cause.POWER_LOSS: CauseClass.EQUIPMENT,
    Cause.SENSOR_FAULT: CauseClass.SENSOR,
    Cause.LINK_FAULT: CauseClass.COMMS,
    Cause.OTHER: CauseClass.REAL,
    Cause.NO_FAULT_FOUND: CauseClass.NONE,
}

# The usual remedies of a cause, the first one first; any action may be ordered for any cause.
USUAL: dict[Cause, tuple[Action, ...]] = {
    Cause.CONSTRUCTION_DUST: (Action.DUST_SPRAY, Action.COVER_BARE_SOIL),
    Cause.IDLING_VEHICLE: (Action.MOVE_VEHICLES,),
    Cause.ROAD_DUST: (Action.SWEEP_AND_WASH, Action.DUST_SPRAY),
    Cause.COOKING_FUME: (Action.CLEAN_EXTRACTOR,),
    Cause.OPEN_BURNING: (Action.PUT_OUT_FIRE,),
    Cause.SEWAGE_INFLOW: (Action.STOP_INFLOW,),
    Cause.ALGAE: (Action.AERATE,),
    Cause.HEAVY_RAIN: (Action.CLOSE_PATH,),
    Cause.NOISE_SOURCE: (Action.STOP_NOISE,),
    Cause.OVERFULL_BIN: (Action.EMPTY_BIN,),
    Cause.EQUIPMENT_FAULT: (Action.REPAIR_EQUIPMENT,),
    Cause.POWER_LOSS: (Action.RESTORE_POWER,),
    Cause.SENSOR_FAULT: (Action.SERVICE_SENSOR,),
    Cause.LINK_FAULT: (Action.RESTORE_LINK,),
    Cause.OTHER: (Action.OTHER,),
    Cause.NO_FAULT_FOUND: (),
}


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a patrol saw: `count` of them, where counting makes sense; `photo` is a photo's
    reference, `value` one read by hand in `unit`."""

    cause: Cause
    count: int | None = None
    note: str | None = None
    photo: str | None = None
    value: float | None = None
    unit: str | None = None


def needs_remedy(cause: Cause) -> bool:
    """Tell whether something must be done about a cause before its case can be verified."""
    return bool(USUAL[cause])
