"""Marks by which PINs are looked up."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        "pin_marks",
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("marker", sa.Text(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seal", name="pk_pin_marks"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("pin_marks")
