"""Readings on two levels, numbered facts, current states."""

from __future__ import annotations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    "CREATE TABLE sensors (key INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE readings_fresh (
        at INTEGER NOT NULL, sensor INTEGER NOT NULL, value REAL NOT NULL, mark INTEGER NOT NULL,
        PRIMARY KEY (at, sensor)
    ) WITHOUT ROWID""",
    """CREATE TABLE readings_settled (
        sensor INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, mark INTEGER NOT NULL,
        PRIMARY KEY (sensor, at)
    ) WITHOUT ROWID""",
    # What settled came first, so it wins over a fresh double.
    """CREATE VIEW readings AS
        SELECT s.name AS sensor, r.at, r.value, r.mark & 7 AS quality, r.mark >> 3 AS arrived
        FROM (
            SELECT sensor, at, value, mark FROM readings_settled
            UNION ALL
            SELECT sensor, at, value, mark FROM readings_fresh AS f
            WHERE NOT EXISTS (
                SELECT 1 FROM readings_settled AS t WHERE t.sensor = f.sensor AND t.at = f.at
            )
        ) AS r JOIN sensors AS s ON s.key = r.sensor""",
    """CREATE TABLE facts (
        n INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, alert TEXT,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX facts_of_alert ON facts (alert, n) WHERE alert IS NOT NULL",
    """CREATE TABLE alerts (
        id TEXT NOT NULL PRIMARY KEY, rule TEXT NOT NULL, target TEXT NOT NULL,
        state TEXT NOT NULL, occurrence INTEGER NOT NULL, level INTEGER NOT NULL,
        lanes TEXT NOT NULL, evidence_until INTEGER NOT NULL, value REAL,
        priority TEXT NOT NULL, "limit" REAL, told REAL, raised_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL, acknowledged_by TEXT, acknowledged_at INTEGER,
        notes INTEGER NOT NULL
    )""",
    "CREATE TABLE devices (id TEXT NOT NULL PRIMARY KEY, online INTEGER, since INTEGER)",
)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
