"""The method, step by step: the same recording and figures always give the same diagnosis.

After the method of the domain notes (4.3); `docs/diagnosis.md` has it on one page.
"""

from __future__ import annotations

from datetime import tzinfo

from console.domain.diagnosis import signatures
from console.domain.diagnosis.answering import answer, checklist, ranked
from console.domain.diagnosis.changing import changes
from console.domain.diagnosis.doubting import doubts
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.gathering import question_of
from console.domain.diagnosis.otherwise import rain, step_change
from console.domain.diagnosis.pattern import durations, hours, places
from console.domain.diagnosis.question import AIR, OZONE, PARTICLES, Asked, Question, Recording
from console.domain.diagnosis.region import gate, other_rises, own_rise, rises
from console.domain.diagnosis.verdicts import Diagnosis, Line, Says, Step, Verdict
from console.domain.diagnosis.wind import wind

V = Verdict
NOT_FOR_AIR: tuple[Step, ...] = ()
NOT_FOR_OTHERS = (Step.SIGNATURE, Step.WIND)


def diagnose(
    asked: Asked, recording: Recording, figures: Figures, zone: tzinfo | None = None
) -> Diagnosis:
    """Return why a sensor exceeds, with every step's evidence; `zone` is the site's time."""
    question = question_of(asked, recording, figures, zone)
    doubted = doubts(question, recording, figures)
    known = rises(question, figures)
    own = known.get(question.quantity)
    lines = (*doubted, *gate(question, own, figures), own_rise(question, own, figures))
    air = question.quantity in AIR
    if air:
        lines += tuple(other_rises(question, known))
        lines += _signatures(question, known, figures)
    else:
        lines += (step_change(question, figures), *rain(question, figures))
    lines += _patterns(question, figures, air=air)
    held = _held(question, lines)
    unsettled = _says(lines, "region.few_peers") or V.DATA_DOUBT in held
    answers = ranked(
        answer(
            verdict, question, lines, figures, unsettled=unsettled and verdict is not V.DATA_DOUBT
        )
        for verdict in held
    )
    return Diagnosis(
        sensor=asked.sensor,
        at=asked.at,
        window_s=question.window_s,
        value=question.value,
        limit=question.limit,
        answers=answers,
        lines=lines,
        would_change=tuple(changes(held, lines)),
        checklist=checklist(answers, question),
        skipped=NOT_FOR_AIR if air else NOT_FOR_OTHERS,
    )


def _signatures(question: Question, known: signatures.Rises, figures: Figures) -> tuple[Line, ...]:
    found: list[Line] = []
    if question.quantity in PARTICLES:
        found += signatures.particles(known, figures)
    if question.quantity != OZONE:
        found += signatures.gases(known, figures)
    if question.quantity in PARTICLES:
        found += [signatures.humidity(question, figures), signatures.kitchens(question.asked.near)]
    ozone = signatures.ozone(question, figures)
    return (*found, ozone) if ozone is not None else tuple(found)


def _patterns(question: Question, figures: Figures, *, air: bool) -> tuple[Line, ...]:
    found = list(hours(question, figures))
    if not air:
        return tuple(line for line in found if not line.about)
    lasting = durations(question, figures)
    found += [lasting] if lasting is not None else []
    return (*found, *places(question), *wind(question, figures))


def _held(question: Question, lines: tuple[Line, ...]) -> tuple[Verdict, ...]:
    """Return what holds: doubtful data and a closed gate come before every signature."""
    if any(line.says is Says.FOR and V.DATA_DOUBT in line.about for line in lines):
        return (V.DATA_DOUBT,)
    value = question.value
    if value is None:
        return (V.UNKNOWN,)
    if not question.standing and question.past_limit(value) is False:
        return (V.NORMAL,)
    if _says(lines, "region.high"):
        ozone = _says(lines, "ozone.high")
        return (V.REGIONAL, V.PHOTOCHEMICAL) if ozone else (V.REGIONAL,)
    return _local(question, lines)


def _local(question: Question, lines: tuple[Line, ...]) -> tuple[Verdict, ...]:
    rise = next(line for line in lines if line.code.startswith("rise."))
    if rise.says is not Says.FOR:
        jumped = question.quantity not in AIR and _says(lines, "step.jump")
        return (V.LOCAL,) if jumped else (V.UNKNOWN,)
    if question.quantity in AIR:
        return signatures.held(question, lines) or (V.LOCAL,)
    return (V.RAIN,) if _says(lines, "rain.fell") else (V.LOCAL,)


def _says(lines: tuple[Line, ...], code: str) -> bool:
    return any(line.code == code for line in lines)
