"""Which item of a list is selected and which are marked: they follow the items, not the rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

Keys = tuple[str | None, ...]
FEW = 16  # of so many items one is marked: then it is quicker to look at the marks alone


class Cursor:
    """The state of one list: its keys in order (`None` is a line that is no item), the selected
    one, and those marked; nothing here looks at all items unless the list itself changed."""

    def __init__(self) -> None:
        self.keys: Keys = ()
        self.selected: str | None = None
        self.row = 0
        self._rows: dict[str, int] = {}
        self._stops: Sequence[int] = ()
        self._marked: set[str] = set()
        self._anchor: str | None = None

    @property
    def marked(self) -> Set[str]:
        """Return the keys that are marked: another set whenever other ones are."""
        return self._marked

    def chosen(self) -> list[str]:
        """Return the keys that are marked, in order; or the selected one."""
        rows, marked = self._rows, self._marked
        if len(marked) * FEW < len(rows):
            ordered = sorted(marked, key=rows.__getitem__)
        else:
            ordered = [key for key in rows if key in marked]
        return ordered or [key for key in (self.selected,) if key is not None]

    def __len__(self) -> int:
        return len(self._rows)

    def show(self, keys: Keys) -> bool:
        """Take other keys; return whether another item is selected now.

        Where the selected item is gone, the next one that is left takes its place, or the one
        before.
        """
        if keys == self.keys:
            return False
        before, self.keys = self.keys, keys
        self._rows = {key: row for row, key in enumerate(keys) if key is not None}
        whole = len(self._rows) == len(keys)
        self._stops = range(len(keys)) if whole else sorted(self._rows.values())
        if not self._rows.keys() >= self._marked:
            self._marked = self._marked & self._rows.keys()
        was = self.selected
        if was not in self._rows:
            self.selected = self._survivor(before)
        self.row = self.row_of(self.selected) or 0
        return self.selected != was

    def row_of(self, key: str | None) -> int | None:
        """Return the row of the item called `key`."""
        return self._rows.get(key) if key is not None else None

    def select(self, key: str | None) -> bool:
        """Select the item called `key`; return whether it is here and was not selected."""
        row = self.row_of(key)
        if row is None or key == self.selected:
            return False
        self.selected, self.row = key, row
        return True

    def ahead(self, steps: int) -> str | None:
        """Return the item `steps` further on, or the last there is that way."""
        if not self._stops:
            return None
        here = bisect_left(self._stops, self.row)
        return self.keys[self._stops[max(0, min(len(self._stops) - 1, here + steps))]]

    def is_first(self) -> bool:
        """Tell whether no item is above the selected one."""
        return not self._stops or self.row == self._stops[0]

    def toggle(self, key: str) -> None:
        """Mark the item called `key`, or take its mark away."""
        if key in self._rows:
            self._marked = self._marked ^ {key}
            self._anchor = key

    def mark_range(self) -> None:
        """Mark from the item marked last to the selected one; the first time begin here."""
        if self.selected is None:
            return
        start = self.row_of(self._anchor)
        first, last = sorted((self.row if start is None else start, self.row))
        self._marked = self._marked | {
            key for key in self.keys[first : last + 1] if key is not None
        }
        self._anchor = self.selected

    def mark_all(self) -> None:
        """Mark every item; take every mark away where all are marked."""
        every = self._rows.keys()
        self._marked = set() if len(self._marked) == len(every) else set(every)

    def unmark(self) -> None:
        """Take every mark away."""
        self._marked = set()
        self._anchor = None

    def _survivor(self, before: Keys) -> str | None:
        for key in (*before[self.row + 1 :], *reversed(before[: self.row])):
            if key in self._rows:
                return key
        return self.keys[self._stops[0]] if self._stops else None
