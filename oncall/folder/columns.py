"""What a column of a table is, and those that several tables have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.folder import cells, moments

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Column:
    """A column; without a default it must be there, and filled in unless it may be `blank`."""

    name: str
    parse: Callable[[str], object]
    default: str | None = None
    blank: bool = False


ID = Column("id", cells.identifier)
PERSON = Column("person", cells.text)
CUSTOMER = Column("customer", cells.text)
START = Column("start", moments.moment)
END = Column("end", moments.moment)
REASON = Column("reason", cells.text, blank=True)
