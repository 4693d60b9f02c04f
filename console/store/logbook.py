"""What people wrote into the operators' log, found among the facts."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, Select, func, literal_column, select

from console.contract.facts import Fact
from console.domain.facts import LogWritten
from console.store.schema import facts
from console.store.states import facts_in

# Said literally: so the index of log lines is known to fit.
_WRITTEN = facts.c.kind == literal_column(f"'{LogWritten.__name__}'")
# Signed, so that the index of all facts by time is not taken instead: log lines are few.
_at: ColumnElement[int] = literal_column("+facts.at", Integer)


class LogQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines: written in [start, end) (ms), about something, before fact `before`."""

    start: int
    end: int
    about: str | None = None
    before: int | None = None


def read_log(connection: Connection, wanted: LogQuery, limit: int) -> list[Fact]:
    """Return up to `limit` lines that fit, newest first."""
    return facts_in(connection, lines(wanted, limit))


def lines(wanted: LogQuery, limit: int) -> Select[Any]:
    """Return the query for up to `limit` lines that fit, newest first."""
    query = select(facts.c.body).where(_WRITTEN, _at >= wanted.start, _at < wanted.end)
    if wanted.before is not None:
        query = query.where(facts.c.n < wanted.before)
    if wanted.about is not None:
        query = query.where(func.json_extract(facts.c.body, "$.what.about") == wanted.about)
    return query.order_by(facts.c.n.desc()).limit(limit)
