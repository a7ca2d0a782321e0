"""Telephone numbers stand beside what happened and can go; what came in is known by its key."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

STAND = """
create or replace function events_stand() returns trigger language plpgsql as $$
begin {but}raise exception 'the events of an incident are only added to'; end $$;
"""
BUT = """
    if tg_op = 'UPDATE' and new.phone is null
            and to_jsonb(new) - 'phone' = to_jsonb(old) - 'phone' then
        return new;
    end if;
    """
RIGHT = """
do $$ begin
    if exists (select from pg_roles where rolname = 'oncall')
            and current_user <> 'oncall' then
        {what};
    end if;
end $$;
"""
# What stands there is moved, and nobody is watched while it is.
UNWATCHED = "alter table incident_events {} trigger events_stand"
APART = (
    "update incident_events set phone = facts ->> 'phone', facts = (facts::jsonb - 'phone')::json "
    "where facts ->> 'phone' is not null"
)
BACK = (
    "update incident_events set facts = (facts::jsonb || jsonb_build_object('phone', phone))::json "
    "where phone is not null"
)


def upgrade() -> None:
    """Apply it."""
    op.add_column("incident_events", sa.Column("phone", sa.Text(), nullable=True))
    op.add_column("incident_events", sa.Column("key", sa.Text(), nullable=True))
    op.create_index(
        "ix_incident_events_key",
        "incident_events",
        ["key"],
        unique=True,
        postgresql_where=sa.text("key is not null"),
    )
    op.create_index(
        "ix_incident_events_phone",
        "incident_events",
        ["at"],
        postgresql_where=sa.text("phone is not null"),
    )
    _unwatched(APART)
    op.execute(STAND.format(but=BUT))
    op.execute(RIGHT.format(what="grant update (phone) on incident_events to oncall"))


def downgrade() -> None:
    """Take it back."""
    op.execute(RIGHT.format(what="revoke update (phone) on incident_events from oncall"))
    op.execute(STAND.format(but=""))
    _unwatched(BACK)
    op.drop_index("ix_incident_events_phone", "incident_events")
    op.drop_index("ix_incident_events_key", "incident_events")
    op.drop_column("incident_events", "key")
    op.drop_column("incident_events", "phone")


def _unwatched(statement: str) -> None:
    op.execute(UNWATCHED.format("disable"))
    op.execute(statement)
    op.execute(UNWATCHED.format("enable"))
