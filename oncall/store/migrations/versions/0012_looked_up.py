"""What belongs to an incident, a team or a call is found by an index; a mail has its sender."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

# By table: the index, its columns, and of which rows.
INDEXES = (
    ("recordings", "ix_recordings_incident", ["incident"], "incident is not null"),
    ("recordings", "ix_recordings_call", ["call"], None),
    ("incidents", "ix_incidents_merged_into", ["merged_into"], "merged_into is not null"),
    ("swaps", "ix_swaps_team", ["team", "id"], None),
    ("messages", "ix_messages_team", ["team", "id"], None),
    ("further_days", "ix_further_days_instead_of", ["instead_of", "ends"], None),
)


def upgrade() -> None:
    """Apply it."""
    op.add_column("incidents", sa.Column("sender", sa.Text(), nullable=False, server_default=""))
    for table, name, columns, which in INDEXES:
        rows = sa.text(which) if which else None
        op.create_index(name, table, columns, postgresql_where=rows)


def downgrade() -> None:
    """Take it back."""
    for table, name, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
    op.drop_column("incidents", "sender")
