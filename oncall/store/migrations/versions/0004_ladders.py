"""Ladders of teams, as planners write them; where to look for who works."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

CELLS = (
    *("team", "when", "severity", "after_minutes", "targets", "channels", "last_resort"),
    *("rounds", "every_minutes"),
)

WORK = "kind in ('started', 'paused', 'resumed', 'resolved', 'released', 'hastened')"


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        "ladders",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        *(sa.Column(cell, sa.Text(), nullable=False) for cell in CELLS),
        sa.PrimaryKeyConstraint("key", name="pk_ladders"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_ladders_team"),
    )
    op.create_index(
        "ix_incident_events_work", "incident_events", ["at"], postgresql_where=sa.text(WORK)
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_incident_events_work", "incident_events")
    op.drop_table("ladders")
