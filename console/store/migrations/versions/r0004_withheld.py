"""What withholds an alert, what it is a symptom of, what a pattern counted; small nouns."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    'ALTER TABLE alerts ADD COLUMN "order" INTEGER NOT NULL DEFAULT 0',
    "ALTER TABLE alerts ADD COLUMN shelf TEXT",
    "ALTER TABLE alerts ADD COLUMN suppressed_by TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE alerts ADD COLUMN out_of_service TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE alerts ADD COLUMN symptom_of TEXT",
    "ALTER TABLE alerts ADD COLUMN episodes TEXT NOT NULL DEFAULT '[]'",
    """CREATE TABLE kept (
        noun TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (noun, id)
    ) WITHOUT ROWID""",
    "CREATE INDEX facts_at ON facts (at)",
)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
