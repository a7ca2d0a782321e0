"""The tables of the database, by what they are about."""

from oncall.store.tables.base import metadata
from oncall.store.tables.calls import calls, pin_tries, recordings
from oncall.store.tables.daily import audit, feeds, gaps, messages, swaps, workers
from oncall.store.tables.drafts import draft_duties, draft_edits, drafts
from oncall.store.tables.incidents import (
    attempts,
    incident_events,
    incidents,
    pages,
    quiet_hours,
    reaches,
    replies,
    ticket_numbers,
)
from oncall.store.tables.rotas import (
    duty_numbers,
    duty_versions,
    effective_duties,
    publications,
    rotas,
)
from oncall.store.tables.sheets import (
    IDENTITY,
    SHEETS,
    booking_versions,
    bookings,
    installation,
    people,
    pin_marks,
)
from oncall.store.tables.spent import further_days, spent_days

__all__ = [
    "IDENTITY",
    "SHEETS",
    "attempts",
    "audit",
    "booking_versions",
    "bookings",
    "calls",
    "draft_duties",
    "draft_edits",
    "drafts",
    "duty_numbers",
    "duty_versions",
    "effective_duties",
    "feeds",
    "further_days",
    "gaps",
    "incident_events",
    "incidents",
    "installation",
    "messages",
    "metadata",
    "pages",
    "people",
    "pin_marks",
    "pin_tries",
    "publications",
    "quiet_hours",
    "reaches",
    "recordings",
    "replies",
    "rotas",
    "spent_days",
    "swaps",
    "ticket_numbers",
    "workers",
]
