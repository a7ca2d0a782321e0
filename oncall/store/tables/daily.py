"""What happens day by day: swaps, gaps, messages, feeds, workers, and the log of it all."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from oncall.store.tables.base import instant, metadata, words

swaps: Final = Table(
    "swaps",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("team", Text, ForeignKey("teams.id"), nullable=False),
    Column("duty", BigInteger, nullable=False),
    Column("for_duty", BigInteger, nullable=True),
    words("giver"),
    words("taker", nullable=True),
    words("why"),
    instant("offered_at"),
    Column("state", Text, nullable=False),
    CheckConstraint("state in ('offered','accepted','taken_back','lapsed')", name="state"),
    instant("decided_at", nullable=True),
    Index("ix_swaps_team", "team", "id"),
)

# A gap of a published rota: told at once, and again daily until it is closed.
gaps: Final = Table(
    "gaps",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("team", Text, ForeignKey("teams.id"), nullable=False),
    words("role"),
    instant("starts"),
    instant("ends"),
    Column("bookings", ARRAY(Text), nullable=False),
    Column("missing", Integer, nullable=False),
    instant("found_at"),
    instant("due_at", nullable=True),
    instant("closed_at", nullable=True),
    CheckConstraint("ends > starts", name="order"),
    Index("ix_gaps_due", "due_at", postgresql_where=text("closed_at is null")),
)

# What somebody is to be told; `key` is unique, so that nobody is told twice.
messages: Final = Table(
    "messages",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    words("kind"),
    Column("team", Text, ForeignKey("teams.id"), nullable=False),
    words("person", nullable=True),
    Column("facts", JSONB, nullable=False),
    instant("made_at"),
    words("customer", nullable=True),
    Index("ix_messages_made", "made_at"),
    Index("ix_messages_team", "team", "id"),
)

feeds: Final = Table(
    "feeds",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("kind", Text, nullable=False),
    CheckConstraint("kind in ('person','team','customer')", name="kind"),
    words("subject"),
    Column("generation", Integer, nullable=False, server_default="1"),
    instant("made_at"),
    instant("revoked_at", nullable=True),
    instant("used_at", nullable=True),
    words("used_by", nullable=True),
    UniqueConstraint("kind", "subject"),
)

workers: Final = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    instant("started_at"),
    instant("beat_at"),
)

# Only added to, by a chain of hashes that a trigger makes (migration 0001).
audit: Final = Table(
    "audit",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    instant("at"),
    words("who"),
    words("what"),
    words("subject"),
    Column("before", JSONB, nullable=True),
    Column("after", JSONB, nullable=True),
    Column("hash", LargeBinary, nullable=False, server_default=text("''::bytea")),
)
