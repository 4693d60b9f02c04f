"""Step 5: does it come with the wind from where a source is? Only where there is wind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.means import off_by, percentile
from console.domain.diagnosis.pattern import SOURCE_OF
from console.domain.diagnosis.question import Near, Question, WindHour
from console.domain.diagnosis.verdicts import Figure, Group, Line, Says, Step

WIND = ("wind_speed", "wind_episodes", "wind_sector", "wind_percentile", "wind_lift")


def wind(question: Question, figures: Figures) -> Iterator[Line]:
    """Yield what the wind says; that it says nothing, and why, where it does not."""
    if question.winds is None:
        yield _none("wind.missing")
        return
    speed = question.wind_speed
    if speed is not None and speed < figures.wind_speed:
        yield _none("wind.calm", {"speed": speed, "least": figures.wind_speed})
        return
    count = len(question.episodes)
    if count < figures.wind_episodes:
        yield _none("wind.few", {"count": count, "least": round(figures.wind_episodes)})
        return
    sources = [near for near in question.asked.near if near.bearing is not None]
    if not sources:
        yield _none("wind.no_source")
        return
    blown = [hour for hour in question.winds if hour.speed >= figures.wind_speed]
    high = percentile([hour.value for hour in blown], figures.wind_percentile)
    for near in sources:
        yield _sector(near, blown, high or 0.0, figures)


def _sector(near: Near, blown: Sequence[WindHour], high: float, figures: Figures) -> Line:
    """Conditional probability of a high hour, given wind from the source, against other wind."""
    toward = near.bearing or 0.0
    inside = [h for h in blown if off_by(h.direction, toward) <= figures.wind_sector]
    outside = [h for h in blown if off_by(h.direction, toward) > figures.wind_sector]
    told: dict[str, Figure] = {"kind": near.kind, "name": near.name, "count": len(inside)}
    if len(inside) < figures.wind_hours or len(outside) < figures.wind_hours:
        return _none("wind.few_hours", {**told, "least": round(figures.wind_hours)})
    here, there = _share(inside, high), _share(outside, high)
    told |= {"inside": here, "outside": there, "bearing": round(toward)}
    if here > 0 and here >= figures.wind_lift * there:
        code, says = "wind.from_source", Says.FOR
    elif here < there:
        code, says = "wind.not_from_source", Says.AGAINST
    else:
        return _none("wind.no_difference", told)
    return Line(
        step=Step.WIND,
        code=code,
        says=says,
        about=(SOURCE_OF[near.kind],),
        group=Group.WIND,
        parameters=told,
        figures=WIND,
    )


def _share(found: Sequence[WindHour], high: float) -> float:
    return sum(hour.value >= high for hour in found) / len(found)


def _none(code: str, parameters: dict[str, Figure] | None = None) -> Line:
    return Line(
        step=Step.WIND, code=code, says=Says.NONE, parameters=parameters or {}, figures=WIND
    )
