"""Calls to the hotline, wrong PINs, and messages that were recorded."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from oncall.store.tables.base import instant, metadata, words

# Written by the first webhook, before anything is said (RELIABILITY, P1).
calls: Final = Table(
    "calls",
    metadata,
    Column("sid", Text, primary_key=True),
    words("number"),
    words("caller"),  # empty where it is withheld
    instant("began_at"),
    words("language"),
    words("place"),
    words("customer", nullable=True),
    words("contact"),
    Column("is_verified", Boolean, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("incident", BigInteger, ForeignKey("incidents.id"), nullable=True),
    words("ticket"),
    words("help", nullable=True),
    instant("opens", nullable=True),
    instant("promised", nullable=True),
    words("zone"),
    instant("waits_since", nullable=True),
    instant("ended_at", nullable=True),
    Index("ix_calls_began", "began_at"),
    Index("ix_calls_incident", "incident", postgresql_where=text("incident is not null")),
    Index("ix_calls_open", "began_at", postgresql_where=text("ended_at is null")),
)

# A try is counted before it is looked at, so that many at once count as many.
pin_tries: Final = Table(
    "pin_tries",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    words("caller"),
    instant("at"),
    Index("ix_pin_tries_caller", "caller", "at"),
)

# Announced messages alone; the carrier's copy is deleted with ours (RELIABILITY, «Security»).
recordings: Final = Table(
    "recordings",
    metadata,
    Column("sid", Text, primary_key=True),
    Column("call", Text, ForeignKey("calls.sid"), nullable=False),
    Column("incident", BigInteger, ForeignKey("incidents.id"), nullable=True),
    words("url"),
    Column("seconds", Integer, nullable=False),
    instant("at"),
    instant("deleted_at", nullable=True),
    Index("ix_recordings_incident", "incident", postgresql_where=text("incident is not null")),
    Index("ix_recordings_call", "call"),
    Index("ix_recordings_kept", "at", postgresql_where=text("deleted_at is null")),
)
