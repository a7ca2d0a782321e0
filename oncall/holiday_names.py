"""What public holidays are called."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from oncall.hours import Calendar


def holiday_name(calendar: Calendar, day: date, language: str) -> str | None:
    """Return what a public holiday is called, in a language if it is known there; else None.

    Where a country's holidays have no name in the language, they keep the country's own.
    """
    names = _names(calendar.country, calendar.subdivision, day.year, language)
    return names.get(day)


@lru_cache(maxsize=256)
def _names(country: str, subdivision: str | None, year: int, language: str) -> Mapping[date, str]:
    known = holidays.country_holidays(country, subdiv=subdivision).supported_languages
    spoken = next((each for each in known if each.partition("_")[0] == language), language)
    found = holidays.country_holidays(country, subdiv=subdivision, years=year, language=spoken)
    return dict(found.items())
