"""What a calendar feed is made of: entries, and the calendar that holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from notify.plain_text import one_line, several_lines

_UID = re.compile(r"[A-Za-z0-9._~:/@+-]{1,255}")  # what no calendar unescapes, cuts or trims
_NONE = timedelta(0)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty or booked window as a calendar shows it."""

    uid: str  # globally unique; stays when time or person change
    start: datetime  # these in UTC
    end: datetime
    title: str
    text: str
    sequence: int
    changed_at: datetime  # by the publication
    cancelled: bool = False
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _UID.fullmatch(self.uid):
            raise ValueError(f"A uid must match {_UID.pattern}, unlike {self.uid!r}.")
        # Of local times two that differ may be equal, in the hour that a clock goes back.
        if any(moment.utcoffset() != _NONE for moment in (self.start, self.end, self.changed_at)):
            raise ValueError(f"{self.uid} has a time that is not in UTC.")
        if self.end.replace(microsecond=0) <= self.start.replace(microsecond=0):
            raise ValueError(f"{self.uid} ends before it starts, or within the same second.")
        if self.sequence < 0:
            raise ValueError(f"{self.uid} has the sequence {self.sequence}; they count from 0.")

    @property
    def shown_title(self) -> str:
        """The title on one line; never empty, for some calendars then hide the entry."""
        return one_line(self.title) or self.uid

    @property
    def shown_text(self) -> str:
        """The text as calendars can show it, perhaps empty."""
        return several_lines(self.text)

    @property
    def shown_categories(self) -> list[str]:
        """The categories as calendars can show them."""
        return [shown for shown in map(one_line, self.categories) if shown]

    @property
    def status(self) -> str:
        """Its STATUS in iCalendar."""
        return "CANCELLED" if self.cancelled else "CONFIRMED"


@dataclass(frozen=True, slots=True)
class Feed:
    """The calendar that one address delivers."""

    name: str
    description: str
    entries: tuple[Entry, ...]
    language: Literal["de", "en"]
    refresh: timedelta = timedelta(hours=1)
    alarm: timedelta | None = None  # so long before the start

    def __post_init__(self) -> None:
        if len({entry.uid for entry in self.entries}) < len(self.entries):
            raise ValueError("Two entries of a feed have the same uid.")
        if self.refresh < _SECOND or self.refresh % _SECOND:
            raise ValueError("A feed's refresh is one or more whole seconds.")
        if self.alarm is not None and (self.alarm < _SECOND or self.alarm % _SECOND):
            raise ValueError("A feed's alarm is one or more whole seconds, or None.")

    def in_order(self) -> list[Entry]:
        """The entries by start and uid, however they came."""
        return sorted(self.entries, key=lambda entry: (entry.start, entry.uid))


def utc_text(moment: datetime) -> str:
    """A moment in UTC to the second, such as 2026-12-24T17:00:00Z."""
    return f"{moment.isoformat()[:19]}Z"
