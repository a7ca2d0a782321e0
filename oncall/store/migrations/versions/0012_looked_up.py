"""What belongs to an incident, a team or a call is found without a look at all there is."""

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
    for table, name, columns, which in INDEXES:
        of = {"postgresql_where": sa.text(which)} if which else {}
        op.create_index(name, table, columns, **of)


def downgrade() -> None:
    """Take it back."""
    for table, name, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
