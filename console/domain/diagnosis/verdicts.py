"""What a diagnosis says: verdicts, the lines that speak for and against them, and what to do.

Codes are never renamed; their words are the front end's. A line carries figures, never sentences.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.causes import Cause
from console.domain.ids import SensorId
from console.domain.matters import Confidence
from console.domain.values import Bilingual


class Verdict(StrEnum):
    """What it may be; several may hold at once."""

    DATA_DOUBT = "data_doubt"  # the figures themselves are not to be believed
    REGIONAL = "regional"  # the neighbours have it, too
    PHOTOCHEMICAL = "photochemical"  # ozone weather, which is regional
    DUST = "dust"
    EXHAUST = "exhaust"
    COOKING_FUME = "cooking_fume"
    HUMIDITY_ARTEFACT = "humidity_artefact"  # an optical probe in fog
    RAIN = "rain"  # what rain washes in
    LOCAL = "local"  # here only, of no known signature
    NORMAL = "normal"  # nothing exceeds, there is nothing to explain
    UNKNOWN = "unknown"  # too little is known to say


class Step(StrEnum):
    """The steps of the method, in order."""

    DATA = "data"
    REGION = "region"
    INCREMENT = "increment"
    SIGNATURE = "signature"
    HOURS = "hours"
    WIND = "wind"


class Says(StrEnum):
    """Which way a line speaks; `NONE` is no evidence, which is never a pass."""

    FOR = "for"
    AGAINST = "against"
    NONE = "none"


class Group(StrEnum):
    """Lines of one group stand on the same measurement: together they count once."""

    DATA = "data"
    REGION = "region"
    RISE = "rise"
    COARSE = "coarse"
    TSP = "tsp"
    GAS = "gas"
    NO_GAS = "no_gas"
    HUMIDITY = "humidity"
    OZONE = "ozone"
    RAIN = "rain"
    STEP = "step"
    NEAR = "near"
    HOURS = "hours"
    DURATION = "duration"
    WIND = "wind"


class Look(StrEnum):
    """What there is to look for, or to do instead of looking."""

    BARE_SOIL = "bare_soil"
    SPRAY_OFF = "spray_off"
    DUMP_TRUCKS = "dump_trucks"
    ROAD_DIRT = "road_dirt"
    NIGHT_WORK = "night_work"
    IDLING_VEHICLES = "idling_vehicles"
    GENERATOR = "generator"
    BARBECUE = "barbecue"
    OPEN_FIRE = "open_fire"
    EXTRACTOR = "extractor"
    PROBE_INLET = "probe_inlet"
    HAND_READING = "hand_reading"
    POWER_AND_LINK = "power_and_link"
    INFLOW = "inflow"
    RUNOFF = "runoff"
    ALGAE = "algae"
    NOISE_SOURCE = "noise_source"
    EQUIPMENT = "equipment"
    AROUND = "around"
    ADVISE_RESIDENTS = "advise_residents"
    WAIT = "wait"


class Patrol(StrEnum):
    """What sending somebody would come to."""

    WORTH_IT = "worth_it"
    UNSURE = "unsure"
    SERVICE = "service"  # someone with tools for the instrument, not a search for a source
    FINDS_NOTHING = "finds_nothing"


Figure = float | int | str | Bilingual


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence: `code` with its figures speaks for or against `about`.

    `figures` names the settings it was measured by.
    """

    step: Step
    code: str
    says: Says
    about: tuple[Verdict, ...] = ()
    group: Group | None = None
    parameters: dict[str, Figure] = {}
    figures: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What figure would change the answer."""

    code: str
    parameters: dict[str, Figure] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One verdict that holds, with what it stands on: `lines` independent ones."""

    verdict: Verdict
    causes: tuple[Cause, ...]
    score: float
    confidence: Confidence
    lines: int


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "why does this sensor exceed?" at `at` (ms), and everything it stands on.

    `value` is the mean of the `window_s` seconds up to then, `limit` what it was held against (in
    the sensor's unit). `answers` are sorted, the best supported first; `skipped` are steps that
    mean nothing for this quantity.
    """

    sensor: SensorId
    at: int
    window_s: float
    value: float | None
    limit: float | None
    answers: tuple[Answer, ...]
    lines: tuple[Line, ...]
    would_change: tuple[Change, ...] = ()
    checklist: tuple[Look, ...] = ()
    skipped: tuple[Step, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what holds, the best supported first."""
        return tuple(answer.verdict for answer in self.answers)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Return what a patrol is predicted to find."""
        return tuple(dict.fromkeys(cause for one in self.answers for cause in one.causes))

    @property
    def confidence(self) -> Confidence:
        """Return how well the first answer is supported."""
        return self.answers[0].confidence

    @property
    def score(self) -> float:
        """Return the weight of the evidence for the first answer."""
        return self.answers[0].score

    @property
    def patrol(self) -> Patrol:
        """Return what sending somebody would come to."""
        held = set(self.verdicts)
        if Verdict.DATA_DOUBT in held:
            return Patrol.SERVICE
        if held & NOTHING_THERE:
            return Patrol.FINDS_NOTHING
        if held & {Verdict.UNKNOWN, Verdict.LOCAL} or self.confidence is Confidence.LOW:
            return Patrol.UNSURE
        return Patrol.WORTH_IT


NOTHING_THERE = frozenset(
    {Verdict.REGIONAL, Verdict.PHOTOCHEMICAL, Verdict.HUMIDITY_ARTEFACT, Verdict.NORMAL}
)
