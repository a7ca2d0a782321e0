"""Days whose working time is used up, and the standby days that customers have besides."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from oncall.store.tables.base import instant, metadata, words

# Whoever notices it first writes it: a person's day is used up once.
spent_days: Final = Table(
    "spent_days",
    metadata,
    Column("person", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    instant("starts"),
    instant("ends"),
    Column("worked", Integer, nullable=False),  # minutes
    Column("drafts", ARRAY(BigInteger), nullable=False, server_default="{}"),
    instant("noted_at"),
    CheckConstraint("ends > starts", name="order"),
)

# Only added to, in the transaction of the version that made somebody step in.
further_days: Final = Table(
    "further_days",
    metadata,
    Column("person", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("customer", Text, primary_key=True),
    Column("bookings", ARRAY(Text), nullable=False),
    words("instead_of"),
    instant("starts"),
    instant("ends"),
    Column("team", Text, ForeignKey("teams.id"), nullable=False),
    Column("version", Integer, nullable=False),
    instant("noted_at"),
    words("noted_by"),
    CheckConstraint("ends > starts", name="order"),
    Index("ix_further_days_instead_of", "instead_of", "ends"),
)
