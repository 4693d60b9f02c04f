"""Cases, and which case a fact is about."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE cases (
        n INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, step TEXT NOT NULL, zone TEXT,
        outcome TEXT, opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, body TEXT NOT NULL
    )""",
    "ALTER TABLE facts ADD COLUMN case_id TEXT",
    "CREATE INDEX facts_of_case ON facts (case_id, n) WHERE case_id IS NOT NULL",
)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
