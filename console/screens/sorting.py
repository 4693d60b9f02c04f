"""The orders a list can be put into, and what it shows of all there is, narrowed and in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec

from console.live import Live
from console.sieve import Sieve, folded
from console.widgets import Fitted, Line
from console.wording.screens import say

T = TypeVar("T")

UP, DOWN = "▴", "▾"
_DIGITS = re.compile(r"(\d+)")


class Sort(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One way to sort: its word, the columns that show it (the first there is has the arrow), and
    how to put items into it; `None` leaves them as they come."""

    word: StrEnum
    columns: tuple[str, ...] = ()
    arrow: str = DOWN
    put: Callable[[Live, Sequence[T]], Sequence[T]] | None = None


class Sorts(Generic[T]):
    """Which of its orders a list is in."""

    def __init__(self, *every: Sort[T]) -> None:
        self.every = every
        self.now = every[0]

    def turn(self, steps: int = 1) -> None:
        """Go on to the next order."""
        here = self.every.index(self.now)
        self.now = self.every[(here + steps) % len(self.every)]

    def press(self, column: str) -> bool:
        """Sort by a column, or the other way where it is ordered by it; tell whether it can."""
        found = [order for order in self.every if column in order.columns]
        if not found:
            return False
        here = found.index(self.now) if self.now in found else -1
        self.now = found[(here + 1) % len(found)]
        return True

    def arrow(self, fitted: Fitted) -> tuple[str, str]:
        """Return the column that shows the order, of those there are, and its arrow."""
        there = {column.key for column, _ in fitted}
        shown = next((key for key in self.now.columns if key in there), "")
        return shown, self.now.arrow

    def told(self) -> Line:
        """Return the order's word."""
        return ((say(self.now.word), "faint"),)


class Shown(Generic[T]):
    """What a list shows of all there is: worked out anew only when something of it changed."""

    def __init__(self, straw: Callable[[T], str]) -> None:
        self._straw = straw
        self._every: Sequence[T] = ()
        self._called: Sequence[T] = ()
        self._straws: dict[int, str] = {}
        self._asked: tuple[object, ...] = ()
        self._shown: Sequence[T] = ()

    def of(
        self, live: Live, every: Sequence[T], sieve: Sieve, order: Sort[T] | None = None
    ) -> Sequence[T]:
        """Return those of `every` that pass, in order; the same list as before while `every` is
        the same list and nothing else was asked."""
        asked = (sieve.text, order)
        if every is not self._every or asked != self._asked:
            self._every, self._asked = every, asked
            passing = every if sieve.open else self._through(every, sieve)
            put = order.put if order is not None else None
            self._shown = passing if put is None else put(live, passing)
        return self._shown

    def _through(self, every: Sequence[T], sieve: Sieve) -> list[T]:
        if every is not self._called:
            # What is still the same thing is called as it was; the old ones are held meanwhile,
            # so that none of the new ones has the address of another.
            known = self._straws
            self._straws = {id(one): known.get(id(one)) or self._straw(one) for one in every}
            self._called = every
        straws, passes = self._straws, sieve.passes
        return [one for one in every if passes(straws[id(one)])]


@lru_cache(maxsize=8_192)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what to sort names by: figures by their worth, so that gate 2 comes before gate 10."""
    parts = _DIGITS.split(folded(text))
    return tuple((int(part[:18]), "") if part.isdecimal() else (0, part) for part in parts if part)
