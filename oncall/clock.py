"""The one place where the time is read; everybody else is handed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import timedelta


class Clock(Protocol):
    """Tells the time, in UTC."""

    def now(self) -> datetime:
        """Return the present instant."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)  # noqa: TID251 - the one place


@dataclass(slots=True)
class WoundClock:
    """A clock that stands still until somebody winds it: for stories, drills and benchmarks."""

    at: datetime

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.at

    def wind(self, by: timedelta) -> None:
        """Put it forward."""
        self.at += by
