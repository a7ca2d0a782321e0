"""The planner's sheets, rotas in versions, drafts, daily life, feeds, and the audit log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

# Each line's hash is made from the line and from the hash before it; lines are added one at a
# time, and nothing else is done to them, whoever asks.
CHAIN = """
create function audit_chain() returns trigger language plpgsql as $$
declare last bytea;
begin
    perform pg_advisory_xact_lock(7308612);
    select hash into last from audit order by id desc limit 1;
    new.id := nextval(pg_get_serial_sequence('audit', 'id'));
    new.hash := sha256(coalesce(last, ''::bytea) || convert_to(concat_ws(chr(31),
        new.id, extract(epoch from new.at), new.who, new.what, new.subject,
        coalesce(new.before::text, '-'), coalesce(new.after::text, '-')), 'UTF8'));
    return new;
end $$;
create function audit_stands() returns trigger language plpgsql as $$
begin raise exception 'the audit log is only added to'; end $$;
create trigger audit_chain before insert on audit for each row execute function audit_chain();
create trigger audit_stands before update or delete on audit
    for each row execute function audit_stands();
create trigger audit_stays before truncate on audit
    for each statement execute function audit_stands();
do $$ begin
    if exists (select from pg_roles where rolname = 'oncall')
            and current_user <> 'oncall' then
        revoke update, delete, truncate on audit from oncall;
    end if;
end $$;
"""


def upgrade() -> None:  # noqa: PLR0915
    """Apply it."""
    op.execute(sa.schema.CreateSequence(sa.Sequence("duty_numbers")))
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("hash", sa.LargeBinary(), server_default=sa.text("''::bytea"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), server_default="1", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.Text(), nullable=True),
        sa.CheckConstraint("kind in ('person','team','customer')", name=op.f("ck_feeds_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("kind", "subject", name="uq_feeds_kind_subject"),
    )
    op.create_table(
        "installation",
        sa.Column("one", sa.Boolean(), nullable=False),
        sa.Column(
            "id", sa.Text(), server_default=sa.text("(gen_random_uuid())::text"), nullable=False
        ),
        sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "epoch", sa.Text(), server_default=sa.text("(gen_random_uuid())::text"), nullable=False
        ),
        sa.CheckConstraint("one", name=op.f("ck_installation_single")),
        sa.PrimaryKeyConstraint("one", name="pk_installation"),
    )
    op.create_table(
        "prices",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("standby_day", sa.Text(), nullable=False),
        sa.Column("hour", sa.Text(), nullable=False),
        sa.Column("saturday_percent", sa.Text(), nullable=False),
        sa.Column("sunday_percent", sa.Text(), nullable=False),
        sa.Column("holiday_percent", sa.Text(), nullable=False),
        sa.Column("night_percent", sa.Text(), nullable=False),
        sa.Column("night", sa.Text(), nullable=False),
        sa.Column("step_minutes", sa.Text(), nullable=False),
        sa.Column("first_hour_on_site", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_prices"),
        sa.UniqueConstraint("customer", name="uq_prices_customer"),
    )
    op.create_table(
        "sites",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("subdivision", sa.Text(), nullable=False),
        sa.Column("bridge_days", sa.Text(), nullable=False),
        sa.Column("support_hours", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sites"),
        sa.UniqueConstraint("id", name="uq_sites_id"),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
    )
    op.create_table(
        "people",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("joined", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_people_site"),
        sa.PrimaryKeyConstraint("key", name="pk_people"),
        sa.UniqueConstraint("id", name="uq_people_id"),
    )
    op.create_table(
        "teams",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("handover", sa.Text(), nullable=False),
        sa.Column("min_duty_hours", sa.Text(), nullable=False),
        sa.Column("max_duty_hours", sa.Text(), nullable=False),
        sa.Column("min_rest_hours", sa.Text(), nullable=False),
        sa.Column("max_consecutive_days", sa.Text(), nullable=False),
        sa.Column("max_days_per_28", sa.Text(), nullable=False),
        sa.Column("min_free_weekends_per_28", sa.Text(), nullable=False),
        sa.Column("during_regular_hours", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.id"], name="fk_teams_site"),
        sa.PrimaryKeyConstraint("key", name="pk_teams"),
        sa.UniqueConstraint("id", name="uq_teams_id"),
    )
    op.create_table(
        "absences",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_absences_person"),
        sa.PrimaryKeyConstraint("key", name="pk_absences"),
    )
    op.create_table(
        "bookings",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("windows", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("primary", sa.Text(), nullable=False),
        sa.Column("backup", sa.Text(), nullable=False),
        sa.Column("exclusive", sa.Text(), nullable=False),
        sa.Column("callout_minutes_per_hour", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_bookings_team"),
        sa.PrimaryKeyConstraint("key", name="pk_bookings"),
        sa.UniqueConstraint("id", name="uq_bookings_id"),
    )
    op.create_table(
        "booking_versions",
        sa.Column("booking", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("site", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_booking_versions_positive")),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name="fk_booking_versions_booking"),
        sa.PrimaryKeyConstraint("booking", "number", name="pk_booking_versions"),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="draft", nullable=False),
        sa.Column("like", sa.BigInteger(), nullable=True),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("pins", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("budget", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("progress", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('asked','solving','ready','failed','cancelled','published')",
            name=op.f("ck_drafts_state"),
        ),
        sa.CheckConstraint("days > 0", name=op.f("ck_drafts_days")),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_drafts_team"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_table(
        "duties",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_duties_person"),
        sa.PrimaryKeyConstraint("key", name="pk_duties"),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bookings", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends > starts", name=op.f("ck_gaps_order")),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_gaps_team"),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_messages_team"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("key", name="uq_messages_key"),
    )
    op.create_table(
        "regular_hours",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_regular_hours_person"),
        sa.PrimaryKeyConstraint("key", name="pk_regular_hours"),
    )
    op.create_table(
        "rotas",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_rotas_team"),
        sa.PrimaryKeyConstraint("team", name="pk_rotas"),
    )
    op.create_table(
        "swaps",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("duty", sa.BigInteger(), nullable=False),
        sa.Column("for_duty", sa.BigInteger(), nullable=True),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("taker", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('offered','accepted','taken_back','lapsed')", name=op.f("ck_swaps_state")
        ),
        sa.ForeignKeyConstraint(["team"], ["teams.id"], name="fk_swaps_team"),
        sa.PrimaryKeyConstraint("id", name="pk_swaps"),
    )
    op.create_table(
        "unreachable",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("from", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_unreachable_person"),
        sa.PrimaryKeyConstraint("key", name="pk_unreachable"),
    )
    op.create_table(
        "wishes",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_wishes_person"),
        sa.PrimaryKeyConstraint("key", name="pk_wishes"),
    )
    op.create_table(
        "draft_duties",
        sa.Column("draft", sa.BigInteger(), nullable=False),
        sa.Column("duty", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bookings", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_draft_duties_order")),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.id"], name="fk_draft_duties_draft", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draft", "duty", name="pk_draft_duties"),
    )
    op.create_table(
        "draft_edits",
        sa.Column("draft", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.id"], name="fk_draft_edits_draft", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draft", "edition", name="pk_draft_edits"),
    )
    op.create_table(
        "effective_duties",
        sa.Column("duty", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bookings", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.text("int8range(person_key, person_key, '[]')"), "&&"),
            (sa.text("tstzrange(starts, ends)"), "&&"),
            using="gist",
            name="one_duty_at_a_time",
        ),
        sa.CheckConstraint(
            "ends - starts <= interval '25 hours'", name=op.f("ck_effective_duties_length")
        ),
        sa.CheckConstraint("ends > starts", name=op.f("ck_effective_duties_order")),
        sa.ForeignKeyConstraint(
            ["person_key"], ["people.key"], name="fk_effective_duties_person_key"
        ),
        sa.ForeignKeyConstraint(["team"], ["rotas.team"], name="fk_effective_duties_team"),
        sa.PrimaryKeyConstraint("duty", name="pk_effective_duties"),
    )
    op.create_table(
        "publications",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("draft", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("ends > starts", name=op.f("ck_publications_order")),
        sa.CheckConstraint("version > 0", name=op.f("ck_publications_positive")),
        sa.ForeignKeyConstraint(["team"], ["rotas.team"], name="fk_publications_team"),
        sa.PrimaryKeyConstraint("team", "version", name="pk_publications"),
    )
    op.create_table(
        "worklog",
        sa.Column("key", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("booking", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("on_site", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["bookings.id"], name="fk_worklog_booking"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_worklog_person"),
        sa.PrimaryKeyConstraint("key", name="pk_worklog"),
    )
    op.create_table(
        "duty_versions",
        sa.Column("duty", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bookings", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_duty_versions_order")),
        sa.ForeignKeyConstraint(
            ["team", "version"],
            ["publications.team", "publications.version"],
            name="fk_duty_versions_team_version",
        ),
        sa.PrimaryKeyConstraint("duty", "version", name="pk_duty_versions"),
    )
    op.create_index(
        "ix_drafts_waiting",
        "drafts",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state in ('asked','solving')"),
    )
    op.create_index(
        "ix_gaps_due",
        "gaps",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index(
        "ix_effective_duties_person_starts", "effective_duties", ["person", "starts"], unique=False
    )
    op.create_index(
        "ix_effective_duties_team_starts",
        "effective_duties",
        ["team", "starts"],
        unique=False,
    )
    op.create_index(
        "ix_duty_versions_person_starts", "duty_versions", ["person", "starts"], unique=False
    )
    op.create_index(
        "ix_duty_versions_team_version", "duty_versions", ["team", "version"], unique=False
    )
    op.execute("insert into installation (one) values (true)")
    op.execute(CHAIN)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("duty_versions")
    op.drop_table("worklog")
    op.drop_table("publications")
    op.drop_table("effective_duties")
    op.drop_table("draft_edits")
    op.drop_table("draft_duties")
    op.drop_table("wishes")
    op.drop_table("unreachable")
    op.drop_table("swaps")
    op.drop_table("rotas")
    op.drop_table("regular_hours")
    op.drop_table("messages")
    op.drop_table("gaps")
    op.drop_table("duties")
    op.drop_table("drafts")
    op.drop_table("booking_versions")
    op.drop_table("bookings")
    op.drop_table("absences")
    op.drop_table("teams")
    op.drop_table("people")
    op.drop_table("workers")
    op.drop_table("sites")
    op.drop_table("prices")
    op.drop_table("installation")
    op.drop_table("feeds")
    op.drop_table("audit")
    op.execute("drop function audit_chain")
    op.execute("drop function audit_stands")
    op.execute("drop sequence duty_numbers")
