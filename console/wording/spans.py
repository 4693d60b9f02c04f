"""Durations as people write them down."""

from __future__ import annotations

from console.wording.catalog import translator
from console.wording.values import figure

_ = translator("words")


def span(seconds: float) -> str:
    """Return a duration in its largest whole unit: 30 s, 10 min, 2 h, 7 d."""
    for size, text in ((86_400, _("{count} d")), (3_600, _("{count} h")), (60, _("{count} min"))):
        if seconds and seconds % size == 0:
            return text.format(count=figure(seconds / size))
    return _("{count} s").format(count=figure(seconds))
