"""What is most urgent about cases and the units out for them, in one line for every workplace."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import CaseView
from console.live import Live
from console.screens.casesigns import Sign, signs
from console.widgets import Line, between, clip, width_of
from console.wording import plain

URGENT = 6  # signs up to that weight call whoever sits here
MINE = 5  # a directive for the person who sits here


def urgent_lines(live: Live, width: int) -> list[Line]:
    """Return the most urgent in one line, and of the rest how many there are; nothing where
    nothing is."""
    found = sorted(_urgent(live), key=lambda one: (one[1].weight, one[0].id))
    if not found:
        return []
    more = f" +{len(found) - 1} " if len(found) > 1 else ""
    case, sign = found[0]
    line: Line = (
        (f" {sign.glyph} ", sign.ink),
        (f"{plain(case.id)}  ", "strong"),
        (sign.words, sign.ink),
    )
    room = width - len(more)
    shown = line if width_of(line) <= room else clip(line, room)
    return [between(shown, ((more, "muted"),), width) if more else shown]


def _urgent(live: Live) -> Iterator[tuple[CaseView, Sign]]:
    for case in live.mirror.cases.values():
        for sign in signs(live, case):
            if sign.weight in (0, 1, 2, MINE, URGENT):
                yield case, sign
