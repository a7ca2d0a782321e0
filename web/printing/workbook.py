"""The month as a workbook: the notice board, a row per duty, and totals per person."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from web.feeds.names import role_name
from web.printing import wording
from web.printing.cells import BOLD, GREY, TOP, put, put_header, put_row
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openpyxl.worksheet.worksheet import Worksheet

    from oncall.carried import Carried, Total
    from oncall.month import Cell, Day, Month
    from web.printing.cells import Value
    from web.words import Language

# Which language Excel writes weekdays in is part of the form.
MOMENT: Final = {"de": "[$-407]ddd dd.mm.yyyy hh:mm", "en": "[$-809]ddd dd mmm yyyy hh:mm"}
DAY: Final = {"de": "[$-407]ddd dd.mm.yyyy", "en": "[$-809]ddd dd mmm yyyy"}
HOURS: Final = "0.00"
COUNT: Final = "0"


def workbook(month: Month, language: Language) -> bytes:
    """Return the workbook, in the language that is being spoken."""
    book = Workbook()
    board = book.worksheets[0]
    board.title = gettext("Notice board")
    _fill_board(board, month, language)
    _fill_duties(book.create_sheet(gettext("Duties")), month.carried, language)
    _fill_totals(book.create_sheet(gettext("Totals")), month)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill_board(sheet: Worksheet, month: Month, language: Language) -> None:
    heading = f"{wording.title(month)} · {wording.month_name(month, language)}"
    put(sheet, (1, 1), heading).font = BOLD
    names = [_column_name(month, at) for at in range(len(month.columns))]
    put_header(
        sheet,
        2,
        (gettext("Day"), gettext("Note"), *names),
        (17, 20, *(34 for _ in names)),
    )
    for line, day in enumerate(month.days, 3):
        notes = "\n".join(wording.notes(day, month.team.site, language))
        cells = [_cell_text(cell, day, month) for cell in day.cells]
        forms = (DAY[language], None, *(None for _ in cells))
        put_row(sheet, line, (day.date, notes, *cells), forms)
        for cell in sheet[line]:
            cell.alignment = TOP
            if day.is_weekend or day.is_holiday:
                cell.fill = GREY
        tallest = max(text.count("\n") + 1 for text in (notes, *cells))
        sheet.row_dimensions[line].height = 15.0 * tallest


def _column_name(month: Month, at: int) -> str:
    column = month.columns[at]
    return f"{wording.column_group(column)}: {wording.column_role(column)}"


def _cell_text(cell: Cell, day: Day, month: Month) -> str:
    zone = month.team.site.zone
    if not day.is_published:
        return gettext("not published yet")
    turns = [f"{wording.stretch(turn.span, zone)} {turn.person.name}" for turn in cell.turns]
    gaps = [f"! {wording.stretch(gap.span, zone)} {wording.missing(gap)}" for gap in cell.open]
    return "\n".join((*turns, *gaps))


def _fill_duties(sheet: Worksheet, duties: Sequence[Carried], language: Language) -> None:
    names = (
        gettext("Duty"),
        gettext("Person"),
        gettext("Site"),
        gettext("Role"),
        gettext("Start (local)"),
        gettext("End (local)"),
        gettext("Hours"),
        gettext("Night hours"),
        gettext("Saturday hours"),
        gettext("Sunday hours"),
        gettext("Holiday hours"),
        gettext("Bookings"),
    )
    put_header(sheet, 1, names, (9, 26, 14, 19, 23, 23, 11, 13, 13, 13, 13, 30))
    moment = MOMENT[language]
    forms = (None, None, None, None, moment, moment, *(HOURS,) * 5, None)
    for line, duty in enumerate(duties, 2):
        put_row(sheet, line, _duty_row(duty), forms)
    sheet.auto_filter.ref = sheet.dimensions


def _duty_row(duty: Carried) -> tuple[Value, ...]:
    zone = duty.person.site.zone
    minutes = (duty.span.minutes, duty.night, duty.saturday, duty.sunday, duty.holiday)
    return (
        duty.assignment.label,
        duty.person.name,
        duty.person.site.id,
        role_name(duty.assignment.role),
        _excel(duty.span.start.astimezone(zone)),
        _excel(duty.span.end.astimezone(zone)),
        *(each / 60 for each in minutes),
        "; ".join(duty.assignment.bookings),
    )


def _excel(local: datetime) -> datetime:
    """Return a local time as Excel has it, which knows no offsets."""
    return local.replace(tzinfo=None)


def _fill_totals(sheet: Worksheet, month: Month) -> None:
    names = (
        gettext("Person"),
        gettext("Site"),
        gettext("Hours"),
        gettext("Nights"),
        gettext("Weekends"),
        gettext("Public holidays"),
        gettext("Standby days"),
    )
    put_header(sheet, 1, names, (26, 13, 10, 10, 14, 16, 22))
    forms = (None, None, HOURS, *(COUNT,) * 4)
    for line, total in enumerate(month.totals, 2):
        put_row(sheet, line, _total_row(total), forms)
    for line, words in enumerate(wording.explanations(month), len(month.totals) + 3):
        put(sheet, (line, 1), words)


def _total_row(total: Total) -> tuple[Value, ...]:
    counts = (total.nights, total.weekends, total.holidays, total.standby_days)
    return (total.person.name, total.person.site.id, total.minutes / 60, *counts)
