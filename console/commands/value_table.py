"""Live values as one table that is drawn over itself, on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from console.clock import utc
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.sites import Sensor
from console.domain.values import Quality
from console.printing import GAP, width
from console.wording import age, chosen, local, plain, quality_word, quantity
from console.wording.commands import say, title

DRAW_S = 0.25  # at most four times a second
STALE = 2.5  # periods without a reading: its age is pointed out
LEAST_NAME = 8  # columns; a name cut shorter than this is left out
UP, CLEAR_LINE, CLEAR_BELOW, CLEAR = "\x1b[{}A", "\x1b[K", "\x1b[J", "\x1b[H\x1b[2J"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
FAINT, LOUD, PLAIN = "\x1b[2m", "\x1b[33m", "\x1b[0m"
UNKNOWN = "–"
COLUMNS = ("sensor", "name", "value", "quality", "at", "age")
NAME = COLUMNS.index("name")
RIGHT = ("value", "age")
TIME = len("00:00:00")


def can_be_drawn(environ: Mapping[str, str]) -> bool:
    """Tell whether stdout is a terminal that can be drawn over."""
    return sys.stdout.isatty() and environ.get("TERM", "dumb") not in ("", "dumb")


class ValueTable:
    """The newest value of each of `sensors`, with its age at `now` (data time, ms).

    No more lines are drawn than the terminal has; how many sensors that leaves out is said.
    """

    def __init__(
        self,
        sensors: Sequence[Sensor],
        *,
        now: Callable[[], int],
        elapsed: Callable[[], float],
        out: TextIO | None = None,
    ) -> None:
        self._sensors = sensors
        self._now = now
        self._elapsed = elapsed
        self._out = out or sys.stdout
        self._newest: dict[SensorId, Reading] = {}
        self._colour = "NO_COLOR" not in os.environ
        self._drawn: list[str] = []
        self._size = (0, 0)
        self._next = 0.0

    def show(self, sensor: Sensor, reading: Reading) -> None:
        """Take in a reading."""
        self._newest[sensor.id] = reading

    def look(self) -> None:
        """Draw what changed, if it is time."""
        if self._elapsed() >= self._next:
            self._next = self._elapsed() + DRAW_S
            self._draw()

    def close(self) -> None:
        """Draw the last word, and give the terminal back below the table."""
        self._draw()
        self._out.write(SHOW)
        self._out.flush()

    def _draw(self) -> None:
        size = shutil.get_terminal_size()
        lines = self._lines(size.columns - 1, size.lines - 1)
        if lines == self._drawn and size == self._size:
            return
        begin = UP.format(len(self._drawn)) if self._drawn else HIDE
        if self._drawn and size != self._size:
            begin = CLEAR  # what was drawn was wrapped anew: nobody knows where it is
            self._drawn = []
        text = begin + "\r"
        for place, line in enumerate(lines):
            same = place < len(self._drawn) and self._drawn[place] == line
            text += "\n" if same else f"{line}{CLEAR_LINE}\n"
        self._out.write(text + CLEAR_BELOW)  # one write: never half a table
        self._out.flush()
        self._drawn, self._size = lines, (size.columns, size.lines)

    def _lines(self, columns: int, most: int) -> list[str]:
        room = max(1, most - 2)
        shown = self._sensors[: room if len(self._sensors) > room else None]
        heads = [title(name) for name in COLUMNS]
        rows = [self._row(sensor) for sensor in shown]
        widths = [max(width(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
        others = sum(widths) - widths[NAME] + len(GAP) * (len(heads) - 1)
        name = min(widths[NAME], columns - others)
        widths[NAME] = name if name >= LEAST_NAME else 0
        told = say("live.heard", heard=len(self._newest), count=len(self._sensors))
        if left := len(self._sensors) - len(shown):
            told = f"{say('live.more', count=left)}{GAP}{told}"
        styled = [self._style(sensor) for sensor in shown]
        body = [
            self._inked(_laid(r, widths, columns), s) for r, s in zip(rows, styled, strict=True)
        ]
        return [_laid(heads, widths, columns), *body, self._inked(_cut(told, columns), FAINT)]

    def _row(self, sensor: Sensor) -> list[str]:
        name = plain(chosen(sensor.name))
        reading = self._newest.get(sensor.id)
        if reading is None:
            return [plain(sensor.id), name, UNKNOWN, "", "", ""]
        value = quantity(reading.value, sensor.unit, sensor.decimals)
        word, at = quality_word(reading.quality), local(utc(reading.at))[-TIME:]
        return [plain(sensor.id), name, value, word, at, age(self._age_s(reading))]

    def _style(self, sensor: Sensor) -> str:
        reading = self._newest.get(sensor.id)
        if reading is None or self._age_s(reading) > STALE * sensor.period_s:
            return FAINT
        return LOUD if reading.quality > Quality.UNKNOWN else ""

    def _inked(self, line: str, style: str) -> str:
        return f"{style}{line}{PLAIN}" if style and self._colour else line

    def _age_s(self, reading: Reading) -> float:
        return max(0.0, (self._now() - reading.at) / 1000)


def _laid(cells: Sequence[str], widths: Sequence[int], columns: int) -> str:
    laid = []
    for place, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        if not wide:
            continue
        text = _cut(cell, wide)
        space = " " * (wide - width(text))
        laid.append(space + text if COLUMNS[place] in RIGHT else text + space)
    return _cut(GAP.join(laid).rstrip(), columns)


def _cut(text: str, columns: int) -> str:
    """Return `text` in no more than `columns`, with a sign where it was cut."""
    if width(text) <= columns:
        return text
    kept, wide = "", 0
    for letter in text:
        wide += width(letter)
        if wide > columns - 1:
            break
        kept += letter
    return kept + "…"
