"""Readings rolled up by minute and by hour, and which hours wait for that."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = """(
        sensor INTEGER NOT NULL, at INTEGER NOT NULL, count INTEGER NOT NULL, total REAL,
        min REAL, max REAL, last REAL, doubtful INTEGER NOT NULL, PRIMARY KEY (sensor, at)
    ) WITHOUT ROWID"""

STATEMENTS = (
    f"CREATE TABLE readings_minutes {_COLUMNS}",
    f"CREATE TABLE readings_hours {_COLUMNS}",
    """CREATE TABLE rollups_due (
        sensor INTEGER NOT NULL, hour INTEGER NOT NULL, since INTEGER NOT NULL,
        until INTEGER NOT NULL, PRIMARY KEY (sensor, hour)
    ) WITHOUT ROWID""",
    # What settled before there were rollups is rolled up bit by bit once the hub runs.
    """INSERT INTO rollups_due
        SELECT sensor, at - ((at % 3600000) + 3600000) % 3600000 AS hour, min(at), max(at)
        FROM readings_settled GROUP BY sensor, hour""",
)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
