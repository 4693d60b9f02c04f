"""Compares days of what comes and goes, each once it is over: reads the store, moves the case.

When the next day is over is in the case, so a restart loses none; days that passed meanwhile are
looked at one after the other, and those of which too little is known do not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.domain.cases import Case, Watched
from console.domain.comparing import next_comparison, next_day
from console.domain.comparison import (
    DAY_MS,
    GRACE_MS,
    Day,
    Measured,
    Span,
    baseline,
    day_of,
    hours_of,
    starts_before,
)
from console.domain.ids import AlertId, CaseId, SensorId
from console.domain.proof_moves import Baseline, DayOver
from console.domain.rules import RecurringRule, Side
from console.domain.sites import Sensor, Site
from console.hub.agenda import COMPARISONS, Agenda
from console.hub.alert_book import AlertBook
from console.hub.casebook import Casebook
from console.hub.points import limit_of, peers_of

LOOK_BACK_DAYS = 14  # before a case: of these the newest that count are what is compared with


class Past(Protocol):
    """What is kept of readings and alerts."""

    def hours(self, sensor: Sensor, since: int, until: int) -> Mapping[int, float]:
        """Return the mean of every hour in [since, until) (ms) that is known well enough."""

    def stood(self, alert: AlertId) -> Sequence[Span]:
        """Return when an alert stood, oldest first."""


class Comparing:
    """Every comparison of every case; without a `past` nothing is known, and nothing proved."""

    def __init__(self, site: Site, alerts: AlertBook, cases: Casebook, agenda: Agenda) -> None:
        self.past: Past | None = None
        self._site = site
        self._sensors = site.sensors()
        self._zone = ZoneInfo(site.time_zone)
        self._alerts = alerts
        self._cases = cases
        self._agenda = agenda
        self._armed: dict[CaseId, int] = {}
        cases.follow(self._changed)
        agenda.keep(COMPARISONS, self._fall_due)

    def begin(self) -> None:
        """Take up where the store left off."""
        for case in self._cases.open_cases():
            self._arm(case)

    def _changed(self, _before: Case | None, after: Case, _now: int) -> None:
        self._arm(after)

    def _arm(self, case: Case) -> None:
        wanted = next_comparison(case)
        if wanted is None:
            self._armed.pop(case.id, None)
        elif self._armed.get(case.id) != wanted:
            self._armed[case.id] = wanted
            self._agenda.add(wanted, COMPARISONS, case.id)

    def _fall_due(self, wanted: CaseId, due: int) -> None:
        if self._armed.get(wanted) != due:
            return
        del self._armed[wanted]
        for watched in self._cases.case(wanted).watched:
            start = next_day(self._cases.case(wanted), watched)
            if start is not None and start + DAY_MS + GRACE_MS <= due:
                self._compare(wanted, watched, start, due)
        self._arm(self._cases.case(wanted))

    def _compare(self, wanted: CaseId, watched: Watched, start: int, now: int) -> None:
        point, terms = watched.point, self._site.comparison
        hours = watched.hours
        if not hours:
            hours, before = self._before(self._cases.case(wanted), watched)
            self._cases.act(wanted, Baseline(point.rule, point.target, hours, before), now)
        day = self._day(start, hours, self._measured(watched, start, start + DAY_MS))
        terms = replace(terms, days=point.days)
        self._cases.act(wanted, DayOver(point.rule, point.target, day, terms), now)

    def _before(self, case: Case, watched: Watched) -> tuple[tuple[int, ...], tuple[Day, ...]]:
        """Return in which hours of day it used to happen, and the days before that count."""
        starts = starts_before(case.opened_at, LOOK_BACK_DAYS)
        measured = self._measured(watched, starts[-1], case.opened_at)
        since = case.opened_at - self._within_ms(watched)
        spans = [s for s in measured.spans if since < s.began <= case.opened_at]
        hours = hours_of(spans, self._hour_of_day, case.opened_at)
        days = [self._day(start, hours, measured) for start in starts]
        return hours, baseline(days, watched.point.days)

    def _day(self, start: int, hours: tuple[int, ...], measured: Measured) -> Day:
        share = self._site.comparison.share
        return day_of(start, hours, measured, hour_of_day=self._hour_of_day, share=share)

    def _measured(self, watched: Watched, since: int, until: int) -> Measured:
        rule = limit_of(self._site, watched.point.rule)
        sensor = self._sensors.get(SensorId(watched.point.target))
        if self.past is None or rule is None or sensor is None:
            return Measured(own={})
        alert = self._alerts.by_key.get((rule.id, watched.point.target))
        peers = [self._sensors[peer] for peer in peers_of(self._site, sensor)]
        return Measured(
            own=self.past.hours(sensor, since, until),
            peers=[self.past.hours(peer, since, until) for peer in peers],
            spans=() if alert is None else self.past.stood(alert.id),
            sign=-1 if rule.side is Side.LOW else 1,
        )

    def _within_ms(self, watched: Watched) -> int:
        rule = self._site.rules.get(watched.point.rule)
        if isinstance(rule, RecurringRule):
            return round(rule.within_s * 1000)
        return LOOK_BACK_DAYS * DAY_MS

    def _hour_of_day(self, at: int) -> int:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone).hour
