"""The causes a patrol picks before it reports: nine at a time, the likely ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.domain.causes import Cause, Seen
from console.domain.ranking import DIGITS, by_likelihood

PAGE = DIGITS
COUNT_MAX = 999


class Picks:
    """What is picked, and how many of each."""

    def __init__(self, quantities: Iterable[str] = ()) -> None:
        self.order = by_likelihood(quantities)
        self.page = 0
        self.counts: dict[Cause, int | None] = {}
        self.last: Cause | None = None

    def shown(self) -> tuple[Cause, ...]:
        """Return the causes that digits pick now."""
        return self.order[self.page * PAGE : (self.page + 1) * PAGE]

    def turn(self) -> None:
        """Show the next nine."""
        pages = -(-len(self.order) // PAGE)
        self.page = (self.page + 1) % pages

    def toggle(self, digit: int) -> None:
        """Pick the cause of a digit, or leave it."""
        if not 1 <= digit <= len(self.shown()):
            return
        cause = self.shown()[digit - 1]
        if cause in self.counts:
            del self.counts[cause]
            self.last = next(reversed(self.counts), None)
        else:
            self.counts[cause] = None
            self.last = cause

    def add(self, step: int) -> None:
        """Count one more, or one less, of the cause picked last."""
        if self.last is None:
            return
        count = (self.counts[self.last] or 0) + step
        self.counts[self.last] = min(count, COUNT_MAX) if count > 0 else None

    def take_up(self, counts: Mapping[Cause, int | None]) -> None:
        """Pick what was picked before."""
        self.counts = dict(counts)
        self.last = next(reversed(self.counts), None)

    def clear(self) -> None:
        """Leave every cause."""
        self.counts.clear()
        self.last = None

    def findings(self, note: str) -> tuple[Seen, ...]:
        """Return what is picked as findings; the note stays with the first."""
        return tuple(
            Seen(cause=cause, count=count, note=(note or None) if n == 0 else None)
            for n, (cause, count) in enumerate(self.counts.items())
        )
