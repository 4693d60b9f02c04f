"""Short words of a diagnosis: verdicts, confidence, steps, what to look for."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.diagnosis.verdicts import Look, Patrol, Says, Step, Verdict
from console.domain.matters import Confidence
from console.domain.surroundings import SurroundingKind
from console.wording.catalog import translator

_ = translator("diagnosis")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


VERDICTS: dict[Verdict, str] = {
    Verdict.DATA_DOUBT: _n("doubtful data"),
    Verdict.REGIONAL: _n("regional"),
    Verdict.PHOTOCHEMICAL: _n("photochemical (ozone)"),
    Verdict.DUST: _n("dust"),
    Verdict.EXHAUST: _n("exhaust"),
    Verdict.COOKING_FUME: _n("cooking fume"),
    Verdict.HUMIDITY_ARTEFACT: _n("humidity artefact"),
    Verdict.RAIN: _n("washed in by rain"),
    Verdict.LOCAL: _n("local, of no known signature"),
    Verdict.NORMAL: _n("nothing exceeds"),
    Verdict.UNKNOWN: _n("unknown"),
}
CONFIDENCES: dict[Confidence, str] = {
    Confidence.LOW: _n("low"),
    Confidence.MEDIUM: _n("medium"),
    Confidence.HIGH: _n("high"),
}
STEPS: dict[Step, str] = {
    Step.DATA: _n("Data"),
    Step.REGION: _n("Neighbours"),
    Step.INCREMENT: _n("Increment"),
    Step.SIGNATURE: _n("Signature"),
    Step.HOURS: _n("Hours and places"),
    Step.WIND: _n("Wind"),
}
SAYS: dict[Says, str] = {
    Says.FOR: _n("for"),
    Says.AGAINST: _n("against"),
    Says.NONE: _n("no evidence"),
}
PATROLS: dict[Patrol, str] = {
    Patrol.WORTH_IT: _n("a patrol has something to look for"),
    Patrol.UNSURE: _n("a patrol may find nothing: the evidence is thin"),
    Patrol.SERVICE: _n("the instrument first: have it serviced"),
    Patrol.FINDS_NOTHING: _n("a patrol will find nothing"),
}
LOOKS: dict[Look, str] = {
    Look.BARE_SOIL: _n("bare soil that is not covered"),
    Look.SPRAY_OFF: _n("dust-suppression spray that is off"),
    Look.DUMP_TRUCKS: _n("dump trucks: uncovered loads, unwashed wheels"),
    Look.ROAD_DIRT: _n("dirt on the road"),
    Look.NIGHT_WORK: _n("work on the building site outside its hours"),
    Look.IDLING_VEHICLES: _n("vehicles idling within 20 m of the probe"),
    Look.GENERATOR: _n("a generator or machine that runs"),
    Look.BARBECUE: _n("a barbecue"),
    Look.OPEN_FIRE: _n("something burning"),
    Look.EXTRACTOR: _n("a kitchen's extractor: off, or dirty"),
    Look.PROBE_INLET: _n("the probe's inlet: wet, blocked, webs"),
    Look.HAND_READING: _n("a reading by hand beside the probe"),
    Look.POWER_AND_LINK: _n("power and link of the device"),
    Look.INFLOW: _n("an outlet or inflow upstream"),
    Look.RUNOFF: _n("what runs off from roads and soil"),
    Look.ALGAE: _n("algae: green water, surface scum"),
    Look.NOISE_SOURCE: _n("the source of the noise"),
    Look.EQUIPMENT: _n("the equipment itself"),
    Look.AROUND: _n("whatever is unusual within 100 m, upwind first"),
    Look.ADVISE_RESIDENTS: _n("nobody to send: advise residents instead"),
    Look.WAIT: _n("wait and look again in an hour"),
}
KINDS: dict[SurroundingKind, str] = {
    SurroundingKind.BUILDING_SITE: _n("building site"),
    SurroundingKind.KITCHEN: _n("kitchen"),
    SurroundingKind.ROAD: _n("road"),
    SurroundingKind.DROP_OFF: _n("drop-off"),
    SurroundingKind.CAR_PARK: _n("car park"),
}
AND = _n(" + ")


def verdict_word(verdict: Verdict) -> str:
    """Return what it may be."""
    return _(VERDICTS[verdict])


def verdict_words(verdicts: Iterable[str]) -> str:
    """Return several verdicts, by their codes; one that is not known as it is."""
    return _(AND).join(
        _(VERDICTS[Verdict(one)]) if one in Verdict.__members__.values() else str(one)
        for one in verdicts
    )


def confidence_word(confidence: Confidence) -> str:
    """Return how well it is supported."""
    return _(CONFIDENCES[confidence])


def diagnosis_step_word(step: Step) -> str:
    """Return a step of the method."""
    return _(STEPS[step])


def says_word(says: Says) -> str:
    """Return which way a line speaks."""
    return _(SAYS[says])


def patrol_word(patrol: Patrol) -> str:
    """Return what sending somebody would come to."""
    return _(PATROLS[patrol])


def look_word(look: Look) -> str:
    """Return what there is to look for."""
    return _(LOOKS[look])


def surrounding_word(kind: SurroundingKind) -> str:
    """Return what stands close by."""
    return _(KINDS[kind])
