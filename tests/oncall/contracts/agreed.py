"""Contracts with customers, made by a few words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from oncall import catalogue
from oncall.bookings import Booking, Windows
from oncall.bought import bought
from oncall.contracts import Contact, Contract, Customer
from oncall.folder.places import zone
from oncall.hours import WeeklyHours
from oncall.localtime import Span
from oncall.people import Site, Team

if TYPE_CHECKING:
    from oncall.bought import Bought

LEVELS = catalogue.load()
ALSTER = Customer("Alster", "Alster AG", "de")
HAMBURG = Site(
    "hamburg", zone("Europe/Berlin"), "DE", "HH", bridge_days=False, support_hours=WeeklyHours()
)
VIDEO = Team("video", HAMBURG, (0,), 60, 720, 660, 7, 14, 1, during_regular_hours=False)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def contract(provider: str = "smartperform", level: str = "basic", **more: Any) -> Contract:
    """A contract of Alster's from 1 July 2026."""
    given: dict[str, Any] = {
        "id": "C1",
        "customer": ALSTER,
        "provider": provider,
        "level": level,
        "site": None,
        "start": date(2026, 7, 1),
        "until": None,
        "milestones": {},
        "notice_received": None,
        "options": (),
        "adapted": (),
        "pauses": False,
        "ticket_prefix": "",
        "hotline": None,
    }
    return Contract(**given | more)


def bought_by(provider: str = "smartperform", level: str = "basic", **more: Any) -> Bought:
    """What such a contract bought."""
    return bought(contract(provider, level, **more), LEVELS)


def booking(start: str, end: str, **more: Any) -> Booking:
    """A booking of Alster's around the clock, asked for on 1 November 2026."""
    given: dict[str, Any] = {
        "id": "B1",
        "customer": "Alster",
        "team": VIDEO,
        "requested_at": utc("2026-11-01T09:00"),
        "span": Span(utc(start), utc(end)),
        "windows": Windows.ALWAYS,
        "skill": None,
        "primary": 1,
        "backup": 0,
        "exclusive": False,
        "callout_minutes_per_hour": Decimal(6),
    }
    return Booking(**given | more)


def contact(name: str, *, trained: bool) -> Contact:
    """Somebody at Alster's."""
    return Contact(ALSTER, name, (), "", None, trained, None)
