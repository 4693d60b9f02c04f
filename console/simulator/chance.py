"""Chance that belongs to moments: the same seed and moment give the same, in whatever order."""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random

KNOTS_KEPT = 16_384


def wander(key: str, at: int, span_ms: int) -> float:
    """Return what wanders around 0 (mostly within ±2), with a new aim every `span_ms`.

    `key` tells one wanderer from the next; the seed is a part of it.
    """
    number, passed = divmod(at, span_ms)
    share = (1 - math.cos(math.pi * passed / span_ms)) / 2
    return _knot(key, number) * (1 - share) + _knot(key, number + 1) * share


@lru_cache(KNOTS_KEPT)
def _knot(key: str, number: int) -> float:
    return Random(f"{key}/{number}").gauss(0, 1)
