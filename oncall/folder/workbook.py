"""Excel workbooks: each sheet as rows of text, the way a CSV of it would read."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from oncall.localtime import MINUTE

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

Sheets = dict[str, list[tuple[int, list[str]]]]

UNPACKED = 200_000_000  # bytes; more is no planner's workbook but a bomb
BROKEN: Final = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
)


class NoWorkbook(ValueError):  # noqa: N818 - said of a file, not of the program
    """The bytes are no readable .xlsx workbook."""


def sheets(content: bytes) -> Sheets:
    """Return each sheet's rows that hold anything, with line numbers; raises NoWorkbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise NoWorkbook
        with warnings.catch_warnings(action="ignore"):  # of styles and validations we don't need
            return _read(content)
    except BROKEN as error:
        raise NoWorkbook from error


def _read(content: bytes) -> Sheets:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found: Sheets = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some programs write a wrong size there
        rows = ((line, [_text(cell) for cell in row]) for line, row in enumerate(sheet.rows, 1))
        found[sheet.title] = [(line, row) for line, row in rows if any(row)]
    book.close()
    return found


def _text(cell: ReadOnlyCell | EmptyCell | Cell | MergedCell) -> str:
    value = cell.value
    form = "" if value is None else str(cell.number_format)
    match value:
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case int() | float():
            text = _number(value * 100 if "%" in form else value)
        case datetime():
            text = _moment(value, form)
        case timedelta():
            text = _clock(value)
        case time() | date():
            text = value.isoformat()
        case _:
            text = str(value)
    return text


def _number(value: float) -> str:
    return f"{value:.12g}" if value != int(value) else str(int(value))


def _clock(value: timedelta) -> str:
    hours, minutes = divmod(round(value / MINUTE), 60)
    return f"{hours:02}:{minutes:02}"


def _moment(value: datetime, form: str) -> str:
    rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if value.year < 1901:  # day 1 of Excel's calendar: 24:00 in a cell for times
        return "24:00"
    # A date alone means another end than a time of 00:00; only the cell's format tells them apart.
    has_time = "h" in form.lower() or rounded.time() != time()
    return rounded.isoformat() if has_time else rounded.date().isoformat()
