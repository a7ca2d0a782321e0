"""Less work for a timer: its index orders it, promises are columns, ladders stay as written."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

AS_WRITTEN = (("incidents", "ladder"), ("incident_events", "facts"))

PROMISES = """
alter table incidents add action_by timestamptz;
update incidents set action_by = cast(clocks ->> 'action' as timestamptz);
alter table incidents alter clocks drop not null,
    alter clocks type timestamptz using cast(clocks ->> 'response' as timestamptz);
alter table incidents rename clocks to response_by;
"""
CLOCKS = """
alter table incidents rename response_by to clocks;
alter table incidents alter clocks type jsonb
    using jsonb_strip_nulls(jsonb_build_object('response', clocks, 'action', action_by));
alter table incidents alter clocks set not null, drop action_by;
"""


def upgrade() -> None:
    """Apply it."""
    op.execute(PROMISES)
    _become("json")
    _due("due_at", "id")
    op.drop_constraint("uq_incidents_key", "incidents")
    known = sa.text("key is not null")
    op.create_index("uq_incidents_key", "incidents", ["key"], unique=True, postgresql_where=known)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("uq_incidents_key", "incidents")
    op.create_unique_constraint("uq_incidents_key", "incidents", ["key"])
    _due("due_at")
    _become("jsonb")
    op.execute(CLOCKS)


def _due(*columns: str) -> None:
    op.drop_index("ix_incidents_due", "incidents")
    op.create_index(
        "ix_incidents_due", "incidents", columns, postgresql_where=sa.text("due_at is not null")
    )


def _become(kind: str) -> None:
    for table, column in AS_WRITTEN:
        op.execute(f"alter table {table} alter {column} type {kind} using {column}::{kind}")
