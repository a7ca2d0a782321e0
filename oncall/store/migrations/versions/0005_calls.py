"""Calls to the hotline, wrong PINs, recorded messages; who answers a hotline in its hours."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply it."""
    op.create_table(
        "calls",
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("incident", sa.BigInteger(), nullable=True),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("help", sa.Text(), nullable=True),
        sa.Column("opens", MOMENT, nullable=True),
        sa.Column("promised", MOMENT, nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("waits_since", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("sid", name="pk_calls"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_calls_incident"),
    )
    op.create_index("ix_calls_began", "calls", ["began_at"])
    _index("ix_calls_incident", "calls", "incident", "incident is not null")
    _index("ix_calls_open", "calls", "began_at", "ended_at is null")
    op.create_table(
        "pin_tries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pin_tries"),
    )
    op.create_index("ix_pin_tries_caller", "pin_tries", ["caller", "at"])
    op.create_table(
        "recordings",
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("incident", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("sid", name="pk_recordings"),
        sa.ForeignKeyConstraint(["call"], ["calls.sid"], name="fk_recordings_call"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_recordings_incident"),
    )
    _index("ix_recordings_kept", "recordings", "at", "deleted_at is null")
    op.add_column("hotlines", sa.Column("helpdesk", sa.Text(), server_default="", nullable=False))
    op.alter_column("hotlines", "helpdesk", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("hotlines", "helpdesk")
    for name in ("recordings", "pin_tries", "calls"):
        op.drop_table(name)


def _index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], postgresql_where=sa.text(where))
