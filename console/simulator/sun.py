"""Where the sun stands over the simulated community: close enough for lamps and panels."""

from __future__ import annotations

import math

DAY_MS = 86_400_000
TILT = math.radians(23.44)
SOLSTICE_DAY = 172  # of the year, as days since 1970 count it
YEAR_DAYS = 365.2425
FULL_LUX = 108_000.0  # sun at the zenith, no cloud
EDGE_LUX = 400.0  # sun at the horizon
TENTH_DEG = 2.8  # each so many degrees below the horizon leave a tenth of the light


def season(at: int) -> float:
    """Return where in the year `at` (ms) is: 1 at the solstice of June, -1 at that of December."""
    return math.cos(2 * math.pi * (at / DAY_MS - SOLSTICE_DAY) / YEAR_DAYS)


def height(latitude: float, longitude: float, at: int) -> float:
    """Return the sine of the sun's height at `at` (ms): negative by night."""
    declination = math.asin(math.sin(TILT) * season(at))
    turn = 2 * math.pi * ((at % DAY_MS) / DAY_MS + longitude / 360 - 0.5)
    north = math.radians(latitude)
    over = math.sin(north) * math.sin(declination)
    return over + math.cos(north) * math.cos(declination) * math.cos(turn)


def clear_light(height: float) -> float:
    """Return the illuminance (lx) under a clear sky with the sun at `height` (a sine)."""
    if height >= 0:
        return EDGE_LUX + FULL_LUX * math.pow(height, 1.1)
    return EDGE_LUX * math.pow(10, math.degrees(math.asin(height)) / TENTH_DEG)
