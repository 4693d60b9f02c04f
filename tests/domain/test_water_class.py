"""The class of water against the standard's own table, and the worst item's rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.water_class import BEYOND, ITEMS, classify, item_class

# GB 3838-2002 Table 1 as printed: classes I to V; dissolved oxygen is a least, the others a most.
TABLE = """
do          7.5    6      5      3      2
codmn       2      4      6      10     15
cod         15     15     20     30     40
bod5        3      3      4      6      10
nh3n        0.15   0.5    1.0    1.5    2.0
tp.river    0.02   0.1    0.2    0.3    0.4
tp.lake     0.01   0.025  0.05   0.1    0.2
tn.lake     0.2    0.5    1.0    1.5    2.0
petroleum   0.05   0.05   0.05   0.5    1.0
coliform    200    2000   10000  20000  40000
"""
ROWS = [line.split() for line in TABLE.split("\n") if line]
values = st.floats(min_value=0, max_value=50_000)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_every_limit_belongs_to_its_class(row: list[str]) -> None:
    item, _, water = row[0].partition(".")
    limits = [float(figure) for figure in row[1:]]
    for lake in (True, False) if not water else (water == "lake",):
        for number, limit in enumerate(limits, start=1):
            first = limits.index(limit) + 1  # some limits stand for several classes
            assert item_class(item, limit, lake=lake) == first, (number, limit)
            nudge = -0.001 if item == "do" else 0.001
            beyond = [n for n, other in enumerate(limits, 1) if (other - limit) * nudge > 0]
            assert item_class(item, limit + nudge, lake=lake) == (beyond[0] if beyond else BEYOND)


@pytest.mark.parametrize(("ph", "expected"), [(6, 1), (9, 1), (7.2, 1), (5.99, 6), (9.01, 6)])
def test_ph_has_one_range_for_all(ph: float, expected: int) -> None:
    assert item_class("ph", ph, lake=False) == expected


def test_nitrogen_counts_in_lakes_only() -> None:
    assert classify({"tn": 9.0}, lake=False) is None
    found = classify({"tn": 9.0}, lake=True)
    assert found is not None
    assert (found.water_class, found.worst) == (BEYOND, "tn")


def test_the_worst_item_decides() -> None:
    found = classify({"ph": 7.1, "do": 4.2, "nh3n": 0.4, "tp": 0.25}, lake=False)
    assert found is not None
    assert found.water_class == 4
    assert found.worst == "tp", "as bad as the oxygen, and times over its limit"
    assert found.classes == {"ph": 1, "do": 4, "nh3n": 2, "tp": 4}
    assert found.times_over == pytest.approx({"tp": 0.25})


def test_phosphorus_is_stricter_in_a_lake() -> None:
    river, lake = (classify({"tp": 0.06}, lake=lake) for lake in (False, True))
    assert river is not None
    assert lake is not None
    assert (river.water_class, lake.water_class) == (2, 4)


def test_times_over_is_by_the_target() -> None:
    items = {"nh3n": 1.5, "ph": 4.0, "do": 1.0}
    third = classify(items, lake=False)
    second = classify(items, lake=False, target=2)
    assert third is not None
    assert second is not None
    assert third.times_over == pytest.approx({"nh3n": 0.5})
    assert second.times_over == pytest.approx({"nh3n": 2.0})
    assert third.worst == "ph", "neither pH nor oxygen has times over; the table's order decides"


def test_what_has_no_class_plays_no_part() -> None:
    assert classify({"turbidity": 900, "water-temperature": 31}, lake=True) is None
    assert classify({}, lake=False) is None
    assert classify({"do": float("nan"), "nh3n": -1.0}, lake=False) is None
    found = classify({"turbidity": 900, "do": 8.0}, lake=False)
    assert found is not None
    assert (found.water_class, found.worst) == (1, "do")


@given(st.dictionaries(st.sampled_from(ITEMS), values, min_size=1), st.booleans())
def test_a_class_is_that_of_its_worst_item(items: dict[str, float], lake: bool) -> None:
    found = classify(items, lake=lake)
    if found is None:
        assert set(items) == {"tn"}
        assert not lake
    else:
        assert found.water_class == max(found.classes.values())
        assert found.classes[found.worst] == found.water_class
        assert not {"ph", "do"} & set(found.times_over)
        for item, times in found.times_over.items():
            assert times > 0
            assert found.classes[item] > 3


@given(st.sampled_from(ITEMS), values, values, st.booleans())
def test_more_is_never_better_but_of_oxygen(
    item: str, one: float, other: float, lake: bool
) -> None:
    low, high = (item_class(item, value, lake=lake) for value in sorted((one, other)))
    if low is not None and high is not None and item != "ph":
        assert low >= high if item == "do" else low <= high
