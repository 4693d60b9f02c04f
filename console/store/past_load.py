"""What called the operator in the past, read back by kind and moment, in the order it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from console.contract.calls import TURNS
from console.contract.facts import Fact
from console.domain.load import CALLS, DAY_MINUTES, MINUTE_MS
from console.store.readers import Readers
from console.store.schema import facts
from console.store.states import facts_in

PAGE = 2_000  # facts read at a time: a reader is not held for long


class PastLoad:
    """Reads facts of certain kinds; each method is for any thread but the loop's."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def last_day(self) -> list[Fact]:
        """Return the day up to the newest call: calls, and what made or ended symptoms."""
        newest = select(facts.c.at).where(_of(CALLS)).order_by(facts.c.at.desc()).limit(1)
        with self._readers.use() as connection:
            at = connection.execute(newest).scalar_one_or_none()
            if at is None:
                return []
            since = (at // MINUTE_MS - DAY_MINUTES + 1) * MINUTE_MS
            first = select(func.min(facts.c.n)).where(facts.c.at >= since, _of(CALLS))
            n = connection.execute(first).scalar_one()
            wanted = _of((*CALLS, *TURNS))
            query = select(facts.c.body).where(facts.c.n >= n, wanted).order_by(facts.c.n)
            return facts_in(connection, query)

    def numbers(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last number of the facts in [start, end) (ms); where there are
        none, the number after all before `start`, and the one before that."""
        within = select(func.min(facts.c.n), func.max(facts.c.n))
        within = within.where(facts.c.at >= start, facts.c.at < end)
        earlier = select(func.max(facts.c.n)).where(facts.c.at < start)
        with self._readers.use() as connection:
            first, last = connection.execute(within).one()
            if first is None:
                last = connection.execute(earlier).scalar_one() or 0
                first = last + 1
        return first, last

    def of(self, first: int, last: int, kinds: Iterable[type]) -> Iterator[Fact]:
        """Yield the facts of these kinds with numbers from `first` to `last`, a page at a time."""
        after, wanted = first - 1, _of(kinds)
        while True:
            query = select(facts.c.body).where(facts.c.n > after, facts.c.n <= last, wanted)
            with self._readers.use() as connection:
                page = facts_in(connection, query.order_by(facts.c.n).limit(PAGE))
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1].n

    def last(self, before: int, kinds: Iterable[type]) -> Fact | None:
        """Return the newest fact of these kinds before number `before`, if there is one."""
        query = select(facts.c.body).where(facts.c.n < before, _of(kinds))
        with self._readers.use() as connection:
            found = facts_in(connection, query.order_by(facts.c.n.desc()).limit(1))
        return found[0] if found else None

    def last_of_each(
        self, before: int, kinds: Sequence[type], wanted: Sequence[type]
    ) -> list[Fact]:
        """Return for each alert its newest fact of these kinds before number `before`, where it
        is one of the `wanted` ones."""
        newest = select(func.max(facts.c.n).label("n")).where(
            facts.c.alert.is_not(None), facts.c.n < before, _of(kinds)
        )
        chosen = newest.group_by(facts.c.alert).subquery()
        query = select(facts.c.body).join(chosen, facts.c.n == chosen.c.n).where(_of(wanted))
        with self._readers.use() as connection:
            return facts_in(connection, query.order_by(facts.c.n))


def _of(kinds: Iterable[type]) -> ColumnElement[Any]:
    return facts.c.kind.in_([kind.__name__ for kind in kinds])
