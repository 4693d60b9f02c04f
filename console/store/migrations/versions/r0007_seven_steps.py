"""The seven steps of a case and the legs of a unit's task by their new names; who filed a case."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STEP = """CASE step
    WHEN 'open' THEN 'filed'
    WHEN 'on_site' THEN 'handling'
    WHEN 'remedy' THEN 'handling'
    WHEN 'verifying' THEN 'fed_back'
    ELSE step END"""

_LEG = """CASE json_extract(value, '$.leg')
    WHEN 'sent' THEN 'offered'
    WHEN 'left' THEN 'released'
    ELSE json_extract(value, '$.leg') END"""

STATEMENTS = (
    f"UPDATE cases SET step = {_STEP}",
    f"""UPDATE cases SET body = json_set(body, '$.assignments', (
        SELECT json_group_array(json_set(value, '$.leg', {_LEG}))
        FROM json_each(cases.body, '$.assignments')
    )) WHERE json_array_length(body, '$.assignments') > 0""",
    # Until now a case was filed as it was opened.
    """UPDATE cases SET body = json_set(
        body, '$.filed_at', opened_at, '$.filed_by', json_extract(body, '$.opened_by')
    )""",
)


def upgrade() -> None:
    """Take this step in a store that holds data."""
    from alembic import op  # only here: a new store is made of STATEMENTS without it

    for statement in STATEMENTS:
        op.execute(statement)
