"""What must never be of an open incident: that nobody is going to do anything about it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.incident import Incident

# What is due is done within a second; after so long nobody is there to do it.
LONG_PAST: Final = timedelta(seconds=30)


class Wrong(StrEnum):
    """What is wrong with an open incident."""

    FORGOTTEN = "forgotten"  # it has neither a time, nor an unsent page, nor an owner
    NOT_FIRED = "not fired"  # its time is long past
    NOT_SENT = "not sent"  # a page waits for a sender


class Finding(NamedTuple):
    """Something wrong with an incident, and since when; `number` is its ticket number."""

    wrong: Wrong
    incident: int
    number: str
    team: str
    since: datetime


def wrong_with(
    incident: Incident, due_at: datetime | None, unsent: datetime | None, now: datetime
) -> tuple[Wrong, datetime] | None:
    """Return what is wrong with an incident and since when, or None (RELIABILITY, S2).

    `due_at` is its timer as it is written, `unsent` since when the oldest of its pages waits that
    has not been handed to a carrier.
    """
    if not incident.state.is_open:
        return None
    if due_at is None and incident.due_at is not None:
        return Wrong.FORGOTTEN, incident.due_at
    if due_at is not None and due_at < now - LONG_PAST:
        return Wrong.NOT_FIRED, due_at
    if unsent is not None and unsent < now - LONG_PAST:
        return Wrong.NOT_SENT, unsent
    return None


def counted(first: Finding, number: int) -> str:
    """Return the ticket number of the first of some findings, and how many more there are."""
    return f"{first.number} (+{number - 1})" if number > 1 else first.number
