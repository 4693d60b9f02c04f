"""Devices as marks on a map: those too close to tell apart share one, and none is lost."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from console.domain.ids import DeviceId
from console.domain.landmarks import Place
from console.widgets.plan_projection import ASPECT, Cell, Projection

WIDTH = 3  # cells a mark may take: its glyph, and how many share it
MORE = "+"  # where there is no room for the number


class Mark(msgspec.Struct, frozen=True):
    """The devices at one place of the map, in the order they came."""

    at: Cell
    devices: tuple[DeviceId, ...]


def gathered(places: Mapping[DeviceId, Place], projection: Projection) -> list[Mark]:
    """Return the marks of devices, at least WIDTH columns apart; each device is in exactly one.

    Who shares a mark depends on where devices stand, never on how they are: nothing jumps about
    when something happens.
    """
    rows: dict[int, list[int]] = {}
    here: dict[Cell, list[DeviceId]] = {}
    for device, place in places.items():
        column, row = projection.cell(place)
        columns = rows.setdefault(row, [])
        index = bisect_left(columns, column)
        close = [c for c in columns[max(index - 1, 0) : index + 1] if abs(c - column) < WIDTH]
        if close:
            column = min(close, key=lambda c: (abs(c - column), c))
        else:
            columns.insert(index, column)
        here.setdefault((column, row), []).append(device)
    return [Mark(at, tuple(devices)) for at, devices in here.items()]


def count_text(glyph: str, count: int) -> str:
    """Return how many share a mark in what room its glyph leaves; nothing for one."""
    if count < 2:
        return ""
    text = str(count)
    return text if len(glyph) + len(text) <= WIDTH else MORE


def onward(marks: Iterable[Mark], start: Cell, way: tuple[int, int]) -> Mark | None:
    """Return the nearest mark from `start` that way: what lies straight ahead before what lies
    aside, and only then what is hardly that way at all."""
    best: tuple[bool, float] | None = None
    found: Mark | None = None
    for mark in marks:
        ahead, aside = _apart(start, mark.at, way)
        if ahead <= 0:
            continue
        score = (aside > ahead, ahead + 2 * aside)
        if best is None or score < best:
            best, found = score, mark
    return found


def nearest(marks: Iterable[Mark], at: Cell, within: float = math.inf) -> Mark | None:
    """Return the mark closest to a cell, no further than `within` columns."""

    def distance(mark: Mark) -> float:
        return math.hypot(mark.at[0] - at[0], (mark.at[1] - at[1]) * ASPECT)

    close = min(marks, key=distance, default=None)
    return close if close is not None and distance(close) <= within else None


def mark_of(marks: Sequence[Mark], device: DeviceId) -> Mark | None:
    """Return the mark a device is in."""
    return next((mark for mark in marks if device in mark.devices), None)


def _apart(start: Cell, end: Cell, way: tuple[int, int]) -> tuple[float, float]:
    """Return how far ahead and how far aside `end` is, in columns."""
    east, south = end[0] - start[0], (end[1] - start[1]) * ASPECT
    if way[0]:
        return east * way[0], abs(south)
    return south * way[1], abs(east)
