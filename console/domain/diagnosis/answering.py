"""Steps 6 and 7: what holds, how well it is supported, what would change it, what to look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from console.domain.causes import Cause
from console.domain.diagnosis.doubting import LINK
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.otherwise import CAUSES, LOOKS
from console.domain.diagnosis.question import Question
from console.domain.diagnosis.verdicts import Answer, Line, Look, Says, Verdict
from console.domain.matters import Confidence
from console.domain.surroundings import SurroundingKind

V = Verdict
ORDER = tuple(Verdict)
# Verdicts that need no support: they say that there is nothing, or too little, to go by.
EMPTY = (V.UNKNOWN, V.NORMAL)
CHECKS: dict[Verdict, tuple[Look, ...]] = {
    V.DATA_DOUBT: (Look.PROBE_INLET, Look.HAND_READING, Look.POWER_AND_LINK),
    V.REGIONAL: (Look.ADVISE_RESIDENTS, Look.WAIT),
    V.PHOTOCHEMICAL: (Look.ADVISE_RESIDENTS, Look.WAIT),
    V.DUST: (Look.BARE_SOIL, Look.SPRAY_OFF, Look.DUMP_TRUCKS, Look.ROAD_DIRT),
    V.EXHAUST: (Look.IDLING_VEHICLES, Look.GENERATOR, Look.OPEN_FIRE),
    V.COOKING_FUME: (Look.EXTRACTOR, Look.BARBECUE),
    V.HUMIDITY_ARTEFACT: (Look.PROBE_INLET, Look.HAND_READING),
    V.RAIN: (Look.RUNOFF,),
    V.LOCAL: (Look.AROUND, Look.BARBECUE, Look.OPEN_FIRE, Look.HAND_READING),
    V.NORMAL: (Look.WAIT,),
    V.UNKNOWN: (Look.AROUND, Look.HAND_READING),
}


def answer(
    verdict: Verdict,
    question: Question,
    lines: Iterable[Line],
    figures: Figures,
    *,
    unsettled: bool,
) -> Answer:
    """Return a verdict that holds with its support.

    `unsettled` says that something is not settled (the data are doubtful, or it was not possible to
    ask the neighbours): then nothing is held with high confidence.
    """
    own = [line for line in lines if verdict in line.about]
    groups = {line.group for line in own if line.says is Says.FOR and line.group is not None}
    against = any(line.says is Says.AGAINST for line in own)
    score = sum(getattr(figures, f"weight_{group}") for group in groups)
    return Answer(
        verdict=verdict,
        causes=causes(verdict, question, own),
        score=score,
        confidence=_confidence(verdict, len(groups), figures, capped=against or unsettled),
        lines=len(groups),
    )


def ranked(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return answers, the best supported first; doubtful data come before all else."""
    return tuple(
        sorted(
            answers,
            key=lambda one: (
                one.verdict is not V.DATA_DOUBT,
                -one.score,
                ORDER.index(one.verdict),
            ),
        )
    )


def causes(verdict: Verdict, question: Question, lines: Iterable[Line]) -> tuple[Cause, ...]:
    """Return what a patrol would find if the verdict is right."""
    match verdict:
        case V.DATA_DOUBT:
            codes = {line.code for line in lines}
            return (Cause.LINK_FAULT,) if codes <= set(LINK) else (Cause.SENSOR_FAULT,)
        case V.DUST:
            kinds = {near.kind for near in question.asked.near}
            built = SurroundingKind.BUILDING_SITE in kinds
            if built:
                return (Cause.CONSTRUCTION_DUST,)
            return (Cause.CONSTRUCTION_DUST, Cause.ROAD_DUST)
        case V.EXHAUST:
            return (Cause.IDLING_VEHICLE,)
        case V.COOKING_FUME:
            return (Cause.COOKING_FUME,)
        case V.RAIN:
            return (Cause.HEAVY_RAIN,)
        case V.LOCAL:
            return CAUSES.get(question.quantity, ())
        case V.REGIONAL | V.PHOTOCHEMICAL | V.HUMIDITY_ARTEFACT:
            return (Cause.NO_FAULT_FOUND,)
    return ()


def checklist(answers: Iterable[Answer], question: Question) -> tuple[Look, ...]:
    """Return what to look for, that of the first answer first."""
    return tuple(dict.fromkeys(look for one in answers for look in _looks(one, question)))


def _looks(one: Answer, question: Question) -> Iterator[Look]:
    special = [look for cause in one.causes for look in LOOKS.get(cause, ())]
    yield from (special if one.verdict in (V.LOCAL, V.RAIN) and special else CHECKS[one.verdict])
    sites = [n for n in question.asked.near if n.kind is SurroundingKind.BUILDING_SITE]
    if one.verdict is V.DUST and sites and not any(near.open for near in sites):
        yield Look.NIGHT_WORK


def _confidence(verdict: Verdict, count: int, figures: Figures, *, capped: bool) -> Confidence:
    if verdict in EMPTY or count < figures.medium_lines:
        return Confidence.LOW
    if count < figures.high_lines or capped:
        return Confidence.MEDIUM
    return Confidence.HIGH
