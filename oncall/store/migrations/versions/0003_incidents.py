"""Incidents, what happens to them, pages and the attempts to bring them to people."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

# What happened stays as it was told; a role that owns nothing may not even try.
STANDS = """
create function events_stand() returns trigger language plpgsql as $$
begin raise exception 'the events of an incident are only added to'; end $$;
create trigger events_stand before update or delete on incident_events
    for each row execute function events_stand();
create trigger events_stay before truncate on incident_events
    for each statement execute function events_stand();
do $$ begin
    if exists (select from pg_roles where rolname = 'oncall')
            and current_user <> 'oncall' then
        revoke update, delete, truncate on incident_events from oncall;
    end if;
end $$;
"""


def upgrade() -> None:
    """Apply it."""
    op.execute(sa.schema.CreateSequence(sa.Sequence("ticket_numbers", start=100001)))
    op.create_table(
        "attempts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pages", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=True),
        sa.Column("heard", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), server_default="-1", nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('sending', 'doubtful', 'accepted', 'over', 'refused', 'lost')",
            name=op.f("ck_attempts_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(
        "ix_attempts_person", "attempts", ["person", "channel", "began_at"], unique=False
    )
    op.create_index("ix_attempts_recent", "attempts", ["channel", "began_at"], unique=False)
    op.create_index(
        "ix_attempts_sid",
        "attempts",
        ["sid"],
        unique=False,
        postgresql_where=sa.text("sid is not null"),
    )
    op.create_table(
        "replies",
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_replies")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("contract", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("serial", sa.Text(), nullable=True),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("intake", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("bookings", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ladder", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("clocks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("act_within", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("round", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rung", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paged", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("refused", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("offered_to", sa.Text(), nullable=True),
        sa.Column("act_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("paused", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("breached", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("kept", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.Column("reports", sa.Integer(), server_default="1", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "holder is not null or state not in ('accepted','working','parked')",
            name=op.f("ck_incidents_holder"),
        ),
        sa.CheckConstraint(
            "state in ('reported', 'paging', 'accepted', 'working', 'parked', "
            "'resolved', 'merged')",
            name=op.f("ck_incidents_state"),
        ),
        sa.CheckConstraint(
            "state in ('resolved','merged') or due_at is not null or holder is not null",
            name=op.f("ck_incidents_never_forgotten"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["incidents.id"], name=op.f("fk_incidents_merged_into")
        ),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name=op.f("fk_incidents_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("key", name=op.f("uq_incidents_key")),
        sa.UniqueConstraint("number", name=op.f("uq_incidents_number")),
    )
    op.create_index(
        "ix_incidents_due",
        "incidents",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("due_at is not null"),
    )
    op.create_index(
        "ix_incidents_open",
        "incidents",
        ["customer", "reported_at"],
        unique=False,
        postgresql_where=sa.text("state not in ('resolved','merged')"),
    )
    op.create_table(
        "quiet_hours",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_quiet_hours_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_quiet_hours")),
    )
    op.create_table(
        "reaches",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("delay", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("proof_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof_tries", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_reaches_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaches")),
        sa.UniqueConstraint(
            "person", "channel", "address", name=op.f("uq_reaches_person_channel_address")
        ),
    )
    op.create_table(
        "incident_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("incident", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_incident_events_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_events")),
    )
    op.create_index(
        op.f("ix_incident_events_incident_id"), "incident_events", ["incident", "id"], unique=False
    )
    op.create_table(
        "pages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("incident", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("late", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt", sa.Text(), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'sending', 'doubtful', 'accepted', 'delivered', "
            "'answered', 'failed', 'withdrawn')",
            name=op.f("ck_pages_state"),
        ),
        sa.CheckConstraint("(incident is null) <> (message is null)", name=op.f("ck_pages_about")),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_pages_incident")),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_pages_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("key", name=op.f("uq_pages_key")),
    )
    op.create_index(
        "ix_pages_attempt",
        "pages",
        ["attempt"],
        unique=False,
        postgresql_where=sa.text("attempt is not null"),
    )
    op.create_index(
        "ix_pages_coded",
        "pages",
        ["address", "id"],
        unique=False,
        postgresql_where=sa.text("code is not null"),
    )
    op.create_index(
        "ix_pages_due",
        "pages",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("ix_pages_incident", "pages", ["incident", "id"], unique=False)
    op.create_index(
        "ix_pages_leased",
        "pages",
        ["lease_until"],
        unique=False,
        postgresql_where=sa.text("lease_until is not null"),
    )
    op.create_index(
        "ix_pages_message",
        "pages",
        ["message"],
        unique=False,
        postgresql_where=sa.text("message is not null"),
    )
    op.create_index("ix_pages_person", "pages", ["person", "channel", "made_at"], unique=False)
    op.create_index("ix_messages_made", "messages", ["made_at"], unique=False)
    op.execute(STANDS)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_messages_made", table_name="messages")
    op.drop_table("pages")
    op.drop_table("incident_events")
    op.drop_table("reaches")
    op.drop_table("quiet_hours")
    op.drop_table("incidents")
    op.drop_table("replies")
    op.drop_table("attempts")
    op.execute("drop function events_stand")
    op.execute("drop sequence ticket_numbers")
