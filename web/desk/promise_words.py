"""Promised amounts, as pages say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import MINUTE
from oncall.promises import Counting, Minutes
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from datetime import timedelta

    from oncall.promises import Term


def length_words(length: timedelta) -> str:
    """Return how long something is: `6 h 30 min`; seconds only where there are some."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "0 min"


def term_words(term: Term) -> str:
    """Return an amount and in what it is counted: `8 h in support hours`, `3 working days`."""
    if not isinstance(term, Minutes):
        return ngettext("%(num)d working day", "%(num)d working days", term.amount)
    amount = length_words(term.amount * MINUTE)
    match term.counting:
        case Counting.ELAPSED:
            return gettext("%(amount)s around the clock", amount=amount)
        case Counting.SUPPORT:
            return gettext("%(amount)s in support hours", amount=amount)
        case Counting.FAULT:
            return gettext("%(amount)s in fault hours", amount=amount)
