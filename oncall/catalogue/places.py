"""The sites of a provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from oncall.catalogue.words import Name
    from oncall.hours import Calendar


@dataclass(frozen=True, slots=True)
class Place:
    """A site of a provider: its local time, public holidays, bridge days."""

    name: Name
    zone: ZoneInfo
    calendar: Calendar

    @property
    def key(self) -> str:
        """The site's key in the file."""
        return self.name.key
