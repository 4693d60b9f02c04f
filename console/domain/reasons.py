"""Why a condition is true or not: the parts that decided it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from console.domain.automations import Reason
from console.domain.condition_parts import parts
from console.domain.conditions import AllOf, AnyOf, Condition, ControlIs, Not, SensorIs
from console.domain.evaluation import Picture, Truth

Value = Callable[[Condition], float | None]


def reasons(condition: Condition, truths: Sequence[Truth], picture: Picture) -> tuple[Reason, ...]:
    """Return what makes a condition true, or untrue: `truths` of all parts in the walk's order."""
    by_place = dict(zip(map(id, parts(condition)), truths, strict=True))
    return tuple(_deciding(condition, by_place, picture))


def value_of(part: Condition, picture: Picture) -> float | None:
    """Return what is measured, or done, where a part asks for one sensor or control."""
    match part:
        case SensorIs(sensor=sensor):
            seen = picture.value(sensor)
            return None if seen is None else seen[0]
        case ControlIs(control=control):
            return picture.control(control)
        case _:
            return None


def _deciding(
    part: Condition, truths: dict[int, Truth], picture: Picture, *, negated: bool = False
) -> Iterator[Reason]:
    truth = truths[id(part)]
    match part:
        case AllOf(of=those) | AnyOf(of=those):
            for one in those:
                if truths[id(one)] is truth:
                    yield from _deciding(one, truths, picture, negated=negated)
        case Not(of=one):
            yield from _deciding(one, truths, picture, negated=not negated)
        case _:
            said = Not(of=part) if negated else part
            yield Reason(part=said, value=value_of(part, picture))
