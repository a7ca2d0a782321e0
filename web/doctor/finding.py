"""What was found of one thing."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """A thing that was looked at, whether it is well, what was seen, and what to do if not."""

    name: str
    is_well: bool
    seen: str
    cure: str = ""

    @property
    def line(self) -> str:
        """The whole on one line."""
        sign = "ok" if self.is_well else "WRONG"
        cure = "" if self.is_well or not self.cure else f"; {self.cure}"
        return f"{sign:<6}{self.name}: {self.seen}{cure}"
