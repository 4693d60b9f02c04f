"""Quantities other than the air's: an honest part of the method, and which steps mean nothing."""

from __future__ import annotations

from collections.abc import Iterator

from console.domain.causes import Cause
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.question import WASHED_IN, Level, Question
from console.domain.diagnosis.verdicts import Figure, Group, Line, Look, Says, Step, Verdict
from console.domain.rules import Side

HERE = (Verdict.LOCAL,)
# What is found where such a quantity is past its limit here and nowhere else.
CAUSES: dict[str, tuple[Cause, ...]] = {
    "turbidity": (Cause.SEWAGE_INFLOW,),
    "nh3n": (Cause.SEWAGE_INFLOW,),
    "conductivity": (Cause.SEWAGE_INFLOW,),
    "do": (Cause.ALGAE, Cause.SEWAGE_INFLOW),
    "ph": (Cause.ALGAE,),
    "noise": (Cause.NOISE_SOURCE,),
    "fill": (Cause.OVERFULL_BIN,),
    "smoke": (Cause.OPEN_BURNING,),
    "voltage": (Cause.POWER_LOSS,),
    "current": (Cause.EQUIPMENT_FAULT,),
    "leak": (Cause.EQUIPMENT_FAULT,),
    "soc": (Cause.EQUIPMENT_FAULT,),
    "pv-power": (Cause.EQUIPMENT_FAULT,),
    "pressure": (Cause.EQUIPMENT_FAULT,),
    "flow": (Cause.EQUIPMENT_FAULT,),
    "water-level": (Cause.HEAVY_RAIN,),
}
LOOKS: dict[Cause, tuple[Look, ...]] = {
    Cause.SEWAGE_INFLOW: (Look.INFLOW, Look.HAND_READING),
    Cause.ALGAE: (Look.ALGAE, Look.HAND_READING),
    Cause.NOISE_SOURCE: (Look.NOISE_SOURCE,),
    Cause.HEAVY_RAIN: (Look.RUNOFF,),
    Cause.OPEN_BURNING: (Look.OPEN_FIRE,),
    Cause.POWER_LOSS: (Look.POWER_AND_LINK, Look.EQUIPMENT),
    Cause.EQUIPMENT_FAULT: (Look.EQUIPMENT,),
}


def step_change(question: Question, figures: Figures) -> Line:
    """Return whether it left its own usual level by a step."""
    level = question.levels.get(question.quantity, Level())
    if level.value is None or level.median is None:
        return Line(step=Step.INCREMENT, code="step.unknown", says=Says.NONE)
    told: dict[str, Figure] = {
        "value": level.value,
        "median": level.median,
        "times": figures.step_times,
    }
    low = question.asked.side is Side.LOW
    far = (
        level.value * figures.step_times <= level.median
        if low
        else level.value >= figures.step_times * level.median
    ) and level.median > 0
    return Line(
        step=Step.INCREMENT,
        code="step.jump" if far else "step.none",
        says=Says.FOR if far else Says.NONE,
        about=HERE if far else (),
        group=Group.STEP,
        parameters=told,
        figures=("step_times",),
    )


def rain(question: Question, figures: Figures) -> Iterator[Line]:
    """Yield whether it rained shortly before, where that matters."""
    if question.quantity not in WASHED_IN:
        return
    if question.rain is None:
        yield Line(step=Step.SIGNATURE, code="rain.missing", says=Says.NONE)
        return
    wet = question.rain >= figures.rain
    yield Line(
        step=Step.SIGNATURE,
        code="rain.fell" if wet else "rain.dry",
        says=Says.FOR if wet else Says.AGAINST,
        about=(Verdict.RAIN,),
        group=Group.RAIN,
        parameters={"rain": question.rain, "hours": figures.rain_within_s / 3600},
        figures=("rain", "rain_within_s"),
    )
