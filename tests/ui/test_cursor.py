"""Selection and marks follow their items, whatever a list does: against a naive list."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from console.widgets.cursor import Cursor

NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


class CursorMachine(RuleBasedStateMachine):
    """A list of letters is shown, ordered, narrowed, gone through and marked."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor = Cursor()
        self.keys: list[str | None] = []
        self.selected: str | None = None
        self.marked: set[str] = set()
        self.anchor: str | None = None

    @property
    def items(self) -> list[str]:
        return [key for key in self.keys if key is not None]

    def show(self, keys: list[str | None]) -> None:
        before, row = self.keys, self.keys.index(self.selected) if self.selected else 0
        self.keys = keys
        self.marked &= set(self.items)
        if self.selected not in self.items:
            near = [*before[row + 1 :], *reversed(before[:row]), *keys]
            self.selected = next((key for key in near if key in self.items), None)
        was = self.cursor.selected
        assert self.cursor.show(tuple(keys)) is (was != self.selected)

    @rule(names=NAMES, titles=st.sets(st.integers(0, 8)))
    def show_other_items_under_titles(self, names: list[str], titles: set[int]) -> None:
        keys: list[str | None] = []
        for place, name in enumerate(names):
            keys += [None, name] if place in titles else [name]
        self.show(keys)

    @precondition(lambda self: self.items)
    @rule(seed=st.randoms())
    def sort(self, seed: object) -> None:
        shuffled = [*self.keys]
        seed.shuffle(shuffled)  # type: ignore[attr-defined]
        self.show(shuffled)

    @precondition(lambda self: self.items)
    @rule(letters=st.sets(st.sampled_from("abcdefgh")))
    def narrow(self, letters: set[str]) -> None:
        self.show([key for key in self.keys if key is None or key in letters])

    @precondition(lambda self: self.selected)
    @rule()
    def the_selected_item_vanishes(self) -> None:
        self.show([key for key in self.keys if key != self.selected])

    @rule(steps=st.integers(-10, 10))
    def move(self, steps: int) -> None:
        items = self.items
        if items:
            here = items.index(str(self.selected))
            self.selected = items[max(0, min(len(items) - 1, here + steps))]
        self.cursor.select(self.cursor.ahead(steps))

    @rule(name=st.sampled_from("abcdefgh"))
    def select(self, name: str) -> None:
        new = name in self.items and name != self.selected
        self.selected = name if new else self.selected
        assert self.cursor.select(name) is new

    @rule(name=st.sampled_from("abcdefgh"))
    def mark(self, name: str) -> None:
        if name in self.items:
            self.marked ^= {name}
            self.anchor = name
        self.cursor.toggle(name)

    @precondition(lambda self: self.selected)
    @rule()
    def mark_range(self) -> None:
        here = self.keys.index(self.selected)
        start = self.keys.index(self.anchor) if self.anchor in self.items else here
        low, high = min(start, here), max(start, here)
        self.marked |= {key for key in self.keys[low : high + 1] if key is not None}
        self.anchor = self.selected
        self.cursor.mark_range()

    @rule()
    def mark_all(self) -> None:
        every = set(self.items)
        self.marked = set() if self.marked == every else every
        self.cursor.mark_all()

    @rule()
    def unmark(self) -> None:
        self.marked = set()
        self.anchor = None
        self.cursor.unmark()

    @invariant()
    def they_agree(self) -> None:
        cursor = self.cursor
        assert cursor.selected == self.selected
        assert set(cursor.marked) == self.marked
        assert cursor.keys == tuple(self.keys)
        assert len(cursor) == len(self.items)
        chosen = [key for key in self.items if key in self.marked]
        assert cursor.chosen() == (chosen or [key for key in (self.selected,) if key])
        if self.selected is not None:
            assert cursor.row == self.keys.index(self.selected)
            assert cursor.is_first() is (self.selected == self.items[0])


TestCursor = CursorMachine.TestCase
TestCursor.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)
