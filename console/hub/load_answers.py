"""What the hub answers about load, from what is committed."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import get_args

from console.clock import Clock, moment, utc
from console.contract.calls import TURNS, Symptoms, symptoms_before
from console.contract.load_views import FoldView, Gauge, LoadNow, LoadReportView, Raised, RaisedView
from console.contract.views import AlertView, Page
from console.domain.alert_facts import AlertFact, AlertRaised, AlertRose
from console.domain.alerts import State
from console.domain.episodes import LEAVES
from console.domain.facts import FloodBegan, FloodEnded, of_alert
from console.domain.folding import Fold, fold
from console.domain.ids import AlertId
from console.domain.load import CALLS, annunciates
from console.domain.load_count import Before, LoadCount, Named, Told
from console.domain.load_report import LoadReport
from console.domain.policy import Band, Policy
from console.domain.sites import Site
from console.errors import Refused
from console.hub.board import Board
from console.hub.rate_answers import RateAnswers
from console.hub.selection import Selection
from console.store.past_load import PastLoad
from console.store.store import Store

DAY_MS = 86_400_000
REPORT_DAYS_MOST = 92
FLOODS = (FloodBegan, FloodEnded)
COUNTED = (*get_args(AlertFact), *FLOODS)
BEGINS = tuple(kind for kind in CALLS if kind is not AlertRose)


class LoadAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self._site = site
        self._clock = clock
        self._board = board
        self._past = store.past_load
        self.rates = RateAnswers(clock, board, store)

    def now(self) -> LoadNow:
        """Return the load of the last ten minutes, hour and day."""
        now = self._clock.now()
        policy = self._site.policy
        return LoadNow(
            as_of=self._board.as_of,
            now=utc(now),
            ten_minutes=self._gauge(10, policy.ten_minutes, now),
            hour=self._gauge(60, policy.hour, now),
            day=self._gauge(1_440, policy.day, now),
            load=self._board.around.load(),
        )

    def folded(self, selection: Selection) -> Page[FoldView]:
        """Return the queue by zone and cause, the worst first."""
        views = self._board.abnormal()
        fitting = {view.id for view in views if selection.alert_fits(view, self._site)}
        offline = {link.id for link in self._board.devices.values() if link.online is False}
        whole = fold(views, self._site, offline)
        folds = [part for one in whole if (part := _kept(one, fitting)) is not None]
        page = selection.page(folds, lambda one: one.name, self._board.as_of)
        return Page(items=tuple(map(_view, page.items)), as_of=page.as_of, next=page.next)

    async def report(self, start: int | None, end: int | None) -> LoadReportView:
        """Return the table of [start, end) (ms), up to now and of the last day where not said.

        It is counted in a thread of its own.
        """
        start, end = self._stretch(start, end)
        count = Counting(self._site.policy, self._past, self._board)
        report = await asyncio.to_thread(count.report, start, end)
        return LoadReportView(as_of=count.as_of, start=utc(start), end=utc(end), report=report)

    async def raised(self, start: int | None, end: int | None) -> RaisedView:
        """Return what was raised in the same stretch, and how often."""
        start, end = self._stretch(start, end)
        as_of = self._board.as_of
        found = await asyncio.to_thread(_raised, self._past, (start, end), as_of)
        return RaisedView(as_of=as_of, start=utc(start), end=utc(end), raised=found)

    def _stretch(self, start: int | None, end: int | None) -> tuple[int, int]:
        now = self._clock.now()
        end = now if end is None else min(end, now)
        start = end - DAY_MS if start is None else start
        if end <= start:
            raise Refused("empty_stretch")
        if end - start > REPORT_DAYS_MOST * DAY_MS:
            raise Refused("stretch_too_long", most=REPORT_DAYS_MOST)
        return start, end

    def _gauge(self, minutes: int, band: Band, now: int) -> Gauge:
        count = self._board.around.minutes.within(minutes, now)
        return Gauge(count=count, band=band, burden=band.burden(count))


class Counting:
    """Counts the facts of a stretch; made on the loop, at work in a thread."""

    def __init__(self, policy: Policy, past: PastLoad, board: Board) -> None:
        self.as_of = board.as_of
        self._policy = policy
        self._past = past
        views = board.alerts.values()
        self._known = {v.id: Named(v.rule, v.target, v.priority) for v in views}
        self._symptoms = {v.id for v in views if v.symptom_of is not None}

    def report(self, start: int, end: int) -> LoadReport:
        """Return the table of [start, end) (ms)."""
        first, last = self._past.numbers(start, end)
        last = min(last, self.as_of)
        turns = tuple(self._past.of(first, self.as_of, TURNS))
        symptoms = symptoms_before(turns, self._symptoms)
        before = self._before(first, symptoms)
        count = LoadCount((start, end), self._policy, known=self._known, before=before)
        for fact in self._past.of(first, last, COUNTED):
            called = symptoms.calls(fact)
            at = moment(fact.at)
            if start <= at < end and (of_alert(fact.what) or isinstance(fact.what, FLOODS)):
                by = fact.who.person if fact.who is not None else None
                count.take(Told(at, fact.what, by, called))
        return count.report()

    def _before(self, first: int, symptoms: Symptoms) -> Before:
        standing = {}
        for fact in self._past.last_of_each(first, (*BEGINS, *LEAVES), BEGINS):
            what = fact.what
            if of_alert(what) and annunciates(what) and what.alert not in symptoms.alerts:
                standing[what.alert] = moment(fact.at)
        flood = self._past.last(first, FLOODS)
        return Before(standing, flood is not None and isinstance(flood.what, FloodBegan))


def _raised(past: PastLoad, span: tuple[int, int], as_of: int) -> tuple[Raised, ...]:
    first, last = past.numbers(*span)
    counts = Counter(
        (fact.what.rule, fact.what.target, fact.what.priority)
        for fact in past.of(first, min(last, as_of), (AlertRaised,))
        if isinstance(fact.what, AlertRaised) and span[0] <= moment(fact.at) < span[1]
    )
    return tuple(
        Raised(rule=rule, target=target, priority=priority, count=count)
        for (rule, target, priority), count in counts.most_common()
    )


def _kept(one: Fold[AlertView], fitting: set[AlertId]) -> Fold[AlertView] | None:
    """Return what of a fold is wanted; nothing where none of it is."""
    alerts = tuple(view for view in one.alerts if view.id in fitting)
    symptoms = tuple(view for view in one.symptoms if view.id in fitting)
    if not (alerts or symptoms):
        return None
    return Fold(zone=one.zone, cause=one.cause, alerts=alerts, symptoms=symptoms)


def _view(one: Fold[AlertView]) -> FoldView:
    return FoldView(
        zone=one.zone,
        cause=one.cause,
        first=one.first,
        worst=one.worst,
        count=one.count,
        unacknowledged=sum(view.state is State.UNACKNOWLEDGED for view in one.alerts),
        folded=tuple(view.id for view in one.alerts[1:]),
        symptoms=tuple(view.id for view in one.symptoms if view is not one.first),
    )
