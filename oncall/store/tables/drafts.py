"""Drafts: asked for, solved by a worker under a lease, edited, published or dropped."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from oncall.store.tables.base import Told, ToldInText, assigned, instant, metadata, words

drafts: Final = Table(
    "drafts",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("team", Text, ForeignKey("teams.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("days", Integer, nullable=False),
    instant("begins", nullable=True),
    instant("ends", nullable=True),
    Column("based_on", Integer, nullable=False),
    Column("kind", Text, nullable=False, server_default="draft"),
    Column("like", BigInteger, nullable=True),
    Column("again", Boolean, nullable=False),
    Column("pins", ARRAY(BigInteger), nullable=False),
    Column("budget", JSONB, nullable=False),
    words("why"),
    words("asked_by"),
    instant("asked_at"),
    Column("state", Text, nullable=False),
    CheckConstraint(
        "state in ('asked','solving','ready','failed','cancelled','published')", name="state"
    ),
    Column("edition", Integer, nullable=False, server_default="0"),
    words("worker", nullable=True),
    instant("lease_until", nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("progress", JSONB, nullable=True),
    Column("report", Told, nullable=True),
    Column("failure", ToldInText, nullable=True),
    CheckConstraint("days > 0", name="days"),
    Index("ix_drafts_waiting", "id", postgresql_where=text("state in ('asked','solving')")),
)

draft_duties: Final = Table(
    "draft_duties",
    metadata,
    Column("draft", BigInteger, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("duty", BigInteger, primary_key=True, autoincrement=False),
    *assigned(),
)

# What was done to a draft by hand, with its rows before: who did what, and the way back.
draft_edits: Final = Table(
    "draft_edits",
    metadata,
    Column("draft", BigInteger, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("edition", Integer, primary_key=True),
    instant("at"),
    words("by"),
    Column("what", JSONB, nullable=False),
    Column("before", JSONB, nullable=False),
    Column("after", JSONB, nullable=False),
)
