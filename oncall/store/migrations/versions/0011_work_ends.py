"""Work that ends because its incident is parked or merged is found by its time too."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

BEFORE = "'started', 'paused', 'resumed', 'resolved', 'released', 'hastened'"


def upgrade() -> None:
    """Apply it."""
    _index(f"{BEFORE}, 'parked', 'merged'")


def downgrade() -> None:
    """Take it back."""
    _index(BEFORE)


def _index(kinds: str) -> None:
    op.drop_index("ix_incident_events_work", "incident_events")
    op.create_index(
        "ix_incident_events_work",
        "incident_events",
        ["at"],
        postgresql_where=sa.text(f"kind in ({kinds})"),
    )
