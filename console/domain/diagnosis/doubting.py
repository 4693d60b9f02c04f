"""Step 0: are the figures themselves to be believed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.means import within
from console.domain.diagnosis.question import Question, Recording, Series
from console.domain.diagnosis.verdicts import Figure, Group, Line, Says, Step, Verdict
from console.domain.readings import Reading
from console.domain.values import Quality

BAD = (Quality.SUSPECT, Quality.FAIL)
LINK = ("data.none", "data.gap")  # nothing is wrong with what was measured; it did not arrive


def doubts(question: Question, recording: Recording, figures: Figures) -> tuple[Line, ...]:
    """Return every doubt; one line against any where none is found."""
    found = tuple(_found(question, recording, figures))
    if found:
        return found
    sound = _line("data.sound", {"count": _count(question, recording)})
    return (Line(step=sound.step, code=sound.code, says=Says.AGAINST, about=sound.about,
                 group=sound.group, parameters=sound.parameters),)  # fmt: skip


def _found(question: Question, recording: Recording, figures: Figures) -> Iterator[Line]:
    asked = question.asked
    after = asked.at - round(question.window_s * 1000)
    samples = [s for s in recording.samples if after < s.at <= asked.at]
    if not samples:
        yield _line("data.none", {"minutes": question.window_s / 60})
        return
    if asked.tests:
        yield _line("data.tests", {"tests": ", ".join(asked.tests)})
    bad = sum(sample.quality in BAD for sample in samples)
    if bad > (1 - figures.valid_share) * len(samples):
        yield _line("data.flagged", {"count": bad, "of": len(samples)}, "valid_share")
    expected = max(1, int(question.window_s / asked.period_s))
    if len(samples) < min(figures.valid_share * expected, expected - 1):  # one may be on its way
        yield _line("data.gap", {"count": len(samples), "of": expected}, "valid_share")
    yield from _stuck(question, recording.samples, figures)
    lowest = min(sample.value for sample in samples)
    if lowest < 0 and asked.quantity not in ("temperature", "signal"):
        yield _line("data.negative", {"value": lowest})
    yield from _pair(question, figures)
    yield from _spike(question, recording, figures)


def _stuck(question: Question, samples: Sequence[Reading], figures: Figures) -> Iterator[Line]:
    """One value for so many samples, and for half as long as the site's own flat check says."""
    past = [s for s in samples if s.at <= question.asked.at]
    run = 0
    for sample in reversed(past):
        if sample.value != past[-1].value:
            break
        run += 1
    lasted_s = (past[-1].at - past[-run].at) / 1000 + question.asked.period_s
    flat_s = (question.asked.checks.flat_s or 0.0) / 2
    if run >= figures.stuck_samples and lasted_s >= flat_s and past[-1].value != 0:
        told: dict[str, Figure] = {"value": past[-1].value, "count": run, "minutes": lasted_s / 60}
        yield _line("data.stuck", told, "stuck_samples")


def _pair(question: Question, figures: Figures) -> Iterator[Line]:
    levels = question.levels
    if question.quantity not in ("pm10", "pm25") or not {"pm10", "pm25"} <= set(levels):
        return
    fine, coarse = levels["pm25"].value, levels["pm10"].value
    if fine is not None and coarse is not None and fine > figures.pair_ratio * coarse:
        told: dict[str, Figure] = {"pm25": fine, "pm10": coarse, "ratio": figures.pair_ratio}
        yield _line("data.pair", told, "pair_ratio")


def _spike(question: Question, recording: Recording, figures: Figures) -> Iterator[Line]:
    """A single sample past the limit that no other channel of the device took notice of."""
    asked, limit = question.asked, question.limit
    samples = recording.samples
    after = asked.at - round(question.window_s * 1000)
    high = [n for n, s in enumerate(samples) if after < s.at <= asked.at and _past(question, s)]
    if limit is None or len(high) != 1 or not 0 < high[0] < len(samples) - 1:
        return
    before, peak, then = samples[high[0] - 1 : high[0] + 2]
    around = max(abs(before.value), abs(then.value))
    if _past(question, before) or _past(question, then):
        return
    if peak.value < figures.spike_times * around:
        return
    span = before.at, peak.at
    others = {q: s for q, s in recording.own.items() if q != asked.quantity}
    if any(_moved(series, span, figures.spike_others) for series in others.values()):
        return
    told: dict[str, Figure] = {"value": peak.value, "around": around}
    yield _line("data.spike", told, "spike_times", "spike_others")


def _past(question: Question, sample: Reading) -> bool:
    return bool(question.past_limit(sample.value))


def _moved(series: Series, span: tuple[int, int], share: float) -> bool:
    """Tell whether a series rose by `share` from one sample of the sensor to the next."""
    width = span[1] - span[0]
    before, then = within(series, span[0] - width, span[0]), within(series, *span)
    return bool(before and then) and max(then) > (1 + share) * max(before)


def _count(question: Question, recording: Recording) -> int:
    after = question.asked.at - round(question.window_s * 1000)
    return sum(after < sample.at <= question.asked.at for sample in recording.samples)


def _line(code: str, parameters: dict[str, Figure], *names: str) -> Line:
    return Line(
        step=Step.DATA,
        code=code,
        says=Says.FOR,
        about=(Verdict.DATA_DOUBT,),
        group=Group.DATA,
        parameters=parameters,
        figures=names,
    )
