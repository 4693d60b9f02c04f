"""Brings a recording down to the figures that the method looks at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from statistics import median

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.means import bearing_of, mean, percentile, within
from console.domain.diagnosis.question import (
    Asked,
    Level,
    Question,
    Recording,
    Series,
    Span,
    WindHour,
)

HOUR_MS = 3_600_000
DAY_HOURS = 24


def question_of(
    asked: Asked, recording: Recording, figures: Figures, zone: tzinfo | None
) -> Question:
    """Return what was asked with all figures of the method; `zone` is the site's time."""
    window_s = max(figures.window_s, asked.period_s)
    after = asked.at - round(window_s * 1000)
    episodes = tuple(e for e in recording.episodes if e.began <= asked.at)
    return Question(
        asked=asked,
        window_s=window_s,
        limit=figures.reference(asked.quantity) if asked.limit is None else asked.limit,
        levels={
            quantity: _level(recording, quantity, (after, asked.at), figures)
            for quantity in (
                *recording.own,
                *(q for q in recording.peers if q not in recording.own),
            )
        },
        standing=any(e.began <= asked.at and e.ended > after for e in episodes),
        humidity=mean(within(recording.weather.get("humidity", ()), after, asked.at)),
        wind_speed=mean(within(recording.weather.get("wind-speed", ()), after, asked.at)),
        rain=_rain(recording, asked.at, figures),
        hours=tuple(hour for episode in episodes for hour in sorted(touched(episode, zone))),
        episodes=episodes,
        winds=_winds(recording, asked.at),
    )


def touched(episode: Span, zone: tzinfo | None) -> set[int]:
    """Return the hours of the local day that an episode touched."""
    at, last = _moment(episode.began), _moment(max(episode.began, episode.ended - 1))
    hours = {last.astimezone(zone).hour}
    while at < last and len(hours) < DAY_HOURS:
        hours.add(at.astimezone(zone).hour)
        at += timedelta(hours=1)
    return hours


def minute_of(at: int, zone: tzinfo | None) -> float:
    """Return the minute of the local day at a moment (ms)."""
    local = _moment(at).astimezone(zone)
    return local.hour * 60 + local.minute + local.second / 60


def episodes_of(series: Series, limit: float, period_ms: int) -> tuple[Span, ...]:
    """Return the stretches in which a series is at or above `limit`, where no alert tells."""
    found: list[Span] = []
    for at, value in series:
        if value < limit:
            continue
        began = at - period_ms
        if found and began <= found[-1].ended:
            found[-1] = Span(found[-1].began, at)
        else:
            found.append(Span(began, at))
    return tuple(found)


def _level(recording: Recording, quantity: str, window: tuple[int, int], figures: Figures) -> Level:
    own = recording.own.get(quantity, ())
    peers = (mean(within(peer, *window)) for peer in recording.peers.get(quantity, ()))
    before = within(own, window[1] - round(figures.baseline_s * 1000), window[0])
    return Level(
        value=mean(within(own, *window)),
        peers=tuple(peer for peer in peers if peer is not None),
        low=percentile(before, figures.own_percentile),
        median=median(before) if before else None,
    )


def _rain(recording: Recording, at: int, figures: Figures) -> float | None:
    fell = within(recording.weather.get("rain", ()), at - round(figures.rain_within_s * 1000), at)
    return sum(fell) if fell else None


def _winds(recording: Recording, until: int) -> tuple[WindHour, ...] | None:
    speeds = recording.weather.get("wind-speed")
    directions = recording.weather.get("wind-direction")
    if not speeds or not directions:
        return None
    found = []
    for at, value in recording.past:
        # `at` is the end of its hour
        speed = mean(within(speeds, at - HOUR_MS, at))
        direction = bearing_of(within(directions, at - HOUR_MS, at))
        if at <= until and speed is not None and direction is not None:
            found.append(WindHour(value, speed, direction))
    return tuple(found)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
