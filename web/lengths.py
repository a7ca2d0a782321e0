"""How long something takes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import MINUTE
from web.words import gettext

if TYPE_CHECKING:
    from datetime import timedelta


def length_said(length: timedelta) -> str:
    """Return how long something is, in hours and minutes; of a day and more in hours."""
    minutes = round(length / MINUTE)
    if minutes < 60:
        return gettext("%(n)s min", n=minutes)
    if minutes % 60 and minutes < 24 * 60:
        return gettext("%(hours)s h %(n)s min", hours=minutes // 60, n=minutes % 60)
    return gettext("%(hours)s h", hours=round(minutes / 60))
