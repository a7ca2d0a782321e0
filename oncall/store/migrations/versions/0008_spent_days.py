"""Days whose working time is used up, and the standby days that customers have besides."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        "spent_days",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", MOMENT, nullable=False),
        sa.Column("ends", MOMENT, nullable=False),
        sa.Column("worked", sa.Integer(), nullable=False),
        sa.Column("drafts", ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", "day", name="pk_spent_days"),
        sa.CheckConstraint("ends > starts", name="order"),
    )
    op.create_table(
        "further_days",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("bookings", ARRAY(sa.Text()), nullable=False),
        sa.Column("instead_of", sa.Text(), nullable=False),
        sa.Column("starts", MOMENT, nullable=False),
        sa.Column("ends", MOMENT, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "day", "customer", name="pk_further_days"),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_further_days_team"),
        sa.CheckConstraint("ends > starts", name="order"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("further_days")
    op.drop_table("spent_days")
