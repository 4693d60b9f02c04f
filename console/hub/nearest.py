"""What someone may have meant who named something that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, if one is like it at all."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), None)
