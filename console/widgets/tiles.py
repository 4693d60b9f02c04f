"""Tiles in groups, in as many columns as there is room for: one widget, whatever their number.

Only what is in view is ever made; a tile is made again only when what it shows has changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Protocol

import msgspec
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from console.keys import bindings
from console.widgets.ink import Line, Piece, pad, width_of
from console.widgets.packing import TITLE, Block, Packing, packed
from console.widgets.sheet import Lazy, Sheet

LEAD = 1  # cells before a tile, GUTTER after it
GUTTER = 1
COLUMNS = 12  # at most
LEAST, EASY = 20, 26  # cells: as narrow as a tile goes, and where it is read with ease
KEPT = 4  # so many times what is in view is remembered


class Group(msgspec.Struct, frozen=True):
    """What belongs together under one title: the keys of its tiles, in order."""

    id: str
    tiles: tuple[str, ...]


class Maker(Protocol):
    """Knows what tiles show."""

    def title(self, group: str, width: int) -> Line:
        """Return a group's title."""
        ...

    def tile(self, key: str, width: int) -> Line:
        """Return a tile's line."""
        ...

    def shown(self, key: str) -> Hashable:
        """Return something that differs once the tile would look different."""
        ...


class Spot(msgspec.Struct, frozen=True):
    """Where a tile stands: its line, and its column of the board's."""

    y: int
    column: int


class Tiles(Sheet, can_focus=True):
    """A board of tiles to move about in; the selection follows the tile."""

    BINDINGS = bindings("list", "tiles")

    DEFAULT_CSS = """
    Tiles { scrollbar-gutter: stable; }
    """

    class Selected(Message):
        """Another tile was selected."""

        def __init__(self, tiles: Tiles, key: str | None) -> None:
            super().__init__()
            self.tiles = tiles
            self.key = key

        @property
        def control(self) -> Tiles:
            """The board it happened on."""
            return self.tiles

    class Opened(Selected):
        """The selected tile was chosen with enter or a second click."""

    def __init__(self, maker: Maker, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.maker = maker
        self.least, self.easy = LEAST, EASY
        self.slot = 1  # cells of each column
        self.selected: str | None = None
        self.groups: Sequence[Group] = ()
        self.packing = Packing(columns=1, blocks=())
        self._spots: dict[str, tuple[Block, int]] = {}
        self._made: dict[str, tuple[Hashable, Line]] = {}
        self._room = Size(0, 0)

    def show(self, groups: Sequence[Group]) -> None:
        """Show `groups`: laid out anew only when they, or the room, are others."""
        anew = groups is not self.groups or self.size != self._room
        if anew:
            self._lay_out(groups)
        self.put(Lazy(self.packing.height, self._row))
        if anew:
            self.refresh()

    def row_of(self, key: str | None) -> int | None:
        """Return the line of the tile called `key`."""
        found = self._spots.get(key or "")
        return _line_of(*found) if found else None

    def select(self, key: str | None) -> None:
        """Select the tile called `key`, if it is here."""
        row = self.row_of(key)
        if key is None or row is None or key == self.selected:
            return
        self._redraw_tile(self.selected)
        self.selected = key
        self._redraw_tile(key)
        self._keep_in_view()
        self.post_message(self.Selected(self, key))

    def at(self, x: int, y: int) -> str | None:
        """Return the tile at a cell of the board."""
        column = min(x // self.slot, self.packing.columns - 1)
        return next((key for spot, key in self._across(y) if spot == column), None)

    def action_move(self, steps: int) -> None:
        """Select the tile above or below, as near as there is one."""
        here = self._spot(self.selected)
        if here is None:
            self.action_end(-1)
            return
        step, left, y = (1 if steps > 0 else -1), abs(steps), here.y
        while left and 0 <= y + step < self.packing.height:
            y += step
            if row := self._across(y):
                left -= 1
                nearest = min(row, key=lambda place: abs(place[0] - here.column))[1]
        if y != here.y and left < abs(steps):
            self.select(nearest)

    def action_along(self, steps: int) -> None:
        """Select the tile beside, in reading order of the line."""
        here = self._spot(self.selected)
        if here is None:
            self.action_end(-1)
            return
        row = [key for _, key in self._across(here.y)]
        place = row.index(self.selected or "") + steps
        self.select(row[max(0, min(place, len(row) - 1))])

    def action_page(self, pages: int) -> None:
        """Select the tile a page further on."""
        self.action_move(pages * max(self.size.height - 1, 1))

    def action_end(self, which: int) -> None:
        """Select the first (-1) or last (1) tile."""
        keys = [group.tiles for group in self.groups if group.tiles]
        if keys:
            self.select(keys[0][0] if which < 0 else keys[-1][-1])

    def action_open(self) -> None:
        """Open the selected tile."""
        if self.selected is not None:
            self.post_message(self.Opened(self, self.selected))

    def on_focus(self) -> None:
        """Show that the board is in hand."""
        self._redraw_tile(self.selected)

    def on_blur(self) -> None:
        """Show that it is no longer in hand."""
        self._redraw_tile(self.selected)

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; click it again to open it."""
        key = self.at(event.x, event.y + self.scroll_offset.y)
        if key is None:
            return
        if key == self.selected:
            self.action_open()
        self.select(key)

    def draw(self, number: int) -> Strip:
        """Draw line `number`, the selection under its tile."""
        spot = self._spot(self.selected)
        if spot is None or spot.y != number:
            return super().draw(number)
        super().draw(number)
        under = self.rich_style
        if self.has_focus:
            under += self.ground_of("row-selected")
        start = spot.column * self.slot
        before, chosen, after = parted(self._line(number), start, start + self.slot - GUTTER)
        return Strip.join(
            [
                self.strip(before, start, self.rich_style),
                self.strip(chosen, self.slot - GUTTER, under),
                self.strip(after, self.size.width - start - self.slot + GUTTER, self.rich_style),
            ]
        )

    def _lay_out(self, groups: Sequence[Group]) -> None:
        """Find a place for each tile; what was selected stays so, where it now is."""
        self.groups, self._room = groups, self.size
        most, easy = (
            max(1, min(COLUMNS, self.size.width // cells)) for cells in (self.least, self.easy)
        )
        counts = [len(group.tiles) for group in groups]
        self.packing = packed(counts, most, self.size.height, easy=easy)
        self._spots = {
            key: (block, place)
            for block in self.packing.blocks
            for place, key in enumerate(groups[block.group].tiles)
        }
        self.slot = max(self.size.width // self.packing.columns, 1)
        self._made.clear()
        if self.selected not in self._spots:
            self.selected = next(iter(self._spots), None)
            self.post_message(self.Selected(self, self.selected))
        elif self.has_focus:
            self.call_after_refresh(self._keep_in_view)

    def _row(self, y: int) -> Line:
        """Return line `y` of the board."""
        line: list[Piece] = []
        column = 0
        for at, columns, cells in self._parts(y):
            line += [(" " * ((at - column) * self.slot), "text"), (" " * LEAD, "text"), *cells]
            line.append((" " * GUTTER, "text"))
            column = at + columns
        return tuple(line)

    def _parts(self, y: int) -> Iterator[tuple[int, int, Line]]:
        """Yield what stands on line `y`: from which column on, over how many, and what."""
        for block in self.packing.across(y):
            group = self.groups[block.group]
            wide = block.columns * self.slot - LEAD - GUTTER
            if y == block.top:
                yield block.column, block.columns, pad(self.maker.title(group.id, wide), wide)
        for column, key in self._across(y):
            yield column, 1, self.tile(key)

    def tile(self, key: str) -> Line:
        """Return what a tile shows now; made again only if that is something else."""
        shown, wide = self.maker.shown(key), self.slot - LEAD - GUTTER
        made = self._made.get(key)
        if made is not None and made[0] == shown:
            return made[1]
        if len(self._made) > KEPT * self.packing.columns * max(self.size.height, 1):
            self._made.clear()
        line = pad(self.maker.tile(key, wide), wide)
        self._made[key] = shown, line
        return line

    def _across(self, y: int) -> list[tuple[int, str]]:
        """Return the tiles on line `y`, each with its column."""
        found = []
        for block in self.packing.across(y):
            first = (y - block.top - TITLE) * block.columns
            if y > block.top and first < block.tiles:
                keys = self.groups[block.group].tiles[first : first + block.columns]
                found += [(block.column + place, key) for place, key in enumerate(keys)]
        return found

    def _spot(self, key: str | None) -> Spot | None:
        found = self._spots.get(key or "")
        if found is None:
            return None
        block, place = found
        return Spot(_line_of(block, place), block.column + place % block.columns)

    def _keep_in_view(self) -> None:
        spot = self._spot(self.selected)
        if spot is not None:
            block, place = self._spots[self.selected or ""]
            top = block.top if place < block.columns else spot.y  # the first ones with their title
            region = Region(0, top, self.size.width or 1, spot.y - top + 1)
            self.scroll_to_region(region, animate=False, force=True)

    def _redraw_tile(self, key: str | None) -> None:
        spot = self._spot(key)
        if spot is not None and 0 <= (y := spot.y - self.scroll_offset.y) < self.size.height:
            self.refresh(Region(spot.column * self.slot, y, self.slot, 1))


def parted(line: Line, start: int, end: int) -> tuple[Line, Line, Line]:
    """Return what of `line` lies before cell `start`, up to `end`, and from there on; a piece
    stays whole with the part it begins in."""
    parts: tuple[list[Piece], list[Piece], list[Piece]] = ([], [], [])
    x = 0
    for piece in line:
        parts[0 if x < start else 1 if x < end else 2].append(piece)
        x += width_of((piece,))
    return tuple(parts[0]), tuple(parts[1]), tuple(parts[2])


def _line_of(block: Block, place: int) -> int:
    return block.top + TITLE + place // block.columns
