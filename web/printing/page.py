"""The month as one printable page: A4 landscape, without scripts, readable without colour."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import format_datetime
from babel.numbers import format_decimal
from flask import render_template

from web.printing import wording
from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.carried import Total
    from oncall.month import Cell, Column, Day, Month
    from web.words import Language


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one stream, under one heading."""

    name: str
    roles: tuple[str, ...]
    bookings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in one cell: when who is on duty, and what is open."""

    role: str
    begins: bool
    turns: tuple[tuple[str, str], ...]
    open: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A day as the page shows it."""

    name: str
    kind: str
    begins_week: bool
    notes: tuple[str, ...]
    is_published: bool
    boxes: tuple[Box, ...]


def page(month: Month, language: Language, now: datetime) -> str:
    """Return the page, in the language that is being spoken."""
    zone = month.team.site.zone
    printed = format_datetime(now, "short", tzinfo=zone, locale=LOCALES[language])
    return render_template(
        "month.html",
        tongue=language,
        title=wording.title(month),
        month=wording.month_name(month, language),
        stand=gettext(
            "Version %(version)d, printed %(when)s. All times are those of %(zone)s.",
            version=month.version,
            when=printed,
            zone=zone.key,
        ),
        columns=len(month.columns),
        groups=tuple(_groups(month.columns)),
        lines=tuple(_line(day, month, language) for day in month.days),
        totals=tuple(_total(each, language) for each in month.totals),
        explanations=wording.explanations(month),
    )


def _groups(columns: tuple[Column, ...]) -> Iterator[Group]:
    for name, some in groupby(columns, key=wording.column_group):
        mine = tuple(some)
        booked = dict.fromkeys(
            f"{booking.id} {booking.customer}" for column in mine for booking in column.bookings
        )
        yield Group(name, tuple(map(wording.column_role, mine)), tuple(booked))


def _line(day: Day, month: Month, language: Language) -> Line:
    kind = "holiday" if day.is_holiday else "weekend" if day.is_weekend else "workday"
    return Line(
        wording.day_name(day.date, language),
        kind,
        day.date.weekday() == 0,
        wording.notes(day, month.team.site, language),
        day.is_published,
        tuple(_boxes(day, month)),
    )


def _boxes(day: Day, month: Month) -> Iterator[Box]:
    group = None
    for column, cell in zip(month.columns, day.cells, strict=True):
        name = wording.column_group(column)
        yield _box(column, cell, month, begins=name != group)
        group = name


def _box(column: Column, cell: Cell, month: Month, *, begins: bool) -> Box:
    zone = month.team.site.zone
    return Box(
        column.role.value,
        begins,
        tuple((wording.stretch(turn.span, zone), turn.person.name) for turn in cell.turns),
        tuple((wording.stretch(gap.span, zone), wording.missing(gap)) for gap in cell.open),
    )


def _total(total: Total, language: Language) -> tuple[str, ...]:
    hours = format_decimal(total.minutes / 60, "#,##0.##", locale=LOCALES[language])
    counts = (total.nights, total.weekends, total.holidays, total.standby_days)
    return (total.person.name, total.person.site.id, hours, *map(str, counts))
