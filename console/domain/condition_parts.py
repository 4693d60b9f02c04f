"""What a condition is made of, and what of the site its parts name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from console.domain.conditions import AllOf, AnyOf, Condition, Not, QuantityIs, SensorIs
from console.domain.ids import SensorId
from console.domain.references import References


def parts(condition: Condition) -> Iterator[Condition]:
    """Yield every part in the order of a walk from the root, a part before what it is made of."""
    return (part for _depth, part in depths(condition))


def depths(condition: Condition, depth: int = 0) -> Iterator[tuple[int, Condition]]:
    """Yield every part in that order, with how deep below the root it is."""
    yield depth, condition
    match condition:
        case AllOf(of=those) | AnyOf(of=those):
            for part in those:
                yield from depths(part, depth + 1)
        case Not(of=part):
            yield from depths(part, depth + 1)


def sensors_of(condition: Condition) -> set[SensorId]:
    """Return every sensor a condition asks."""
    found: set[SensorId] = set()
    for part in parts(condition):
        match part:
            case SensorIs(sensor=sensor):
                found.add(sensor)
            case QuantityIs(sensors=sensors):
                found.update(sensors)
    return found


def placed(condition: Condition, known: References) -> Condition:
    """Return a condition of a rule set as one of a site: quantities know their sensors."""
    match condition:
        case QuantityIs(quantity=quantity):
            those = tuple(
                SensorId(i) for i, measured in known.sensors.items() if measured == quantity
            )
            return replace(condition, sensors=those)
        case AllOf(of=those_of) | AnyOf(of=those_of):
            return replace(condition, of=tuple(placed(part, known) for part in those_of))
        case Not(of=part):
            return replace(condition, of=placed(part, known))
        case _:
            return condition
