"""The class of surface water by GB 3838-2002 Table 1: the worst item decides (clause 5.1)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import msgspec

BEYOND = 6  # worse than class V
PH_RANGE = (6.0, 9.0)  # the same for every class

# Upper limits of classes I to V in mg/L, but coliform per litre.
_MOST = {
    "codmn": (2, 4, 6, 10, 15),
    "cod": (15, 15, 20, 30, 40),
    "bod5": (3, 3, 4, 6, 10),
    "nh3n": (0.15, 0.5, 1.0, 1.5, 2.0),
    "tp": (0.02, 0.1, 0.2, 0.3, 0.4),
    "petroleum": (0.05, 0.05, 0.05, 0.5, 1.0),
    "coliform": (200, 2000, 10_000, 20_000, 40_000),
}
_MOST_IN_LAKES = {
    "tp": (0.01, 0.025, 0.05, 0.1, 0.2),
    "tn": (0.2, 0.5, 1.0, 1.5, 2.0),
}
_LEAST = {"do": (7.5, 6, 5, 3, 2)}

# Those the table names; nitrogen (TN) counts in lakes only, temperature has no class.
ITEMS = ("ph", *_LEAST, *_MOST, "tn")


class Grading(msgspec.Struct, frozen=True, kw_only=True):
    """A class from 1 to 5, or BEYOND; the item that decided it; each item's own class.

    `times_over` tells by how many times its limit of the target class an item exceeds it (0.2 is
    a fifth above): only items that do, and never pH or dissolved oxygen.
    """

    water_class: int
    worst: str
    classes: Mapping[str, int]
    times_over: Mapping[str, float]


def classify(items: Mapping[str, float], *, lake: bool, target: int = 3) -> Grading | None:
    """Return the class of water by its items; nothing where none of them has a class.

    Items are named as the quantities of a site file, mg/L but for pH and coliform (per litre). Of
    two equally bad items the one further beyond its limit decides, then the table's order.
    """
    classes = {
        item: found
        for item in ITEMS
        if item in items and (found := item_class(item, items[item], lake=lake)) is not None
    }
    if not classes:
        return None
    over = {item: _times_over(item, items[item], lake=lake, target=target) for item in classes}
    worst = max(classes, key=lambda item: (classes[item], over[item]))
    return Grading(
        water_class=classes[worst],
        worst=worst,
        classes=classes,
        times_over={item: times for item, times in over.items() if times > 0},
    )


def item_class(item: str, value: float, *, lake: bool) -> int | None:
    """Return the class of one item alone; nothing for what has no class, or is no measurement."""
    if not math.isfinite(value) or value < 0:
        return None
    if item == "ph":
        return 1 if PH_RANGE[0] <= value <= PH_RANGE[1] else BEYOND
    if item in _LEAST:
        return _first(value >= least for least in _LEAST[item])
    limits = _most(item, lake=lake)
    return _first(value <= most for most in limits) if limits else None


def _first(fits: Iterable[bool]) -> int:
    return next((number for number, fit in enumerate(fits, start=1) if fit), BEYOND)


def _most(item: str, *, lake: bool) -> tuple[float, ...] | None:
    return (_MOST | _MOST_IN_LAKES if lake else _MOST).get(item)


def _times_over(item: str, value: float, *, lake: bool, target: int) -> float:
    limits = _most(item, lake=lake)
    return max(0.0, value / limits[target - 1] - 1) if limits else 0.0
