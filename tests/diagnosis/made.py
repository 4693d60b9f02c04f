"""Air with known causes, as a probe and its neighbours would tell it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta, timezone

from msgspec.structs import replace

from console.domain.diagnosis.diagnosing import diagnose
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.question import Asked, Near, Recording, Series, Span
from console.domain.diagnosis.verdicts import Diagnosis
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.surroundings import SurroundingKind
from console.domain.values import Bilingual

CHENGDU = timezone(timedelta(hours=8))
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
DAY_MIN = 180  # the method takes what there is of the day before
AT = 1_790_000_000_000 // DAY_MS * DAY_MS + 4 * HOUR_MS  # noon in Chengdu
USUAL = {"tsp": 160.0, "pm10": 60.0, "pm25": 35.0, "no2": 30.0, "co": 0.6, "o3": 60.0}
FIGURES = Figures()
SENSOR = SensorId("probe/pm10")
WOBBLE = (0.0, 1.0, -1.0, 2.0)  # a living sensor never says the same twice


def near(kind: SurroundingKind, *, open: bool = True, bearing: float = 90.0) -> Near:
    hours = {SurroundingKind.BUILDING_SITE: tuple(range(6, 22))}.get(kind, (11, 12, 17, 18, 19))
    return Near(
        kind=kind,
        name=Bilingual(zh="某处", en="Somewhere"),
        distance_m=80.0,
        bearing=bearing,
        open=open,
        share=len(hours) / 24,
        hours=hours,
    )


def asked(*around: Near, quantity: str = "pm10", limit: float | None = 120.0) -> Asked:
    return Asked(
        sensor=SensorId(f"probe/{quantity}"),
        quantity=quantity,
        at=AT,
        period_s=60,
        limit=limit,
        near=around,
    )


def air(
    added: Mapping[str, float],
    *,
    usual: Mapping[str, float] = USUAL,
    everywhere: Mapping[str, float] | None = None,
    peers: int = 5,
    weather: Mapping[str, float] | None = None,
    quantity: str = "pm10",
) -> Recording:
    """Return a day of usual air, and at its end ten minutes with something `added` here, or
    `everywhere`."""
    own = {
        q: series(level, added.get(q, 0) + (everywhere or {}).get(q, 0))
        for q, level in usual.items()
    }
    others = {
        q: tuple(
            series(level * (1 + n / 100), (everywhere or {}).get(q, 0), 10) for n in range(peers)
        )
        for q, level in usual.items()
    }
    return Recording(
        own=own,
        peers=others,
        weather={q: series(level, 0, 10) for q, level in (weather or {}).items()},
        samples=tuple(Reading(SENSOR, at, value) for at, value in own.get(quantity, ())[-360:]),
        episodes=(Span(AT - 10 * MINUTE_MS, AT),),
    )


def series(level: float, added: float, minutes: int = DAY_MIN) -> Series:
    """Return so many minutes at `level`, the last ten of them with something `added`."""
    scale = 0.01 * level
    return tuple(
        (
            AT - n * MINUTE_MS,
            level + scale * WOBBLE[n % len(WOBBLE)] + (added if n < 10 else 0.0),
        )
        for n in range(minutes - 1, -1, -1)
    )


def without(recording: Recording, *quantities: str) -> Recording:
    """Return the recording of a probe that lacks some channels."""
    return replace(
        recording,
        own={q: s for q, s in recording.own.items() if q not in quantities},
        peers={q: s for q, s in recording.peers.items() if q not in quantities},
        weather={q: s for q, s in recording.weather.items() if q not in quantities},
    )


def why(recording: Recording, *around: Near, question: Asked | None = None) -> Diagnosis:
    return diagnose(question or asked(*around), recording, FIGURES, CHENGDU)


def codes(found: Diagnosis) -> set[str]:
    return {line.code for line in found.lines}
