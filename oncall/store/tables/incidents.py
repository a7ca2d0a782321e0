"""Incidents: how each stands with its timer, what happened, and whom it is told to by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Sequence,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from oncall.store.tables.base import instant, metadata, words

if TYPE_CHECKING:
    from collections.abc import Iterable

ticket_numbers: Final = Sequence("ticket_numbers", start=100_001, metadata=metadata)


def _one_of(column: str, values: Iterable[str]) -> str:
    return f"{column} in ({', '.join(repr(value) for value in values)})"


def _names(name: str) -> Column[Any]:
    """Return a column of short names, empty unless given."""
    return Column(name, ARRAY(Text), nullable=False, server_default="{}")


# The row is the timer: while nobody has it, it is due at an instant (DESIGN, 3). What stands here
# is folded from the events, beside what it is about.
incidents: Final = Table(
    "incidents",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("key", Text, nullable=True),
    Column("team", Text, ForeignKey("teams.id"), nullable=False),
    words("customer", nullable=True),
    words("contract", nullable=True),
    words("product", nullable=True),
    words("serial", nullable=True),
    words("caller"),
    words("phone"),
    Column("sender", Text, nullable=False, server_default=""),
    words("site", nullable=True),
    words("description"),
    words("classification"),
    words("severity"),
    words("intake"),
    words("language"),
    _names("bookings"),
    instant("reported_at"),
    Column("ladder", JSON, nullable=False),
    instant("response_by", nullable=True),  # when each promise falls due, if it was made
    instant("action_by", nullable=True),
    Column("act_within", Integer, nullable=False),  # seconds
    words("state"),
    CheckConstraint(
        _one_of(
            "state", ("reported", "paging", "accepted", "working", "parked", "resolved", "merged")
        ),
        name="state",
    ),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("round", Integer, nullable=False, server_default="0"),
    Column("rung", Integer, nullable=False, server_default="0"),
    instant("rung_at"),
    _names("paged"),
    _names("refused"),
    words("holder", nullable=True),
    words("offered_to", nullable=True),
    instant("act_by", nullable=True),
    Column("asked", Boolean, nullable=False, server_default="false"),
    Column("paused", Boolean, nullable=False, server_default="false"),
    instant("waiting_since", nullable=True),
    instant("parked_until", nullable=True),
    _names("warned"),
    _names("breached"),
    _names("kept"),
    Column("merged_into", BigInteger, ForeignKey("incidents.id"), nullable=True),
    Column("reports", Integer, nullable=False, server_default="1"),
    Column("due_at", DateTime(timezone=True), nullable=True),
    # RELIABILITY, S2: at every instant an open incident has a due time or an owner.
    CheckConstraint(
        "state in ('resolved','merged') or due_at is not null or holder is not null",
        name="never_forgotten",
    ),
    CheckConstraint(
        "holder is not null or state not in ('accepted','working','parked')", name="holder"
    ),
    # Many may be due at one instant: without `id` all of them would be sorted for each batch.
    Index("ix_incidents_due", "due_at", "id", postgresql_where=text("due_at is not null")),
    # Most have none, and need no entry for it whenever they are written anew.
    Index("uq_incidents_key", "key", unique=True, postgresql_where=text("key is not null")),
    Index(
        "ix_incidents_open",
        "customer",
        "reported_at",
        postgresql_where=text("state not in ('resolved','merged')"),
    ),
    Index(
        "ix_incidents_strangers",
        "team",
        "reported_at",
        postgresql_where=text("customer is null"),
    ),
    Index(
        "ix_incidents_merged_into",
        "merged_into",
        postgresql_where=text("merged_into is not null"),
    ),
)

# What begins and ends somebody's work, which is looked for by its time.
WORK: Final = _one_of(
    "kind",
    (
        "started",
        "paused",
        "resumed",
        "resolved",
        "released",
        "hastened",
        "parked",
        "merged",
    ),
)

# Only added to (a trigger sees to it), but for a telephone number, which stands apart so that it
# can be taken away. Of what came in from outside the key is kept: what comes twice happens once.
incident_events: Final = Table(
    "incident_events",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("incident", BigInteger, ForeignKey("incidents.id"), nullable=False),
    instant("at"),
    words("kind"),
    words("who"),
    Column("facts", JSON, nullable=False),
    words("phone", nullable=True),
    words("key", nullable=True),
    Index(None, "incident", "id"),
    Index("ix_incident_events_key", "key", unique=True, postgresql_where=text("key is not null")),
    Index("ix_incident_events_phone", "at", postgresql_where=text("phone is not null")),
    Index("ix_incident_events_work", "at", postgresql_where=text(WORK)),
)

# An intention to reach somebody, written where it is decided and sent after (DESIGN, 4). It is for
# an incident, as it was at a version of it, or for a message to be told.
pages: Final = Table(
    "pages",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("incident", BigInteger, ForeignKey("incidents.id"), nullable=True),
    Column("version", Integer, nullable=True),
    Column("message", BigInteger, ForeignKey("messages.id"), nullable=True),
    CheckConstraint("(incident is null) <> (message is null)", name="about"),
    words("person"),
    words("channel"),
    words("address"),
    words("purpose"),
    words("language"),
    Column("late", Integer, nullable=False, server_default="0"),  # seconds
    instant("made_at"),
    instant("due_at"),
    instant("expires_at"),
    words("state"),
    CheckConstraint(
        _one_of(
            "state",
            (
                "pending",
                "sending",
                "doubtful",
                "accepted",
                "delivered",
                "answered",
                "failed",
                "withdrawn",
            ),
        ),
        name="state",
    ),
    words("why", nullable=True),
    words("worker", nullable=True),
    instant("lease_until", nullable=True),
    Column("attempt", Text, nullable=True),  # the latest; a call is for all that wait for a person
    # What a reply by SMS begins with; one number for each page that somebody may still answer.
    Column("code", Integer, nullable=True),
    Index("ix_pages_due", "due_at", postgresql_where=text("state = 'pending'")),
    Index("ix_pages_leased", "lease_until", postgresql_where=text("lease_until is not null")),
    Index("ix_pages_attempt", "attempt", postgresql_where=text("attempt is not null")),
    Index("ix_pages_person", "person", "channel", "made_at"),
    Index("ix_pages_incident", "incident", "id"),
    Index("ix_pages_message", "message", postgresql_where=text("message is not null")),
    Index("ix_pages_coded", "address", "id", postgresql_where=text("code is not null")),
)

# One time that pages were handed to a carrier, written before they are (RELIABILITY, «Sending»).
# Its id is in every address that the carrier calls back.
attempts: Final = Table(
    "attempts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("pages", ARRAY(BigInteger), nullable=False),
    words("person"),
    words("channel"),
    words("address"),
    words("sender"),
    instant("began_at"),
    # A text is paid for by its parts, a call is one.
    Column("parts", Integer, nullable=False, server_default="1"),
    words("state"),
    CheckConstraint(
        _one_of("state", ("sending", "doubtful", "accepted", "over", "refused", "lost")),
        name="state",
    ),
    words("sid", nullable=True),
    words("heard", nullable=True),  # the carrier's own word for how far it is
    Column("rank", Integer, nullable=False, server_default="-1"),
    words("code", nullable=True),
    instant("ended_at", nullable=True),
    Index("ix_attempts_person", "person", "channel", "began_at"),
    Index("ix_attempts_recent", "channel", "began_at"),
    Index("ix_attempts_sid", "sid", postgresql_where=text("sid is not null")),
)

# Texts that came in and what was answered: one that is told twice does nothing twice.
replies: Final = Table(
    "replies",
    metadata,
    Column("sid", Text, primary_key=True),
    instant("at"),
    words("answer", nullable=True),
)

# How somebody is reached, beside what the planner's sheet has; `rank` orders them, `delay` is
# seconds after the rung fired. Standby overrides quiet hours: they hold back messages alone.
reaches: Final = Table(
    "reaches",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("person", Text, ForeignKey("people.id"), nullable=False),
    words("channel"),
    words("address"),
    Column("delay", Integer, nullable=False, server_default="0"),
    instant("made_at"),
    instant("verified_at", nullable=True),
    instant("tested_at", nullable=True),  # a test page was answered
    instant("opted_out_at", nullable=True),
    Column("proof", Text, nullable=True),  # what the digits are made from, with the server's key
    instant("proof_until", nullable=True),
    Column("proof_tries", Integer, nullable=False, server_default="0"),
    UniqueConstraint("person", "channel", "address"),
)

quiet_hours: Final = Table(
    "quiet_hours",
    metadata,
    Column("person", Text, ForeignKey("people.id"), primary_key=True),
    Column("starts", Integer, nullable=False),  # minutes of the person's local day
    Column("ends", Integer, nullable=False),
)
