"""What a diagnosis reads of the store: a bounded part of the past, off the loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from console.clock import moment
from console.contract.views import AlertView
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.means import worst
from console.domain.diagnosis.question import AIR, CHANNELS, Asked, Recording, Series, Span
from console.domain.diagnosis.surrounded import Around
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.rollups import Per, Rollup
from console.domain.rules import Side
from console.hub.mark_answers import stood_of
from console.store.store import Store

SAMPLES_MOST = 2_500
ALERT_FACTS = 2_000
SAMPLES_S = 6 * 3600.0
WEATHER = ("humidity", "wind-speed", "wind-direction", "rain")
ROWS_MOST = 50_000  # of one series: a month of minutes


class DiagnosisPast:
    """Reads what there is about one sensor; made on the loop, at work in a thread."""

    def __init__(self, store: Store, around: Around, figures: Figures) -> None:
        self._store = store
        self._around = around
        self._figures = figures

    def episodes(self, alerts: Iterable[AlertView], at: int, now: int) -> tuple[Span, ...]:
        """Return when any of a sensor's alerts stood in the days before `at`, earliest first."""
        since = at - round(self._figures.lookback_s * 1000)
        runs = [
            Span(moment(run.began), now if run.ended is None else moment(run.ended))
            for alert in alerts
            for run in stood_of(alert, self._store.facts_of(alert.id, ALERT_FACTS))
        ]
        found: list[Span] = []
        for run in sorted(runs, key=lambda run: run.began):
            if run.ended <= since or run.began > at:
                continue
            if found and run.began <= found[-1].ended:
                found[-1] = Span(found[-1].began, max(found[-1].ended, run.ended))
            else:
                found.append(run)
        return tuple(found)

    def worst(self, asked: Asked, episodes: Sequence[Span]) -> int:
        """Return the worst moment (ms) of the newest episode, `asked.at` where there is none."""
        if not episodes:
            return asked.at
        newest = episodes[-1]
        most_ms = round(self._figures.baseline_s * 1000)
        span = Span(max(newest.began, newest.ended - most_ms), newest.ended)
        window_ms = round(max(self._figures.window_s, asked.period_s) * 1000)
        series = self._minutes(asked.sensor, span.began - window_ms, span.ended)
        found = worst(series, window_ms, span, low=asked.side is Side.LOW)
        return asked.at if found is None else found

    def recording(self, asked: Asked, episodes: Sequence[Span]) -> Recording:
        """Return all that the method looks at."""
        figures, at = self._figures, asked.at
        window_ms = round(max(figures.window_s, asked.period_s) * 1000)
        day_ms, days_ms = round(figures.baseline_s * 1000), round(figures.lookback_s * 1000)
        windy = sum(e.began <= at for e in episodes) >= figures.wind_episodes
        wanted = [q for q in CHANNELS if q in AIR] if asked.quantity in AIR else [asked.quantity]
        own = self._around.own(wanted)
        weather_ms = {"rain": round(figures.rain_within_s * 1000)}
        if windy:
            weather_ms |= {"wind-speed": days_ms, "wind-direction": days_ms}
        return Recording(
            own={q: self._minutes(sensor, at - day_ms, at) for q, sensor in own.items()},
            peers={
                q: tuple(self._minutes(peer, at - window_ms, at) for peer in peers)
                for q, peers in self._around.peers(wanted).items()
            },
            weather={
                q: self._weather(q, sensor, at - weather_ms.get(q, window_ms), at)
                for q, sensor in self._around.weather(WEATHER).items()
            },
            past=self._hours(asked.sensor, at - days_ms, at) if windy else (),
            samples=tuple(self._samples(asked)),
            episodes=tuple(e for e in episodes if e.began <= at),
        )

    def _samples(self, asked: Asked) -> Iterable[Reading]:
        start = asked.at - round(max(SAMPLES_S, 8 * asked.period_s) * 1000)
        until = asked.at + round(2 * asked.period_s * 1000)
        return self._store.history(asked.sensor, start, until, SAMPLES_MOST)[::-1]

    def _weather(self, quantity: str, sensor: SensorId, since: int, until: int) -> Series:
        """A minute's newest direction, not the mean of it: that of north and north is not south."""
        if quantity == "wind-direction":
            return self._minutes(sensor, since, until, lambda rollup: rollup.last)
        if quantity == "rain":
            return self._minutes(sensor, since, until, lambda rollup: rollup.total)
        return self._minutes(sensor, since, until)

    def _minutes(
        self,
        sensor: SensorId,
        since: int,
        until: int,
        figure: Callable[[Rollup], float | None] = lambda rollup: rollup.mean,
    ) -> Series:
        return self._series(sensor, Per.MINUTE, (since, until), figure)

    def _hours(self, sensor: SensorId, since: int, until: int) -> Series:
        return self._series(sensor, Per.HOUR, (since, until), lambda rollup: rollup.mean)

    def _series(
        self,
        sensor: SensorId,
        per: Per,
        span: tuple[int, int],
        figure: Callable[[Rollup], float | None],
    ) -> Series:
        """Return what was measured in the span, each stretch by its end, none later than it."""
        start = span[0] - per.step_ms
        found = self._store.rollups(sensor, per, (start, span[1]), ROWS_MOST)
        ends = ((rollup.at + per.step_ms, figure(rollup)) for rollup in reversed(found))
        return tuple((min(at, span[1]), value) for at, value in ends if value is not None)
