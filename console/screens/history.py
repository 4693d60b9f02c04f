"""Where one was: a trail of workplaces and what was in hand there, to walk back and forward on."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Protocol, runtime_checkable

import msgspec
from textual.screen import Screen

MOST = 100  # places on the trail


class Spot(msgspec.Struct, frozen=True):
    """A workplace by its mode, the list in hand there by its id, and the item selected in it."""

    mode: str
    list: str | None = None
    item: str | None = None


@runtime_checkable
class Selectable(Protocol):
    """A list one item of which is selected."""

    @property
    def id(self) -> str | None: ...
    @property
    def selected(self) -> str | None: ...
    def select(self, key: str | None) -> None: ...
    def row_of(self, key: str | None) -> int | None: ...


@runtime_checkable
class Markable(Selectable, Protocol):
    """A list any number of whose items can be marked."""

    @property
    def marked(self) -> Set[str]: ...
    def action_mark(self) -> None: ...


class History:
    """A trail as a browser keeps it: whoever goes somewhere new cuts off what lay ahead."""

    def __init__(self, first: Spot) -> None:
        self._trail = [first]
        self._place = 0
        self._before: Spot | None = None

    def go(self, here: Spot, there: Spot) -> None:
        """Leave `here` for somewhere new."""
        self._trail[self._place] = here
        if there == here:
            return
        self._before = here
        self._trail = [*self._trail[: self._place + 1], there][-MOST:]
        self._place = len(self._trail) - 1

    def step(self, here: Spot, steps: int) -> Spot | None:
        """Return where one was before (-1) or went on to (1); nothing at either end."""
        there = self._place + steps
        if not 0 <= there < len(self._trail):
            return None
        self._trail[self._place] = here
        self._before, self._place = here, there
        return self._trail[there]

    def last(self, here: Spot) -> Spot | None:
        """Return where one was just before, so that doing it twice leads back here."""
        there = self._before
        if there is not None:
            self.go(here, there)
            self._before = here
        return there


def spot(mode: str, screen: Screen[None]) -> Spot:
    """Return where one is: the list in hand and what is selected in it."""
    focused = screen.focused
    found = focused if isinstance(focused, Selectable) else _first(screen)
    return Spot(mode, found.id, found.selected) if isinstance(found, Selectable) else Spot(mode)


def hold(screen: Screen[None], items: Sequence[str]) -> bool:
    """Select the items in the screen's first list, several by marking them; tell whether just
    they are selected, so that nothing is done to anything else."""
    found = _first(screen)
    if not isinstance(found, Markable) or any(found.row_of(item) is None for item in items):
        return False
    if len(items) > 1:
        for item in items:
            found.select(item)
            if item not in found.marked:
                found.action_mark()
        return set(found.marked) == set(items)
    found.select(items[0])
    return found.selected == items[0] and not found.marked


def _first(screen: Screen[None]) -> object:
    auto = screen.AUTO_FOCUS
    return screen.query(auto).first() if auto and screen.query(auto) else None
