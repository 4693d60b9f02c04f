"""The tables as queries see them; the migrations make them, and a test holds the two together."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text, literal_column

metadata = MetaData()

sensors = Table(
    "sensors",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

# Readings arrive interleaved over sensors and are read per sensor. Writing them where they are
# read costs a page per row, so they are first kept in the order of arrival and moved in bulk.
# `mark` is the quality, plus 8 for a reading that was stamped on arrival.
fresh = Table(
    "readings_fresh",
    metadata,
    Column("at", Integer, primary_key=True),
    Column("sensor", Integer, primary_key=True),
    Column("value", Float, nullable=False),
    Column("mark", Integer, nullable=False),
    sqlite_with_rowid=False,
)

settled = Table(
    "readings_settled",
    metadata,
    Column("sensor", Integer, primary_key=True),
    Column("at", Integer, primary_key=True),
    Column("value", Float, nullable=False),
    Column("mark", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def _rollups(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("sensor", Integer, primary_key=True),
        Column("at", Integer, primary_key=True),
        Column("count", Integer, nullable=False),
        Column("total", Float),
        Column("min", Float),
        Column("max", Float),
        Column("last", Float),
        Column("doubtful", Integer, nullable=False),
        sqlite_with_rowid=False,
    )


minutes = _rollups("readings_minutes")
hours = _rollups("readings_hours")

# Hours with settled readings that are not rolled up yet, and from when to when those are.
due = Table(
    "rollups_due",
    metadata,
    Column("sensor", Integer, primary_key=True),
    Column("hour", Integer, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    sqlite_with_rowid=False,
)

facts = Table(
    "facts",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("alert", Text),
    Column("body", Text, nullable=False),
    Column("case_id", Text),
)
Index("facts_of_alert", facts.c.alert, facts.c.n, sqlite_where=facts.c.alert.is_not(None))
Index("facts_at", facts.c.at)
Index("facts_of_log", facts.c.n, sqlite_where=facts.c.kind == literal_column("'LogWritten'"))
Index("facts_of_case", facts.c.case_id, facts.c.n, sqlite_where=facts.c.case_id.is_not(None))

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("rule", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("occurrence", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("lanes", Text, nullable=False),
    Column("evidence_until", Integer, nullable=False),
    Column("value", Float),
    Column("priority", Text, nullable=False),
    Column("limit", Float),
    Column("told", Float),
    Column("raised_at", Integer, nullable=False),
    Column("changed_at", Integer, nullable=False),
    Column("acknowledged_by", Text),
    Column("acknowledged_at", Integer),
    Column("notes", Integer, nullable=False),
    Column("order", Integer, nullable=False, server_default="0"),
    Column("shelf", Text),
    Column("suppressed_by", Text, nullable=False, server_default="[]"),
    Column("out_of_service", Text, nullable=False, server_default="[]"),
    Column("symptom_of", Text),
    Column("episodes", Text, nullable=False, server_default="[]"),
)

# The case itself is in `body`; `n` is the number in its id.
cases = Table(
    "cases",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("step", Text, nullable=False),
    Column("zone", Text),
    Column("outcome", Text),
    Column("opened_at", Integer, nullable=False),
    Column("changed_at", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

devices = Table(
    "devices",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("online", Integer),
    Column("since", Integer),
)

# Small nouns, each whole in its body: what is out of service, doubts, duties, handovers.
kept = Table(
    "kept",
    metadata,
    Column("noun", Text, primary_key=True, nullable=False),
    Column("id", Text, primary_key=True, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

receipts = Table(
    "receipts",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
Index("receipt_of_key", receipts.c.key, receipts.c.seat, unique=True)
