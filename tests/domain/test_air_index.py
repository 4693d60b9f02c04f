"""The air quality index against the standard's own table, node by node, and worked examples."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.air_index import (
    EDITIONS,
    GRADES,
    INDEX_MAX,
    POLLUTANTS,
    aqi,
    grade,
    iaqi,
    rounded,
)

# Table 1 of HJ 633-2026 as printed: a row each, its columns named above; "b" and "c" are its notes.
COLUMNS = [
    "so2.24h",
    "so2.1h",
    "no2.24h",
    "no2.1h",
    "co.24h",
    "co.1h",
    "o3.8h",
    "o3.1h",
    "pm10.24h",
    "pm25.24h",
]
TABLE_2026 = """
  0     0    0    0     0   0    0    0     0    0    0
 50    50  150   40   100   2    5  100   160   50   35
100   150  500   80   200   4   10  160   200  120   60
150   475  650  180   700  14   35  215   300  250  115
200   800  800  280  1200  24   60  265   400  350  150
300  1600    b  565  2340  36   90  800   800  420  250
400  2100    b  750  3090  48  120    c  1000  500  350
500  2620    b  940  3840  60  150    c  1200  600  500
"""
PARTICLES = {"pm25", "pm10"}
ALL = dict.fromkeys(POLLUTANTS, 0)


def table(edition: str) -> dict[str, list[tuple[int, str]]]:
    """Return each column as its rows of index and printed figure."""
    rows = [line.split() for line in TABLE_2026.split("\n") if line]
    columns = {
        name: [(int(row[0]), row[at]) for row in rows] for at, name in enumerate(COLUMNS, start=1)
    }
    if edition == "2012":  # all that differs
        columns["pm10.24h"][2] = (100, "150")
        columns["pm25.24h"][2] = (100, "75")
    return columns


def asked(column: str) -> tuple[str, bool]:
    """Return the pollutant and whether the hour is meant, for a column."""
    pollutant, period = column.split(".")
    return ("o3_8h", False) if period == "8h" else (pollutant, period == "1h")


def nodes(edition: str) -> list[tuple[str, int, float]]:
    return [
        (column, index, float(figure))
        for column, rows in table(edition).items()
        for index, figure in rows
        if figure not in "bc"
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_node_of_the_table(edition: str) -> None:
    found = {}
    for column, index, concentration in nodes(edition):
        pollutant, hourly = asked(column)
        found[column, index] = iaqi(pollutant, concentration, edition=edition, hourly=hourly)
    assert found == {(column, index): index for column, index, _ in nodes(edition)}
    assert len(found) == 8 * 10 - 5


@pytest.mark.parametrize("edition", EDITIONS)
def test_between_nodes_it_is_the_line_rounded_up(edition: str) -> None:
    """Recomputed naively, from whole hundredths, at every step a column can tell apart."""
    for column, rows in table(edition).items():
        pollutant, hourly = asked(column)
        scale = 10 if pollutant == "co" else 1
        printed = [(index, int(figure) * scale) for index, figure in rows if figure not in "bc"]
        for (low_index, low), (high_index, high) in pairwise(printed):
            for step in range(low, high + 1):
                rise, run = (high_index - low_index) * (step - low), high - low
                expected = low_index + -(-rise // run)
                got = iaqi(pollutant, step / scale, edition=edition, hourly=hourly)
                assert got == expected, (column, step / scale)


@pytest.mark.parametrize(
    ("pollutant", "concentration", "in_2026", "in_2012"),
    [
        ("pm25", 35, 50, 50),
        ("pm25", 36, 52, 52),
        ("pm25", 60, 100, None),
        ("pm25", 60.5, 100, None),
        ("pm25", 60.6, 101, None),
        ("pm25", 75, 114, 100),
        ("pm25", 76, 115, 102),
        ("pm10", 120, 100, None),
        ("pm10", 121, 101, None),
        ("pm10", 150, 112, 100),
        ("pm10", 295, 173, 173),
        ("no2", 112, 56, 56),
        ("so2", 900, 200, None),
        ("co", 4.04, 40, 40),
        ("co", 4.05, 40, 40),
        ("co", 4.06, 41, 41),
        ("co", 4.15, 42, 42),
        ("o3", 201, 101, 101),
        ("o3_8h", 161, 101, 101),
        ("o3_8h", 900, 300, None),
    ],
)
def test_worked_examples(
    pollutant: str, concentration: float, in_2026: int, in_2012: int | None
) -> None:
    assert iaqi(pollutant, concentration, edition="2026") == in_2026
    if in_2012 is not None:
        assert iaqi(pollutant, concentration, edition="2012") == in_2012


def test_a_day_has_columns_of_its_own() -> None:
    assert iaqi("so2", 100, edition="2026", hourly=False) == 75
    assert iaqi("so2", 100, edition="2026") == 34
    assert iaqi("o3", 161, edition="2026", hourly=False) == 101, "a day's ozone is its 8 h mean"
    assert iaqi("pm25", 60, edition="2026", hourly=False) == 100, "and of PM there is no other"


@pytest.mark.parametrize("pollutant", ["so2", "o3_8h"])
def test_where_the_editions_stop_computing(pollutant: str) -> None:
    last = {"so2": 200, "o3_8h": 300}[pollutant]
    assert iaqi(pollutant, 800.4, edition="2012") == last
    assert iaqi(pollutant, 801, edition="2012") is None
    assert iaqi(pollutant, 801, edition="2026") == last


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("pollutant", ["pm25", "pm10", "no2", "co", "o3"])
def test_beyond_the_last_row_it_stays(pollutant: str, edition: str) -> None:
    assert iaqi(pollutant, 1e300, edition=edition) == INDEX_MAX


@pytest.mark.parametrize("nothing", [math.nan, math.inf, -math.inf, -1.0])
def test_what_is_no_concentration_is_not_known(nothing: float) -> None:
    assert iaqi("pm25", nothing, edition="2026") is None


def test_what_is_not_in_the_table_is_not_known() -> None:
    assert iaqi("humidity", 50, edition="2026") is None
    with pytest.raises(ValueError, match="2099"):
        iaqi("pm25", 50, edition="2099")


@pytest.mark.parametrize(
    ("pollutant", "written", "expected"),
    [
        ("pm25", 60.5, "60"),
        ("pm25", 61.5, "62"),
        ("pm25", 60.51, "61"),
        ("co", 4.05, "4.0"),
        ("co", 4.15, "4.2"),
        ("co", 0.25, "0.2"),
        ("co", 0.35, "0.4"),
        ("co", 4.051, "4.1"),
        ("pm25", (60.1 + 60.9) / 2, "60"),
        ("pm10", sum([0.1] * 1215), "122"),  # the float is a hair below 121.5
    ],
)
def test_rounding_is_half_to_even_of_the_figure_as_written(
    pollutant: str, written: float, expected: str
) -> None:
    assert rounded(pollutant, written) == Decimal(expected)


concentrations = st.floats(min_value=0, max_value=5000, allow_nan=False)
columns = st.sampled_from([asked(column) for column in COLUMNS])


@given(columns, concentrations, concentrations, st.sampled_from(EDITIONS))
def test_more_is_never_better(
    column: tuple[str, bool], one: float, other: float, edition: str
) -> None:
    pollutant, hourly = column
    low, high = sorted((one, other))
    mild = iaqi(pollutant, low, edition=edition, hourly=hourly)
    bad = iaqi(pollutant, high, edition=edition, hourly=hourly)
    if mild is None:
        assert bad is None, "once a note stops the computing, it stays so"
    elif bad is not None:
        assert 0 <= mild <= bad <= INDEX_MAX


@given(st.sampled_from(POLLUTANTS), concentrations)
def test_rounding_twice_changes_nothing(pollutant: str, concentration: float) -> None:
    once = rounded(pollutant, concentration)
    assert rounded(pollutant, float(once)) == once
    assert abs(once - Decimal(concentration)) <= Decimal("0.500000001")
    assert iaqi(pollutant, float(once), edition="2026") == iaqi(
        pollutant, concentration, edition="2026"
    )


def test_the_highest_decides_and_ties_share() -> None:
    found = aqi({"so2": 10, "no2": 120, "co": 3, "o3": 44, "pm10": 120, "pm25": 96})
    assert found.value == 120
    assert found.primary == ("no2", "pm10")
    assert found.missing == ()


def test_up_to_fifty_nothing_is_primary() -> None:
    found = aqi(ALL | {"pm25": 50})
    assert (found.value, found.primary) == (50, ())
    assert aqi(ALL | {"pm25": 51}).primary == ("pm25",)
    assert aqi(ALL).value == 1, "the index runs from 1"


def test_with_a_pollutant_missing_only_what_is_above_a_hundred_is_published() -> None:
    some = ALL | {"so2": None}
    within = aqi(some | {"pm10": 100})
    assert (within.value, within.primary, within.missing) == (None, (), ("so2",))
    above = aqi(some | {"pm10": 101})
    assert (above.value, above.primary, above.missing) == (101, ("pm10",), ("so2",))
    assert aqi({}).missing == POLLUTANTS
    assert aqi({}).value is None


def test_ozone_counts_by_either_mean() -> None:
    day = {name: 20 for name in POLLUTANTS if name != "o3"} | {"o3_8h": 60}
    assert aqi(day).value == 60
    assert aqi(day).primary == ("o3_8h",)
    assert aqi(day | {"o3_8h": None}).missing == ("o3",)


def test_what_is_no_pollutant_plays_no_part() -> None:
    assert aqi(ALL | {"humidity": 400}).value == 1


@given(st.dictionaries(st.sampled_from(POLLUTANTS), st.none() | st.integers(0, 500)))
def test_an_index_is_one_of_its_parts(parts: dict[str, int | None]) -> None:
    found = aqi(parts)
    known = [part for part in parts.values() if part is not None]
    if found.value is not None:
        assert found.value == max(1, *known)
        assert all(parts[name] == found.value for name in found.primary)
        assert bool(found.primary) == (found.value > 50)
    else:
        assert found.missing
        assert not found.primary
        assert max(known, default=0) <= 100


@pytest.mark.parametrize(
    ("index", "level", "name", "rgb"),
    [
        (1, 1, "优", (0, 228, 0)),
        (50, 1, "优", (0, 228, 0)),
        (51, 2, "良", (255, 255, 0)),
        (100, 2, "良", (255, 255, 0)),
        (101, 3, "轻度污染", (255, 126, 0)),
        (150, 3, "轻度污染", (255, 126, 0)),
        (151, 4, "中度污染", (255, 0, 0)),
        (201, 5, "重度污染", (153, 0, 76)),
        (301, 6, "严重污染", (126, 0, 35)),
        (500, 6, "严重污染", (126, 0, 35)),
        (900, 6, "严重污染", (126, 0, 35)),
    ],
)
def test_grades(index: int, level: int, name: str, rgb: tuple[int, int, int]) -> None:
    found = grade(index)
    assert (found.level, found.name.zh, found.rgb) == (level, name, rgb)
    assert len(GRADES) == 6
