"""Times as the timeline's JSON has them: instants in UTC."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.localtime import Span


@lru_cache(maxsize=65536)  # many duties begin together, and each is written on every request
def instant(at: datetime) -> str:
    """Return an instant like 2026-12-07T17:00:00Z."""
    return f"{at.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"


def span(stretch: Span) -> dict[str, Any]:
    """Return a stretch of time with `start` and `end`."""
    return {"start": instant(stretch.start), "end": instant(stretch.end)}
