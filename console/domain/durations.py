"""Durations as people write them in files: `10s`, `5m`, `1h`, `2d`."""

from __future__ import annotations

import re

_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_WRITTEN = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([smhd])", re.ASCII)


def seconds(written: str) -> float | None:
    """Return how many seconds `written` says, or nothing where it is no duration."""
    match = _WRITTEN.fullmatch(written)
    return float(match[1]) * _SECONDS[match[2]] if match else None
