"""The month as a workbook: read back, its dates are dates and its texts are texts."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.web.printing.months import printed
from web.printing.cells import put
from web.printing.wording import outside_pages
from web.printing.workbook import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook


def december(day: int, hour: int = 0) -> datetime:
    """A local time as Excel has it, which knows no offsets."""
    return datetime(2026, 12, day, hour)  # noqa: DTZ001


def content(folder: Path, language: str = "en") -> bytes:
    with outside_pages(language):
        return workbook(printed(folder), language)


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content(tmp_path)))


def test_it_has_the_board_a_row_per_duty_and_totals(book: Workbook, tmp_path: Path) -> None:
    assert book.sheetnames == ["Notice board", "Duties", "Totals"]
    german = openpyxl.load_workbook(BytesIO(content(tmp_path, "de")))
    assert german.sheetnames == ["Aushang", "Dienste", "Summen"]


def test_the_board_is_as_it_hangs(book: Workbook) -> None:
    board = book["Notice board"]
    assert board["A1"].value == "On call: team video · December 2026"
    header = [cell.value for cell in board[2]]
    assert header == ["Day", "Note", "general: Primary", "general: Backup", "only -Elbe: Primary"]
    seventh = [cell.value for cell in board[9]]
    assert seventh[0] == december(7)
    assert seventh[2:4] == ["18:00–24:00 Ada <b>Ahlers</b> & Söhne", "! 18:00–24:00 1 missing"]
    assert board["B27"].value == "Christmas Day"


def test_a_duty_has_real_dates_in_local_time_and_its_hours_by_kind(book: Workbook) -> None:
    ada, eve, ben = [[cell.value for cell in row] for row in book["Duties"].iter_rows(min_row=2)]
    assert ada[:7] == [
        "D1",
        "Ada <b>Ahlers</b> & Söhne",
        "hamburg",
        "Primary",
        december(7, 18),
        december(8, 6),
        12,
    ]
    assert ada[7:] == [8, 0, 0, 0, "B1"]
    # Ben's day is London's: from 17:00 on Christmas Day, which ends an hour later than Berlin's.
    assert ben[4:11] == [december(25, 17), december(26, 5), 12, 7, 5, 0, 12]
    assert eve[0] == "D2"


def test_dates_and_hours_are_shown_as_such(book: Workbook, tmp_path: Path) -> None:
    duties = book["Duties"]
    assert duties["E2"].is_date
    assert duties["E2"].number_format == "[$-809]ddd dd mmm yyyy hh:mm"
    assert duties["G2"].number_format == "0.00"
    german = openpyxl.load_workbook(BytesIO(content(tmp_path, "de")))
    assert german["Dienste"]["E2"].number_format == "[$-407]ddd dd.mm.yyyy hh:mm"


def test_totals_are_numbers(book: Workbook) -> None:
    totals = [[cell.value for cell in row] for row in book["Totals"].iter_rows(2, 4)]
    assert totals[0] == ["+Ben", "woking", 12, 1, 1, 2, 2]
    assert [row[0] for row in totals] == ["+Ben", "=HYPERLINK(1)", "Ada <b>Ahlers</b> & Söhne"]


def test_headers_stay_in_sight_and_columns_are_wide_enough(book: Workbook) -> None:
    assert [sheet.freeze_panes for sheet in book] == ["A3", "A2", "A2"]
    for sheet in book:
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[2]]
        assert all(width >= 9 for width in widths)
        assert sheet.page_setup.orientation == "landscape"
    assert book["Duties"].auto_filter.ref == "A1:L4"


def test_no_text_becomes_a_formula(book: Workbook, tmp_path: Path) -> None:
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    dangerous = [c for c in cells if isinstance(c.value, str) and c.value[:1] in tuple("=+-@")]
    assert len(dangerous) == 4  # two names, in two sheets
    assert all(cell.quotePrefix for cell in dangerous)
    with zipfile.ZipFile(BytesIO(content(tmp_path))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_is_quoted(text: str) -> None:
    sheet = openpyxl.Workbook().active
    cell = put(sheet, (1, 1), text)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_what_no_workbook_can_hold_is_replaced(tmp_path: Path) -> None:
    sheet = openpyxl.Workbook().active
    assert put(sheet, (1, 1), "a\x07b").value == "a\N{REPLACEMENT CHARACTER}b"
    assert len(put(sheet, (1, 1), "x" * 40_000).value) == 32_767
