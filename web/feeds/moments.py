"""Instants as people write them in their language and time zone."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton, format_time, format_timedelta

from oncall.localtime import DAY, local_day
from web.words import LOCALES

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from web.words import Language


@lru_cache(maxsize=8192)
def moment(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return a day and a time: `Mo., 7. Dez., 18:00`."""
    return f"{day(local_day(at, zone), language)}, {clock(at, zone, language)}"


@lru_cache(maxsize=8192)
def clock(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return a time of day: `18:00`."""
    return format_time(at, "short", tzinfo=zone, locale=LOCALES[language])


@lru_cache(maxsize=8192)
def stretch(start: datetime, end: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return from when to when: `Mo., 7. Dez., 18:00 – 02:00`, with a second day from a day on."""
    short = end - start < DAY
    last = clock(end, zone, language) if short else moment(end, zone, language)
    return f"{moment(start, zone, language)} – {last}"


@lru_cache(maxsize=2048)
def day(on: date, language: Language) -> str:
    """Return a day: `Mo., 7. Dez.`."""
    return format_skeleton("MMMEd", on, locale=LOCALES[language])


def date_and_time(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return an instant with its year: `07.12.2026, 18:00`."""
    day = format_date(local_day(at, zone), "medium", locale=LOCALES[language])
    return f"{day}, {clock(at, zone, language)}"


def month_day(on: date, language: Language) -> str:
    """Return a day and its month: `7. Dez.`."""
    return format_skeleton("MMMd", on, locale=LOCALES[language])


def numeric_day(on: date, language: Language) -> str:
    """Return a day and its month as short as can be: `7.12.`."""
    return format_skeleton("Md", on, locale=LOCALES[language])


def weekday(on: date, language: Language) -> str:
    """Return a day of the week, short: `Mo.`."""
    return format_date(on, "EEE", locale=LOCALES[language])


def ago(length: timedelta, language: Language) -> str:
    """Return how long ago something was: `vor 3 Stunden`."""
    rounded = max(length, timedelta(seconds=1))
    return format_timedelta(-rounded, add_direction=True, locale=LOCALES[language])
