"""Groups of tiles in columns: nothing overlaps, nothing is left out, order is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.widgets.packing import TITLE, pack, packed

COUNTS = st.lists(st.integers(0, 60), max_size=10)


@given(COUNTS, st.integers(1, 12))
def test_every_tile_has_a_place_of_its_own(counts: list[int], columns: int) -> None:
    packing = pack(counts, columns)
    taken: set[tuple[int, int]] = set()
    for block in packing.blocks:
        assert block.tiles == counts[block.group]
        assert block.column + block.columns <= columns
        assert (block.height - TITLE) * block.columns >= block.tiles
        cells = {
            (block.column + x, block.top + y)
            for x in range(block.columns)
            for y in range(block.height)
        }
        assert not cells & taken
        taken |= cells
    assert [block.group for block in packing.blocks] == list(range(len(counts)))


@given(COUNTS, st.integers(1, 12), st.integers(0, 200))
def test_what_runs_through_a_line_is_found(counts: list[int], columns: int, y: int) -> None:
    packing = pack(counts, columns)
    through = [b.group for b in packing.blocks if b.top <= y < b.top + b.height]
    assert set(through) <= {block.group for block in packing.across(y)}


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(1, 12), st.integers(5, 60))
def test_as_few_columns_as_the_height_allows(counts: list[int], most: int, height: int) -> None:
    packing = packed(counts, most, height)
    assert packing.columns <= most
    if packing.height > height:
        assert packing.columns == most
    elif packing.columns > 1:
        fewer = pack(counts, packing.columns - 1)
        assert fewer.height > height or sum(counts) // height >= packing.columns


def test_where_all_must_be_scrolled_tiles_are_read_with_ease() -> None:
    assert packed([10_000], 12, 40, easy=9).columns == 9
    assert packed([400], 12, 40, easy=9).columns == 11


@pytest.mark.parametrize("columns", range(1, 13))
def test_many_tiles_use_every_column(columns: int) -> None:
    packing = pack([100], columns)
    assert packing.height == TITLE + -(-100 // columns)
