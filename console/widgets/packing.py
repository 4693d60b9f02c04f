"""Groups of tiles set into columns: small groups side by side, large ones across, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import msgspec

TITLE = 1  # lines above a group's tiles
GAP = 1  # lines below them


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One group's place: its first column and line, and how many of both it takes; the first line
    is its title's."""

    group: int
    column: int
    top: int
    columns: int
    tiles: int

    @property
    def height(self) -> int:
        """Return how many lines it takes, with its title."""
        return TITLE + -(-self.tiles // self.columns)


class Packing(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Where each group stands; no two blocks share a cell."""

    columns: int
    blocks: tuple[Block, ...]

    @cached_property
    def height(self) -> int:
        """Return how many lines all of them take."""
        return max((block.top + block.height for block in self.blocks), default=0)

    @cached_property
    def _tops(self) -> list[int]:
        return sorted({block.top for block in self.blocks})

    @cached_property
    def _shelves(self) -> dict[int, list[Block]]:
        shelves: dict[int, list[Block]] = {}
        for block in self.blocks:
            shelves.setdefault(block.top, []).append(block)
        return shelves

    def across(self, y: int) -> list[Block]:
        """Return the blocks that line `y` may run through, from left to right."""
        shelf = bisect_right(self._tops, y) - 1
        return self._shelves[self._tops[shelf]] if shelf >= 0 else []


def pack(counts: Sequence[int], columns: int) -> Packing:
    """Set groups of so many tiles each into `columns`, in order, as low as it goes."""
    wanted = sorted({-(-n // wide) for n in counts for wide in range(1, columns + 1) if n})
    return min(
        (_shelved(counts, columns, rows) for rows in wanted or [1]),
        key=lambda packing: packing.height,
    )


def packed(counts: Sequence[int], most: int, height: int, *, easy: int | None = None) -> Packing:
    """Set them into as few columns, and so as wide ones, as the height allows, `most` at most;
    into `easy` ones where there is no room for all of them in any case."""
    if not any(counts):
        return pack(counts, 1)
    fewest = max(1, sum(counts) // max(height, 1))
    for columns in range(min(fewest, most), most + 1):
        found = pack(counts, columns)
        if found.height <= height:
            return found
    return pack(counts, most if easy is None else easy)


def _shelved(counts: Sequence[int], columns: int, rows: int) -> Packing:
    """Set groups side by side, each as wide as `rows` lines need, on one shelf after another."""
    shelves: list[list[tuple[int, int]]] = [[]]
    for group, count in enumerate(counts):
        wide = min(columns, max(1, -(-count // rows)))
        if sum(taken for _, taken in shelves[-1]) + wide > columns:
            shelves.append([])
        shelves[-1].append((group, wide))
    blocks: list[Block] = []
    top = 0
    for shelf in shelves:
        column = 0
        for group, wide in _widened(shelf, counts, columns):
            block = Block(group=group, column=column, top=top, columns=wide, tiles=counts[group])
            blocks.append(block)
            column += wide
        top = max((block.top + block.height for block in blocks), default=0) + GAP
    return Packing(columns=columns, blocks=tuple(blocks))


def _widened(
    shelf: Sequence[tuple[int, int]], counts: Sequence[int], columns: int
) -> list[tuple[int, int]]:
    """Give the columns a shelf has left to its tallest groups."""
    wides = dict(shelf)
    for _ in range(columns - sum(wides.values())):
        tallest = max(wides, key=lambda group: -(-counts[group] // wides[group]), default=None)
        if tallest is None or counts[tallest] <= wides[tallest]:
            break
        wides[tallest] += 1
    return list(wides.items())
