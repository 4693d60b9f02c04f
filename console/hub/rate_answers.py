"""What the hub answers about published rates, from what is committed."""

from __future__ import annotations

import asyncio

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.clock import Clock, moment, utc
from console.contract.case_moments import GATHERED, CaseMoments
from console.contract.projection import case_view
from console.contract.rates import By, RatesView, Stretch, grouped
from console.errors import Refused
from console.hub.asking import Http
from console.hub.board import Board
from console.hub.selection import moment_of
from console.store.past_load import PastLoad
from console.store.store import Store

DAY_MS = 86_400_000
RATES_DAYS = 30  # where nobody says since when
RATES_DAYS_MOST = 366
BEFORE_MS = 7 * DAY_MS  # an alert may have been raised so long before its case was opened
ASKED = ("from", "to", "by")


class RateAnswers:
    """One method per view."""

    def __init__(self, clock: Clock, board: Board, store: Store) -> None:
        self._clock = clock
        self._board = board
        self._past = store.past_load

    async def rates(self, start: int | None, end: int | None, by: By | None) -> RatesView:
        """Return the rates of [start, end) (ms), up to now and of the last month where not said.

        They are counted in a thread of its own.
        """
        now = self._clock.now()
        end = now if end is None else min(end, now)
        start = end - RATES_DAYS * DAY_MS if start is None else start
        if end <= start:
            raise Refused("empty_stretch")
        if end - start > RATES_DAYS_MOST * DAY_MS:
            raise Refused("stretch_too_long", most=RATES_DAYS_MOST)
        counting = Counting(self._board, Stretch(utc(start), utc(end)), by)
        return await asyncio.to_thread(counting.view, self._past)


class Counting:
    """Counts cases of a stretch; made on the loop, at work in a thread."""

    def __init__(self, board: Board, stretch: Stretch, by: By | None) -> None:
        self._as_of = board.as_of
        self._stretch = stretch
        self._by = by
        self._cases = [
            case
            for case in board.cases.values()
            if _within(stretch, case.filed_at) or _within(stretch, case.closed_at)
        ]

    def view(self, past: PastLoad) -> RatesView:
        """Return the rates, all and by group."""
        stretch = self._stretch
        everything, parts = grouped(
            map(case_view, self._cases), stretch, self._moments(past), self._by
        )
        return RatesView(
            as_of=self._as_of,
            start=stretch.start,
            end=stretch.end,
            all=everything,
            by=self._by,
            groups=parts,
        )

    def _moments(self, past: PastLoad) -> CaseMoments:
        moments = CaseMoments()
        if self._cases:
            since = min(case.opened_at for case in self._cases) - BEFORE_MS
            first, _ = past.numbers(since, moment(self._stretch.end))
            for fact in past.of(first, self._as_of, GATHERED):
                moments.take(fact)
        return moments


def rate_questions(answers: RateAnswers) -> list[HTTPRouteHandler]:
    """Return what can be asked about rates."""

    @get("/v1/reports/rates")
    async def rates(request: Http) -> RatesView:
        query = request.query_params
        for name in query:
            if name not in ASKED:
                raise Refused("unknown_filter", filter=name, known=", ".join(ASKED))
        start, end = (moment_of(query[n], 0) if n in query else None for n in ASKED[:2])
        return await answers.rates(start, end, _by(query.get("by")))

    return [rates]


def _by(word: str | None) -> By | None:
    if word is None:
        return None
    known = [by.value for by in By]
    if word not in known:
        raise Refused("unknown_filter", filter=f"by={word}", known=", ".join(known))
    return By(word)


def _within(stretch: Stretch, at: int | None) -> bool:
    return at is not None and stretch.has(utc(at))
