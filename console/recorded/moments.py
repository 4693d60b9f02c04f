"""When a row of a table was measured: its time columns, in a time zone that is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from console.clock import moment
from console.errors import SettingsError

PARTS = ("year", "month", "day", "hour")
FINER = ("minute", "second")  # after the hour, where a table has them
WHOLE = ("time", "at", "datetime", "timestamp", "date_time", "utc")  # one column, ISO 8601

MomentOf = Callable[[Sequence[str]], int]


def time_zone(name: str) -> ZoneInfo:
    """Return the time zone of that name; raise `SettingsError("no_such_time_zone")`."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise SettingsError("no_such_time_zone", key=name, nearest=None) from None


def moment_in(zone: tzinfo, text: str) -> int:
    """Return the moment (ms) that an ISO 8601 date or time says; without a zone it is `zone`'s.

    Raise ValueError for what is no time.
    """
    when = datetime.fromisoformat(text.strip())
    return moment(when.replace(tzinfo=zone) if when.tzinfo is None else when)


def time_columns(header: Sequence[str], zone: tzinfo, file: str) -> MomentOf:
    """Return what tells a row's moment (ms), raising ValueError for a row that says none.

    A table has either year, month, day, hour (and perhaps minute, second) or one ISO 8601 column;
    raise `SettingsError("no_time_columns")` for one that has neither.
    """
    places = {name.strip().casefold(): index for index, name in enumerate(header)}
    if all(part in places for part in PARTS):
        parts = [places[part] for part in PARTS]
        parts += [places[part] for part in FINER if part in places]
        return lambda row: moment(_joined([int(row[index]) for index in parts], zone))
    for name in WHOLE:
        if name in places:
            index = places[name]
            return lambda row: moment_in(zone, row[index])
    expected = f"{', '.join(PARTS)} | {' | '.join(WHOLE)}"
    raise SettingsError("no_time_columns", file=file, key="", nearest=None, expected=expected)


def _joined(parts: list[int], zone: tzinfo) -> datetime:
    year, month, day, hour, *finer = parts
    minute, second = (*finer, 0, 0)[:2]
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)
