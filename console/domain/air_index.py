"""The air quality index of HJ 633: sub-indices, the index, its primary pollutant and grade."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import pairwise

import msgspec

from console.domain.values import Bilingual

EDITIONS = ("2012", "2026")  # HJ 633-2012, for data before March 2026, and HJ 633-2026
POLLUTANTS = ("so2", "no2", "co", "o3", "pm10", "pm25")  # those an index is made of
INDEX_MAX = 500
TENTHS = 10  # of a unit: the finest a concentration is rounded to
DIGITS = 12  # of a float's decimal text: beyond them lies the noise of adding up a mean

_HALF_EVEN = Context(prec=400, rounding=ROUND_HALF_EVEN)  # any float has room

_STEPS = (0, 50, 100, 150, 200, 300, 400, 500)  # the IAQI column

# Table 1 of HJ 633-2026, a column each; CO in mg/m³, the others in µg/m³.
_DAILY = {
    "so2": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "no2": (0, 40, 80, 180, 280, 565, 750, 940),
    "co": (0, 2, 4, 14, 24, 36, 48, 60),
    "o3_8h": (0, 100, 160, 215, 265, 800),
    "pm10": (0, 50, 120, 250, 350, 420, 500, 600),
    "pm25": (0, 35, 60, 115, 150, 250, 350, 500),
}
_HOURLY = {
    "so2": (0, 150, 500, 650, 800),
    "no2": (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    "co": (0, 5, 10, 35, 60, 90, 120, 150),
    "o3": (0, 160, 200, 300, 400, 800, 1000, 1200),
}
# Where HJ 633-2012 differs: PM2.5 and PM10 at an IAQI of 100.
_DAILY_2012 = {
    "pm10": (0, 50, 150, 250, 350, 420, 500, 600),
    "pm25": (0, 35, 75, 115, 150, 250, 350, 500),
}


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """An index as clause 5 publishes it.

    `value` is None ("NA") where pollutants are `missing` and the others stay within 100. `primary`
    are the pollutants with the highest sub-index above 50, all that share it.
    """

    value: int | None
    primary: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A level of the index, 1 (best) to 6, its standard name and colour (red, green, blue)."""

    level: int
    up_to: int
    name: Bilingual
    rgb: tuple[int, int, int]


GRADES = (
    Grade(level=1, up_to=50, name=Bilingual(zh="优", en="excellent"), rgb=(0, 228, 0)),
    Grade(level=2, up_to=100, name=Bilingual(zh="良", en="good"), rgb=(255, 255, 0)),
    Grade(
        level=3, up_to=150, name=Bilingual(zh="轻度污染", en="lightly polluted"), rgb=(255, 126, 0)
    ),
    Grade(
        level=4, up_to=200, name=Bilingual(zh="中度污染", en="moderately polluted"), rgb=(255, 0, 0)
    ),
    Grade(
        level=5, up_to=300, name=Bilingual(zh="重度污染", en="heavily polluted"), rgb=(153, 0, 76)
    ),
    Grade(
        level=6, up_to=500, name=Bilingual(zh="严重污染", en="severely polluted"), rgb=(126, 0, 35)
    ),
)


def iaqi(pollutant: str, concentration: float, *, edition: str, hourly: bool = True) -> int | None:
    """Return the sub-index of a concentration (CO in mg/m³, the others in µg/m³).

    `pollutant` is one of POLLUTANTS, or "o3_8h" for the 8 h mean of ozone. By the hour PM2.5 and
    PM10 are read in their 24 h columns (clause 4.2.4); by the day ozone is its highest 8 h mean.
    Beyond the table's last row it is 500. Nothing is known of another pollutant, of what is no
    concentration, and in 2012 of what its notes do not compute (SO2 1 h and O3 8 h above 800).
    """
    column = _column(pollutant, edition, hourly=hourly)
    if column is None or not math.isfinite(concentration):
        return None
    found = rounded(pollutant, concentration)
    if found < 0:
        return None
    if found <= column[-1]:
        return _between(column, int(found * TENTHS))
    whole = len(column) == len(_STEPS)
    return _STEPS[len(column) - 1] if whole or edition != "2012" else None


def aqi(iaqis: Mapping[str, int | None]) -> Index:
    """Return the index of sub-indices by pollutant; ozone may come as "o3", "o3_8h" or both.

    With a pollutant missing it is published only above 100 (clause 5.3.1).
    """
    known = {
        name: found for name in (*POLLUTANTS, "o3_8h") if (found := iaqis.get(name)) is not None
    }
    missing = tuple(
        name for name in POLLUTANTS if name not in known and not (name == "o3" and "o3_8h" in known)
    )
    highest = max(known.values(), default=0)
    if missing and highest <= 100:
        return Index(value=None, missing=missing)
    primary = tuple(name for name, found in known.items() if found == highest > 50)
    return Index(value=max(highest, 1), primary=primary, missing=missing)  # it runs from 1


def grade(index: int) -> Grade:
    """Return the grade of an index."""
    return next((grade for grade in GRADES if index <= grade.up_to), GRADES[-1])


def rounded(pollutant: str, concentration: float) -> Decimal:
    """Return a concentration as the table is read with: half to even (GB/T 8170), to whole µg/m³
    or tenths of mg/m³ for CO."""
    place = Decimal("0.1") if pollutant == "co" else Decimal(1)
    written = Decimal(format(concentration, f".{DIGITS}g"))
    return written.quantize(place, context=_HALF_EVEN)


def _column(pollutant: str, edition: str, *, hourly: bool) -> tuple[int, ...] | None:
    if edition not in EDITIONS:
        raise ValueError(edition)
    daily = _DAILY | _DAILY_2012 if edition == "2012" else _DAILY
    if hourly and pollutant in _HOURLY:
        return _HOURLY[pollutant]
    return daily.get("o3_8h" if pollutant == "o3" else pollutant)


def _between(column: tuple[int, ...], tenths: int) -> int:
    """Return the sub-index on the line between the two rows around `tenths`, rounded up."""
    rows = pairwise(zip(column, _STEPS, strict=False))
    for (low, step), (high, next_step) in rows:
        if tenths <= high * TENTHS:
            rise = (next_step - step) * (tenths - low * TENTHS)
            return step - rise // ((low - high) * TENTHS)  # whole numbers only, and upwards
    raise ValueError(tenths)
