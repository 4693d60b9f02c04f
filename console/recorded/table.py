"""A CSV file, gzipped or not, as rows of a moment and what its sensors measured then."""

from __future__ import annotations

import csv
import gzip
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from heapq import merge
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import TextIO

import msgspec
from msgspec.structs import replace

from console.domain.ids import SensorId
from console.domain.sites import Site
from console.errors import SettingsError
from console.recorded.columns import Column, match_columns, read_mapping, row_filter
from console.recorded.moments import MomentOf, time_columns, time_zone

GAPS = frozenset({"", "na", "n/a", "nan", "null", "none"})
ROWS_LOOKED_AT = 1000  # at the start, to see how far apart rows are
TELL_ROWS = 500  # between two words on how far the file was read
ALL_TIME = (-(2**63), 2**63)

Row = tuple[int, dict[SensorId, float]]
Passed = Callable[[float], None]


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is to be read: `maps` as `COLUMN[unit]=device/quantity`, the time zone its times
    are in, and `where` as `COLUMN=TEXT` when only some of its rows are meant.

    A map written `COLUMN[unit]@COLUMN=TEXT=device/quantity` means only such rows: so several
    places that a table holds one after another are read side by side.
    """

    maps: tuple[str, ...]
    zone: str
    where: str | None = None


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """A file that can be read as its recipe says; rows are `period_s` apart, mostly.

    `passed` hears now and then which share of the file was read.
    """

    file: Path
    columns: tuple[Column, ...]
    zone: str
    period_s: float
    moment_of: MomentOf
    where: tuple[int, str] | None = None
    passed: Passed | None = None

    def rows(self, span: tuple[int, int] = ALL_TIME) -> Iterator[Row]:
        """Yield what was measured from `span[0]` until before `span[1]` (ms), earliest first.

        Values are in their sensor's unit; what the file has no figure for is absent: a row may be
        empty. Raise `SettingsError` naming the line that cannot be read or goes back in time.
        """
        stacks: dict[tuple[int, str] | None, list[Column]] = {}
        for column in self.columns:
            stacks.setdefault(column.where, []).append(column)
        parts = [
            self._stack(columns, where, span, None if n else self.passed)  # one pass tells for all
            for n, (where, columns) in enumerate(stacks.items())
        ]
        # Places written one after another are read side by side, each in a pass of its own.
        for at, together in groupby(merge(*parts, key=_at), key=_at):
            yield at, {sensor: value for _, found in together for sensor, value in found.items()}

    def _stack(
        self,
        columns: Sequence[Column],
        where: tuple[int, str] | None,
        span: tuple[int, int],
        passed: Passed | None,
    ) -> Iterator[Row]:
        whole = max(1, self.file.stat().st_size) if passed else 1
        with _opened(self.file) as file:
            before = -math.inf
            reader = csv.reader(file)
            next(reader)
            for cells in reader:
                if passed and reader.line_num % TELL_ROWS == 0:
                    passed(_read_of(file) / whole)
                if not (cells and _says(cells, self.where) and _says(cells, where)):
                    continue
                at = self._moment(cells, reader.line_num)
                if at <= before:
                    raise _at_line("not_in_order", self.file, reader.line_num)
                before = at
                if span[0] <= at < span[1]:
                    yield at, self._values(columns, cells, reader.line_num)

    def _moment(self, cells: Sequence[str], line: int) -> int:
        try:
            return self.moment_of(cells)
        except (ValueError, IndexError, OverflowError):
            raise _at_line("no_time_in_row", self.file, line) from None

    def _values(
        self, columns: Sequence[Column], cells: Sequence[str], line: int
    ) -> dict[SensorId, float]:
        found: dict[SensorId, float] = {}
        for column in columns:
            written = cells[column.index].strip() if column.index < len(cells) else ""
            if written.casefold() in GAPS:
                continue
            value = _number(written)
            if value is None:
                raise _at_line("no_number", self.file, line, found=written[:40], key=column.name)
            found[column.sensor.id] = column.value(value)
        return found


def open_recording(file: Path, site: Site, recipe: Recipe) -> Recording:
    """Return `file`, ready to be read; raise `SettingsError` for what cannot be as `recipe` says.

    It names the file, the column, and the nearest where a column or sensor is not there.
    """
    mappings = [read_mapping(text) for text in recipe.maps]
    zone = time_zone(recipe.zone)
    with _opened(file) as opened:
        header = [name.strip() for name in next(csv.reader(opened), [])]
    where = row_filter(recipe.where, header, str(file)) if recipe.where else None
    recording = Recording(
        file=file,
        columns=match_columns(mappings, header, site, str(file)),
        zone=recipe.zone,
        period_s=0.0,
        moment_of=time_columns(header, zone, str(file)),
        where=where,
    )
    return replace(recording, period_s=_period_s(recording))


def _says(cells: Sequence[str], where: tuple[int, str] | None) -> bool:
    return where is None or (where[0] < len(cells) and cells[where[0]].strip() == where[1])


def _at(row: Row) -> int:
    return row[0]


def _period_s(recording: Recording) -> float:
    moments = [at for at, _ in islice(recording.rows(), ROWS_LOOKED_AT)]
    apart = Counter(after - before for before, after in pairwise(moments))
    if not apart:
        raise SettingsError("too_few_rows", file=str(recording.file), key="", nearest=None)
    return apart.most_common(1)[0][0] / 1000


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Open a file for reading; whatever is wrong with it comes as a `SettingsError`."""
    try:
        with _unpacked(path) as file:
            yield file
    except UnicodeDecodeError:
        raise SettingsError("table_not_utf8", file=str(path), key="", nearest=None) from None
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SettingsError("unreadable", file=str(path), key="", nearest=None, found=why) from None


def _read_of(file: TextIO) -> int:
    """Return how many bytes of the file itself were read, packed as it may be."""
    read: int = getattr(file.buffer, "fileobj", file.buffer).tell()
    return read


def _unpacked(path: Path) -> TextIO:
    if path.name.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _number(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _at_line(
    code: str, file: Path, line: int, *, found: str | None = None, key: str = ""
) -> SettingsError:
    return SettingsError(code, file=str(file), key=key, nearest=None, line=line, found=found)
