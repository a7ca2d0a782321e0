"""What the reference check reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Breach:
    """A broken rule, by its name in FORMATS; the person and the local day where they are clear."""

    rule: str
    person: str
    day: date | None = None
