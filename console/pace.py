"""When to draw: an alert at once, values a few times a second, all of it seldom on a slow line."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

DRAIN_S = 0.1  # how often the app looks for what arrived
SOON_S = 0.01  # and again so soon when facts wake it
VALUES_S = 0.5
SLOW_S = 1.0
AGES_S = 1.0
REST = 3  # so many times as long as drawing took, nothing is drawn again
SLOW_BYTES_S = 8_000  # what a slow line is to carry, on average


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be drawn: what `facts` changed, and whether `values` may change with it."""

    facts: bool
    values: bool


class Pace:
    """Told what arrives, it says what is due; all moments are seconds of one clock."""

    def __init__(self, *, slow: bool = False) -> None:
        self.slow = slow
        self._values_s = SLOW_S if slow else VALUES_S
        self._facts_s = SLOW_S if slow else DRAIN_S
        self._facts = self._values = self._loud = False
        self._drawn = self._told = self._valued = float("-inf")
        self._rest_s = 0.0
        self._carried = float("-inf")  # when the line has carried all that was written

    def arrived(self, *, facts: bool, values: bool, loud: bool = False) -> None:
        """Note what came: `loud` is a high or critical alert, which waits for nothing."""
        self._facts |= facts
        self._values |= values
        self._loud |= loud

    def due(self, now: float) -> Drawing | None:
        """Return what is to be drawn at `now`, if anything is."""
        # A look a moment early must not cost a whole further one.
        soon = now + DRAIN_S / 2
        if (now - self._drawn < self._rest_s or now < self._carried) and not self._loud:
            return None
        facts = self._loud or (self._facts and soon - self._told >= self._facts_s)
        values = soon - self._valued >= (self._values_s if self._values else AGES_S)
        return Drawing(facts=self._facts, values=values) if facts or values else None

    def wrote(self, count: int, now: float) -> None:
        """Note that `count` bytes went out since this was last said."""
        if self.slow and count:
            self._carried = max(self._carried, now) + count / SLOW_BYTES_S

    def drew(self, drawing: Drawing, now: float, *, took_s: float) -> None:
        """Note that it was drawn, begun at `now`, and how long that took."""
        self._drawn = now
        if drawing.facts:
            self._told, self._facts, self._loud = now, False, False
        if drawing.values:
            self._valued, self._values = now, False
        # However much there is to draw, most of the time is left for keys.
        self._rest_s = took_s * REST


def slow_line(wanted: str, environ: Mapping[str, str]) -> bool:
    """Tell whether to spare the line: `yes`, `no`, or `auto`, which asks whether it is SSH's."""
    return wanted == "yes" or (wanted == "auto" and bool(environ.get("SSH_CONNECTION")))
