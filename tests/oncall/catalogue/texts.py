"""Weekly hours as the documents write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.folder.weekly import weekly_hours

if TYPE_CHECKING:
    from oncall.hours import WeeklyHours

KNOWN = (
    "Mon-Fri 07:30-18:00",
    "Mon-Fri 08:00-17:00",
    "Mon-Fri 08:00-18:00",
    "Mon-Fri 08:00-20:00",
    "Mon-Fri 08:30-17:00",
    "Mon-Fri 09:00-16:00",
    "Mon-Sun 07:00-19:00",
)


def hours(found: WeeklyHours) -> list[str]:
    """The texts that mean these hours; none for no hours."""
    return [text for text in KNOWN if weekly_hours(text) == found]
