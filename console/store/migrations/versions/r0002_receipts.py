"""Receipts of requests that carried an idempotency key."""

from __future__ import annotations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE receipts (
        n INTEGER NOT NULL PRIMARY KEY, key TEXT NOT NULL, seat TEXT NOT NULL,
        digest TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX receipt_of_key ON receipts (key, seat)",
)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
