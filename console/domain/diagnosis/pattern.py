"""Step 4: at which hours of the day it comes, how long it stays, and who is at work then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.question import Near, Question
from console.domain.diagnosis.verdicts import Figure, Group, Line, Says, Step, Verdict
from console.domain.surroundings import SurroundingKind

K = SurroundingKind
SOURCE_OF = {
    K.BUILDING_SITE: Verdict.DUST,
    K.KITCHEN: Verdict.COOKING_FUME,
    K.ROAD: Verdict.EXHAUST,
    K.DROP_OFF: Verdict.EXHAUST,
    K.CAR_PARK: Verdict.EXHAUST,
}
HOURS_SHOWN = 4


def hours(question: Question, figures: Figures) -> Iterator[Line]:
    """Yield when it came, and who was at work then."""
    count = len(question.episodes)
    least = round(figures.episodes_least)
    if count < least:
        yield _none("hours.few", {"count": count, "least": least}, "episodes_least")
        return
    often = ", ".join(f"{hour:02d}" for hour, _ in _often(question.hours))
    yield _none("hours.often", {"count": count, "hours": often})
    for near in question.asked.near:
        if near.share < 1.0:
            yield _at_work(question, near, figures)


def durations(question: Question, figures: Figures) -> Line | None:
    """Return what it says that episodes are short, or last for a shift."""
    if len(question.episodes) < figures.episodes_least:
        return None
    lasts_s = median((e.ended - e.began) / 1000 for e in question.episodes)
    told: dict[str, Figure] = {"minutes": lasts_s / 60}
    names = ("idling_least_s", "idling_most_s", "shift_least_s")
    if figures.idling_least_s <= lasts_s <= figures.idling_most_s:
        return _line("duration.idling", (Verdict.EXHAUST,), Group.DURATION, told, *names)
    if lasts_s >= figures.shift_least_s:
        return _line("duration.shift", (Verdict.DUST,), Group.DURATION, told, *names)
    return _none("duration.neither", told, *names)


def places(question: Question) -> Iterator[Line]:
    """Yield what stands close by; a kitchen belongs to the signature of cooking."""
    found = [near for near in question.asked.near if near.kind is not K.KITCHEN]
    if not found:
        yield _none("near.none", {}, "near")
        return
    for near in found:
        told: dict[str, Figure] = {
            "kind": near.kind,
            "name": near.name,
            "distance": round(near.distance_m or 0.0),
        }
        if near.open:
            yield _line("near.open", (SOURCE_OF[near.kind],), Group.NEAR, told, "near")
        else:
            yield _none("near.closed", told, "near")


def _at_work(question: Question, near: Near, figures: Figures) -> Line:
    inside = sum(hour in near.hours for hour in question.hours)
    share = inside / len(question.hours) if question.hours else 0.0
    told: dict[str, Figure] = {
        "kind": near.kind,
        "name": near.name,
        "share": share,
        "chance": near.share,
        "count": len(question.episodes),
    }
    names = ("hours_share", "hours_lift")
    about = (SOURCE_OF[near.kind],)
    if share >= figures.hours_share and share >= figures.hours_lift * near.share:
        return _line("hours.at_work", about, Group.HOURS, told, *names)
    if share < near.share / figures.hours_lift and near.kind is not K.BUILDING_SITE:
        return _line("hours.at_rest", about, Group.HOURS, told, *names, says=Says.AGAINST)
    # Dust outside a building site's hours may well be its trucks at night: no evidence either way.
    return _none("hours.no_pattern", told, *names)


def _often(touched: tuple[int, ...]) -> list[tuple[int, int]]:
    counted = Counter(touched)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:HOURS_SHOWN]


def _line(
    code: str,
    about: tuple[Verdict, ...],
    group: Group,
    parameters: dict[str, Figure],
    *names: str,
    says: Says = Says.FOR,
) -> Line:
    return Line(
        step=Step.HOURS,
        code=code,
        says=says,
        about=about,
        group=group,
        parameters=parameters,
        figures=names,
    )


def _none(code: str, parameters: dict[str, Figure], *names: str) -> Line:
    return Line(step=Step.HOURS, code=code, says=Says.NONE, parameters=parameters, figures=names)
