"""Figures and episodes written from their definitions: plain loops, and nothing of ours.

A figure is told at a moment and is evidence for one and a half hours after the oldest reading it
stands on. With `least` it may really be more: it can raise, but not end. Each clause of a
definition is a parameter, so that it can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from statistics import mean, median
from typing import NamedTuple

from tests.naive_rule import HOUR, Found, Told

HOLD = HOUR + HOUR // 2


class Figure(NamedTuple):
    """What was judged."""

    at: int
    value: float
    least: bool = False


def episodes(figures: Sequence[Figure], limit: float, clear: float) -> list[Found]:
    """Return every episode of a rule without delays: past the limit, until back past `clear`."""
    found: list[Found] = []
    for figure in figures:
        standing = bool(found) and found[-1].returned is None
        if standing and figure.value < clear:
            if not figure.least:  # else it may not really be so: nothing is judged
                found[-1] = found[-1]._replace(returned=figure.at)
        elif standing:
            last = found[-1]
            peak = max(last.peak, figure.value)
            found[-1] = last._replace(peak=peak, readings=last.readings + 1)
        elif figure.value > limit:
            found.append(Found(figure.at, None, figure.value, 1))
    return found


def daily_means(told: Told, share: float = 20 / 24, hours: int = 24) -> list[Figure]:
    """Return the mean of the last `hours`, where `share` of them were measured."""
    figures = []
    for index, (at, _) in enumerate(told):
        window = [
            v for then, v in told[max(0, index - hours) : index + 1] if then > at - hours * HOUR
        ]
        if len(window) >= share * hours:
            figures.append(Figure(at, sum(window) / len(window)))
    return figures


def counts(
    told: Told, limit: float, clear: float, within: int, *, separate: bool = True
) -> list[Figure]:
    """Return how many separate exceedances began in the last `within` ms.

    One goes on while the value has not been below `clear`; what was last said of it is forgotten
    after `within`. Not `separate`: every reading past the limit counts.
    """
    figures: list[Figure] = []
    begun: list[int] = []
    past, said = False, -within - 1
    for at, value in told:
        going_on = separate and past and at - said <= within
        if value > limit:
            if not going_on:
                begun.append(at)
            past, said = True, at
        elif value < clear:
            past, said = False, at
        figures.append(Figure(at, len([then for then in begun if then > at - within])))
        begun = [then for then in begun if then > at - within]
    return figures


def changes(told: Told, over: int, *, gap: int = HOLD) -> list[Figure]:
    """Return each value less the newest one at least `over` ms earlier, unless that was `gap` ms
    or more too early."""
    figures = []
    for index, (at, value) in enumerate(told):
        earlier = index
        while earlier >= 0 and told[earlier][0] > at - over:
            earlier -= 1
        if earlier >= 0 and at - over - told[earlier][0] <= gap:
            figures.append(Figure(at, value - told[earlier][1]))
    return figures


def unchanged(
    told: Told, most: int, *, gap: int = HOLD, seen_to_change: bool = True
) -> list[Figure]:
    """Return for how many seconds each value has been the same, `most` ms and a second at most.

    After `gap` ms it counts anew. Before it is `seen_to_change` it is the least.
    """
    figures = []
    since, seen = 0, False
    for index, (at, value) in enumerate(told):
        before = told[index - 1] if index else (at - gap - 1, value)
        if at - before[0] > gap:
            since, seen = at, False
        elif value != before[1]:
            since, seen = at, True
        lasted = min(at - since, most + 1000)
        figures.append(
            Figure(at, lasted / 1000, seen_to_change and not seen and lasted < most + 1000)
        )
    return figures


def deviations(
    own: Told, others: Iterable[Told], *, least: int = 3, middle: str = "median"
) -> list[Figure]:
    """Return each value less the median of what at least `least` neighbours measured just then."""
    neighbours = [dict(other) for other in others]
    figures = []
    for at, value in own:
        near = [neighbour[at] for neighbour in neighbours if at in neighbour]
        if len(near) >= least:
            figures.append(Figure(at, value - (median(near) if middle == "median" else mean(near))))
    return figures


# Rows of the index: its value, then what of each pollutant has it in one hour (clause 4.2.4: of
# particles the daily column). Some columns end early.
INDEX = (0, 50, 100, 150, 200, 300, 400, 500)
HOURLY = {
    "so2": (0, 150, 500, 650, 800),
    "no2": (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    "co": (0, 5, 10, 35, 60, 90, 120, 150),
    "o3": (0, 160, 200, 300, 400, 800, 1000, 1200),
}
PARTICLES = {
    "2012": {
        "pm10": (0, 50, 150, 250, 350, 420, 500, 600),
        "pm25": (0, 35, 75, 115, 150, 250, 350, 500),
    },
    "2026": {
        "pm10": (0, 50, 120, 250, 350, 420, 500, 600),
        "pm25": (0, 35, 60, 115, 150, 250, 350, 500),
    },
}


def sub_index(pollutant: str, value: float, edition: str, *, up: bool = True) -> int | None:
    """Return an IAQI, rounded `up`, in whole tenths of the unit so that nothing is inexact."""
    column = HOURLY.get(pollutant) or PARTICLES[edition][pollutant]
    exact = round(value * 10) if pollutant == "co" else 10 * round(value)  # half to even
    for row in range(1, len(column)):
        low, high = 10 * column[row - 1], 10 * column[row]
        if exact <= high:
            steps = (INDEX[row] - INDEX[row - 1]) * (exact - low)
            between = steps / (high - low)
            return INDEX[row - 1] + (ceil(between) if up else floor(between))
    if len(column) == len(INDEX):
        return 500
    return 200 if edition == "2026" else None


def indices(
    told: Mapping[str, Told],
    edition: str,
    *,
    publish: bool = True,
    up: bool = True,
    hold: int = HOLD,
) -> list[Figure]:
    """Return the index of a probe whenever it measured anything.

    A pollutant counts for `hold` ms after it was measured. With one missing only an index above
    100 is published (`publish`: not otherwise).
    """
    newest: dict[str, tuple[int, float]] = {}
    by_moment: dict[int, dict[str, float]] = {}
    for pollutant, readings in told.items():
        for at, value in readings:
            by_moment.setdefault(at, {})[pollutant] = value
    figures = []
    for at in sorted(by_moment):
        newest |= {pollutant: (at, value) for pollutant, value in by_moment[at].items()}
        known = [
            index
            for pollutant, (then, value) in newest.items()
            if at - then <= hold
            and (index := sub_index(pollutant, value, edition, up=up)) is not None
        ]
        if known and (len(known) == 6 or max(known) > 100 or not publish):
            figures.append(Figure(at, max(1, *known)))
    return figures


def patterns(
    told: Sequence[Found], *, times: int, within: int, shorter: int, until: int
) -> list[Found]:
    """Return every stretch in which `times` episodes shorter than `shorter` ms ended within the
    last `within` ms, as far as `until`.

    At one moment what runs out goes before what comes.
    """
    ends = [e.returned for e in told if e.returned is not None and e.returned - e.raised < shorter]
    found: list[Found] = []
    for moment in sorted({*ends, *(end + within for end in ends)}):
        if moment > until:
            break
        known = [end for end in ends if moment - within < end < moment]
        if found and found[-1].returned is None and len(known) < times:
            found[-1] = found[-1]._replace(returned=moment)
        standing = bool(found) and found[-1].returned is None
        if not standing and len(known) + (moment in ends) >= times:
            found.append(Found(moment, None, 0.0, 0))
    return found
