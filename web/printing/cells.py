"""Cells of a workbook for other people's spreadsheets: text stays text, dates are dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

# A spreadsheet would take what begins so for a formula.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST: Final = 32_767  # signs in a cell, as Excel has it
HEADER_HEIGHT: Final = 32.0  # two lines
BOLD: Final = Font(name="Calibri", size=11, bold=True)
TOP: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
GREY: Final = PatternFill("solid", fgColor="E0E0E0")
LINE: Final = Side(style="thin", color="808080")
BOX: Final = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)

Value = str | int | float | date | datetime | None


def put(sheet: Worksheet, at: tuple[int, int], value: Value, form: str | None = None) -> Cell:
    """Write a value into the cell at a line and column; text never becomes a formula."""
    cell = sheet.cell(*at)
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged here
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:LONGEST]
        cell.data_type = TYPE_STRING
        # As if somebody had typed an apostrophe first: it stays text when it is edited, too.
        cell.quotePrefix = value.startswith(DANGEROUS)
    else:
        cell.value = value
    if form:
        cell.number_format = form
    return cell


def put_row(
    sheet: Worksheet, line: int, values: Sequence[Value], forms: Sequence[str | None]
) -> None:
    """Write values side by side, each in its form."""
    for at, (value, form) in enumerate(zip(values, forms, strict=True), 1):
        put(sheet, (line, at), value, form).border = BOX


def put_header(sheet: Worksheet, line: int, names: Sequence[str], widths: Sequence[float]) -> None:
    """Write the names of the columns, which stay in sight and on every printed page."""
    for at, (name, width) in enumerate(zip(names, widths, strict=True), 1):
        cell = put(sheet, (line, at), name)
        cell.font, cell.fill, cell.border = BOLD, GREY, BOX
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[line].height = HEADER_HEIGHT
    sheet.freeze_panes = f"A{line + 1}"
    sheet.print_title_rows = f"1:{line}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
