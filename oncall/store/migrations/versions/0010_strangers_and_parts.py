"""Incidents of unknown callers are found by their time; of how many parts each attempt is."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0006"


def upgrade() -> None:
    """Apply it."""
    op.create_index(
        "ix_incidents_strangers",
        "incidents",
        ["team", "reported_at"],
        postgresql_where=sa.text("customer is null"),
    )
    op.add_column("attempts", sa.Column("parts", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("attempts", "parts")
    op.drop_index("ix_incidents_strangers", "incidents")
