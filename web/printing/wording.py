"""How days, times, columns and gaps are called on the sheets that are printed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from flask import Flask

from oncall.holiday_names import holiday_name
from oncall.localtime import DAY, local_day
from web import languages
from web.feeds.names import role_name
from web.words import LOCALES, gettext, ngettext, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from oncall.localtime import Span
    from oncall.month import Column, Day, Month, Open
    from oncall.people import Site
    from web.words import Language


@contextmanager
def outside_pages(language: Language) -> Iterator[None]:
    """Speak a language where no page is being answered."""
    app = Flask("web")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages.install(app)
    with app.app_context(), speaking(language):
        yield


def title(month: Month) -> str:
    """Return what the sheet is: the heading of the page, and the name of its file."""
    return gettext("On call: team %(team)s", team=month.team.id)


def month_name(month: Month, language: Language) -> str:
    """Return the month with its year."""
    return str(format_skeleton("yMMMM", month.weeks.first, locale=LOCALES[language]))


def day_name(day: date, language: Language) -> str:
    """Return a day with its weekday: `Mo 7.`, `Mon 7`."""
    form = "cccccc d." if language == "de" else "ccc d"
    return str(format_date(day, form, locale=LOCALES[language]))


def stretch(span: Span, zone: ZoneInfo) -> str:
    """Return a part of a day as one reads it: `16:00–24:00`."""
    ends_day = local_day(span.end, zone) != local_day(span.start, zone)
    return f"{_time(span.start, zone)}–{'24:00' if ends_day else _time(span.end, zone)}"


def _time(at: datetime, zone: ZoneInfo) -> str:
    """Return a local time; one that comes a second time, when the clocks go back, says so."""
    local = at.astimezone(zone)
    return f"{local:%H:%M} {local:%Z}" if local.fold else f"{local:%H:%M}"


def column_group(column: Column) -> str:
    """Return what a column's bookings have in common: their skill, or whose the one is."""
    if not column.bookings:
        return gettext("no longer booked")
    if column.is_exclusive:
        return gettext("only %(customer)s", customer=column.bookings[0].customer)
    return column.skill or gettext("general")


def column_role(column: Column) -> str:
    """Return the role of a column."""
    return role_name(column.role)


def notes(day: Day, site: Site, language: Language) -> tuple[str, ...]:
    """Return what is out of the ordinary about a day."""
    found = []
    if day.is_holiday:
        named = holiday_name(site.calendar, day.date, language)
        found.append(named or gettext("Public holiday"))
    if day.is_bridge_day:
        found.append(gettext("Bridge day"))
    if day.span.minutes != DAY.total_seconds() // 60:
        is_longer = day.span.minutes > DAY.total_seconds() // 60
        found.append(gettext("Clocks go back") if is_longer else gettext("Clocks go forward"))
    return tuple(found)


def missing(gap: Open) -> str:
    """Return how many people a gap lacks."""
    return ngettext("%(num)d missing", "%(num)d missing", gap.missing)


def explanations(month: Month) -> tuple[str, ...]:
    """Return what a reader of the totals has to know."""
    return (
        gettext("Counted are the duties of this team, by the local days of each person's site."),
        gettext(
            "A night runs from 22:00 to 06:00. A night or weekend over the end of the month counts "
            "in both months."
        ),
        gettext("A standby day is a day with any duty, however long."),
    )
