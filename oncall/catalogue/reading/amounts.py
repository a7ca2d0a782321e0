"""Promised times and quotas, as a file writes them: `8 support hours`, `4 per month`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from oncall.catalogue.reading.values import text
from oncall.catalogue.terms import Period, Quota
from oncall.folder.cells import CellError
from oncall.folder.faults import shown
from oncall.promises import Counting, Minutes, Term, WorkingDays

TERM: Final = re.compile(
    r"(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,4})?)\s*(?P<counting>elapsed|support|fault)?\s*"
    r"(?P<unit>minutes?|min|hours?|h|working days?)",
    re.IGNORECASE,
)
QUOTA: Final = re.compile(r"(?P<number>[0-9]{1,4})\s*(?:per|a|/)\s*(?P<per>week|month)", re.I)
TERM_CURE: Final = "write it like 8 support hours, 30 minutes or 3 working days"
MOST_MINUTES: Final = 366 * 24 * 60
MOST_DAYS: Final = 366


def term(value: Any) -> Term:
    """Return a promised time; hours of no kind are elapsed time, days those of support hours."""
    match = TERM.fullmatch(text(value))
    if match is None:
        raise CellError(f"{shown(text(value))} is no time that can be promised; {TERM_CURE}")
    number = Decimal(match["number"].replace(",", "."))
    counting = match["counting"] and Counting(match["counting"].casefold())
    if match["unit"].casefold().startswith("working"):
        if counting is Counting.ELAPSED:
            raise CellError(
                "working days are those on which hours open; write 3 working days (of support "
                "hours) or 3 fault working days"
            )
        return WorkingDays(_bounded(number, MOST_DAYS), counting or Counting.SUPPORT)
    minutes = number * (60 if match["unit"].casefold().startswith("h") else 1)
    return Minutes(_bounded(minutes, MOST_MINUTES), counting or Counting.ELAPSED)


def quota(value: Any) -> Quota:
    """Return how many tickets a level has in each week or month."""
    match = QUOTA.fullmatch(text(value))
    if match is None:
        raise CellError(f"{shown(text(value))} is no quota; write it like 4 per month")
    return Quota(int(match["number"]), Period(match["per"].casefold()))


def _bounded(number: Decimal, most: int) -> int:
    if number != int(number):
        raise CellError(f"{number} is no whole number of minutes or days; {TERM_CURE}")
    if not 0 < number <= most:
        raise CellError(f"a year at most, and more than nothing; {TERM_CURE}")
    return int(number)
