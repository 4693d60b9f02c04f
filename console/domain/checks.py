"""What a sensor's readings must pass to be believed, besides its range (tests after QARTOD)."""

from __future__ import annotations

import msgspec


class Checks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Figures of one sensor's tests; `None` where a test says nothing of this quantity.

    The same value for `flat_s` fails, for half as long it is suspect. A value further than `spike`
    from the last sound one, or changed by more than `rate` a minute since, is suspect until the
    next one confirms it (both in the sensor's unit). A device's clock may be `skew_s` wrong.
    """

    flat_s: float | None = None
    spike: float | None = None
    rate: float | None = None
    skew_s: float | None = None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two quantities of a device, of which `low` cannot be more than `ratio` times `high`."""

    low: str
    high: str
    ratio: float = 1.1
