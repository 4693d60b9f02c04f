"""Times and conditions as people write them on a command line."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import typer

from console.contract.hub import Hub
from console.contract.views import Health
from console.domain.durations import seconds
from console.wording.commands import say

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_CONDITION = re.compile(r"\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*", re.ASCII | re.I)
AGO_MOST_S = 10_000 * 86_400.0
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def condition(text: str) -> Callable[[float], bool]:
    """Return the test of a value that `text` ("> 250") says."""
    if (match := _CONDITION.fullmatch(text)) is None:
        raise typer.BadParameter(say("bad.condition", text=text))
    compare, limit = _COMPARISONS[match[1]], float(match[2])
    return lambda value: compare(value, limit)


class When:
    """A time, or so long ago; what is neither is a mistake at once."""

    def __init__(self, text: str | None) -> None:
        self._ago = seconds(text) if text is not None else None
        self._at = exact_time(text) if self._ago is None else None

    def seen_from(self, client: Hub) -> datetime | None:
        """Return the time; "2h" is two hours before the hub's data time."""
        if self._ago is None:
            return self._at
        now = client.ask("health", Health).data_time
        # Longer ago than there are dates is from the first one on.
        return max(EARLIEST, now - timedelta(seconds=min(self._ago, AGO_MOST_S)))


def exact_time(text: str | None) -> datetime | None:
    """Return an RFC 3339 time; one without a zone is the machine's own."""
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone() if when.tzinfo is None else when
    except (ValueError, OverflowError):  # the latter: a year that no time zone reaches
        raise typer.BadParameter(say("bad.time", text=text)) from None
