"""Words of casework: steps and legs, causes and remedies, how a case was proved and ended."""

from __future__ import annotations

from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Leg, Step
from console.domain.causes import CLASS_OF, Action, Cause, CauseClass, Seen
from console.wording.catalog import translator
from console.wording.plain import plain

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


STEPS: dict[Step, str] = {
    Step.COLLECTED: _n("collected"),
    Step.FILED: _n("filed"),
    Step.DISPATCHED: _n("dispatched"),
    Step.HANDLING: _n("handling"),
    Step.FED_BACK: _n("fed back"),
    Step.VERIFIED: _n("verified"),
    Step.CLOSED: _n("closed"),
}
LEGS: dict[Leg, str] = {
    Leg.OFFERED: _n("offered"),
    Leg.ACCEPTED: _n("accepted"),
    Leg.EN_ROUTE: _n("en route"),
    Leg.ON_SITE: _n("on site"),
    Leg.REPORTED: _n("reported"),
    Leg.RELEASED: _n("released"),
    Leg.DECLINED: _n("declined"),
    Leg.STOOD_DOWN: _n("stood down"),
}
CAUSES: dict[Cause, str] = {
    Cause.CONSTRUCTION_DUST: _n("construction dust"),
    Cause.IDLING_VEHICLE: _n("idling vehicles"),
    Cause.ROAD_DUST: _n("road dust"),
    Cause.COOKING_FUME: _n("cooking fume"),
    Cause.OPEN_BURNING: _n("open burning"),
    Cause.SEWAGE_INFLOW: _n("sewage inflow"),
    Cause.ALGAE: _n("algae"),
    Cause.HEAVY_RAIN: _n("heavy rain"),
    Cause.NOISE_SOURCE: _n("a source of noise"),
    Cause.OVERFULL_BIN: _n("overfull bin"),
    Cause.EQUIPMENT_FAULT: _n("equipment fault"),
    Cause.POWER_LOSS: _n("power loss"),
    Cause.SENSOR_FAULT: _n("sensor fault"),
    Cause.LINK_FAULT: _n("link fault"),
    Cause.OTHER: _n("another cause"),
    Cause.NO_FAULT_FOUND: _n("no fault found"),
}
ACTIONS: dict[Action, str] = {
    Action.COVER_BARE_SOIL: _n("cover bare soil"),
    Action.DUST_SPRAY: _n("dust-suppression spray"),
    Action.MOVE_VEHICLES: _n("move the vehicles"),
    Action.SWEEP_AND_WASH: _n("sweep and wash the road"),
    Action.CLEAN_EXTRACTOR: _n("clean the extractor"),
    Action.PUT_OUT_FIRE: _n("put out the fire"),
    Action.STOP_INFLOW: _n("stop the inflow"),
    Action.AERATE: _n("aerate the water"),
    Action.CLOSE_PATH: _n("close the path"),
    Action.STOP_NOISE: _n("stop the noise"),
    Action.EMPTY_BIN: _n("empty the bin"),
    Action.REPAIR_EQUIPMENT: _n("repair the equipment"),
    Action.RESTORE_POWER: _n("restore power"),
    Action.SERVICE_SENSOR: _n("service the sensor"),
    Action.RESTORE_LINK: _n("restore the link"),
    Action.OTHER: _n("another remedy"),
}
CLASSES: dict[CauseClass, str] = {
    CauseClass.REAL: _n("real, in the environment"),
    CauseClass.EQUIPMENT: _n("equipment"),
    CauseClass.SENSOR: _n("the sensor"),
    CauseClass.COMMS: _n("communications"),
    CauseClass.THIRD_PARTY: _n("a third party"),
    CauseClass.NONE: _n("no fault found"),
}
PROOFS: dict[Proof, str] = {
    Proof.SENSOR: _n("by its sensor"),
    Proof.READING: _n("by a reading taken on the spot"),
    Proof.INSPECTION: _n("by inspection"),
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.VERIFIED: _n("closed as verified"),
    Outcome.UNVERIFIED: _n("closed unverified"),
    Outcome.REJECTED: _n("rejected"),
    Outcome.CANCELLED: _n("cancelled"),
    Outcome.DUPLICATE: _n("closed as a duplicate"),
}


def step_word(step: str) -> str:
    """Return how far a case has come; a step only a newer hub knows as it is."""
    return _(STEPS[Step(step)]) if step in set(Step) else plain(step)


def leg_word(leg: str) -> str:
    """Return how far a unit has come with its task."""
    return _(LEGS[Leg(leg)]) if leg in set(Leg) else plain(leg)


def cause_word(cause: Cause) -> str:
    """Return what a patrol found, in a few words."""
    return _(CAUSES[cause])


def class_of_cause(cause: Cause) -> str:
    """Return whose matter a cause is."""
    return _(CLASSES[CLASS_OF[cause]])


def action_word(action: Action) -> str:
    """Return what was ordered, in a few words."""
    return _(ACTIONS[action])


def proof_word(proof: Proof) -> str:
    """Return how it was made sure that a remedy worked."""
    return _(PROOFS[proof])


def outcome_word(outcome: Outcome) -> str:
    """Return how a case ended."""
    return _(OUTCOMES[outcome])


def seen_words(seen: Seen) -> str:
    """Return a finding: its cause, how many, and what was noted about it."""
    told = cause_word(seen.cause)
    if seen.count is not None:
        told = _("{cause} × {count}").format(cause=told, count=seen.count)
    if seen.note:
        told = _("{finding} “{note}”").format(finding=told, note=plain(seen.note))
    return told
