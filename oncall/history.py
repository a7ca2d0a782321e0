"""What was done before the planned weeks; it counts for limits and fairness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.localtime import Span
    from oncall.people import Person, Role


@dataclass(frozen=True, slots=True)
class HistoryDuty:
    """A duty that was held; `line` is where duties.csv says so."""

    person: Person
    role: Role
    span: Span
    line: int
