"""Clocks as one writes them, and local times in Germany."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from oncall.clocks import Face
from oncall.folder.weekly import weekly_hours
from oncall.hours import Calendar, WeeklyHours
from oncall.promises import Counting

BERLIN = ZoneInfo("Europe/Berlin")
HAMBURG = Calendar("DE", "HH", bridge_days=False)
SUPPORT, FAULT, ELAPSED = Counting.SUPPORT, Counting.FAULT, Counting.ELAPSED
OFFICE = "Mon-Fri 08:00-18:00"


def face(hours: str, calendar: Calendar = HAMBURG, zone: str = "Europe/Berlin") -> Face:
    """Return a clock whose support hours are as written; it has no fault hours."""
    return Face(ZoneInfo(zone), calendar, weekly_hours(hours), WeeklyHours())


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)
