"""Lines of the operators' log, found without reading every fact."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = ("CREATE INDEX facts_of_log ON facts (n) WHERE kind = 'LogWritten'",)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
