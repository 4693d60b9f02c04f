"""Rows of cases: the whole case as JSON, and beside it what a query may ask for."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from console.contract.codec import encode
from console.contract.facts import Fact
from console.domain.cases import Case
from console.domain.ids import CaseId
from console.store import schema
from console.store.bulk import Bulk
from console.store.states import facts_in
from console.store.work import Work

_cases = Bulk(schema.cases, head="INSERT OR REPLACE")
_decoder = msgspec.json.Decoder(Case)


def put_cases(connection: Connection, work: Work) -> None:
    """Write the cases that changed."""
    _cases.put(connection, [value for case in work.cases for value in _row(case)])


def read_cases(connection: Connection) -> list[Case]:
    """Return every case that ever was, in the order of their opening."""
    rows = connection.execute(select(schema.cases.c.body).order_by(schema.cases.c.n))
    return [_decoder.decode(row.body) for row in rows]


def read_facts_of_case(connection: Connection, case: CaseId, limit: int) -> list[Fact]:
    """Return the newest facts of `case`, oldest first."""
    query = select(schema.facts.c.body).where(schema.facts.c.case_id == case)
    return facts_in(connection, query.order_by(schema.facts.c.n.desc()).limit(limit))[::-1]


def number_of(case: CaseId) -> int:
    """Return the number in a case's id."""
    return int(case.partition("-")[2])


def _row(case: Case) -> tuple[Any, ...]:
    return (
        number_of(case.id),
        case.id,
        case.step.value,
        case.zone,
        case.outcome and case.outcome.value,
        case.opened_at,
        case.changed_at,
        encode(case).decode(),
    )
