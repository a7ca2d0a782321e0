"""A planner's folder or workbook made from written rows, to be read back as they are."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING, Cell

from oncall.errors import BadInput, Fault
from oncall.folder.schema import REQUIRED, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from oncall.folder.written import Written

Grid = list[list[str]]
LONGEST: Final = 32_767  # characters; openpyxl would cut the rest off without a word


def grids(sheets: Mapping[str, Sequence[Written]]) -> dict[str, Grid]:
    """Return each sheet with its header, in the order of the formats.

    A sheet without rows is left out if it may be missing, and so is a column that nobody filled.
    """
    return {
        name: _grid(name, sheets.get(name, ()))
        for name in TABLES
        if sheets.get(name) or name in REQUIRED
    }


def csv_text(grid: Grid) -> str:
    """Return a sheet as a CSV file has it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(grid)
    return text.getvalue()


def workbook(sheets: Mapping[str, Grid]) -> bytes:
    """Return an .xlsx workbook with these sheets; every cell is text, none is a formula.

    Raises BadInput for a cell that does not fit.
    """
    book = Workbook(write_only=True)
    for name, grid in sheets.items():
        sheet = book.create_sheet(name)
        for row in grid:
            sheet.append([_text(sheet, cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _grid(name: str, rows: Sequence[Written]) -> Grid:
    columns = [
        column.name
        for column in TABLES[name]
        if column.default is None or any(row.cells[column.name] for row in rows)
    ]
    return [columns, *([row.cells[column] for column in columns] for row in rows)]


def _text(sheet: Worksheet, text: str) -> Cell | None:
    """Return a cell that stays text, whatever it looks like."""
    if not text:
        return None
    if len(text) > LONGEST:
        message = "a cell is too long for a workbook; export to a folder"
        raise BadInput((Fault(sheet.title, None, None, message),))
    cell = Cell(sheet, column=1, row=1, value=text)
    cell.data_type = TYPE_STRING
    cell.number_format = "@"
    return cell
