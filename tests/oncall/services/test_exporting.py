"""What was imported leaves as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oncall.folder.writing import csv_text, grids, workbook
from oncall.folder.written import read_written
from oncall.services import bookings
from oncall.services.exporting import written_sheets
from oncall.store.db import Database
from tests.builders import FILES, write_folder
from tests.databases import at, run
from tests.oncall.services.test_importing import DEMO, NOW, brought, facts
from tests.reference.firms import firm

if TYPE_CHECKING:
    from pathlib import Path

    from web.embedded.server import Addresses

# What a spreadsheet would take for a formula or a number, and what CSV has to quote.
ODD = (
    "=1+1",
    "+49 40 1",
    "-1",
    "@a",
    '"',
    "a,b",
    "a;b",
    "é\nß",
    "'=1",
    "0171",
    "1e5",
    "  x",
    "_x000D_",
)


def exported(database: Database, folder: Path) -> Path:
    """Write what is in the database as CSV."""
    folder.mkdir()
    for name, grid in grids(written_sheets(database)).items():
        (folder / f"{name}.csv").write_text(csv_text(grid), encoding="utf-8", newline="")
    return folder


def cells(path: Path) -> dict[str, list[object]]:
    """Return the cells of a folder or workbook."""
    return {name: [row.cells for row in rows] for name, rows in read_written(path)[1].items()}


def test_the_demo_comes_back_as_it_was_written(
    database: Database, other: Database, tmp_path: Path
) -> None:
    brought(database, DEMO)
    folder = exported(database, tmp_path / "out")
    assert cells(folder) == cells(DEMO)
    assert facts(folder) == facts(DEMO)
    assert not brought(database, folder).merge.changes
    brought(other, folder)
    assert facts(other) == facts(database)
    assert written_sheets(other).keys() == written_sheets(database).keys()


def test_a_workbook_comes_back_as_it_was_written(database: Database, tmp_path: Path) -> None:
    brought(database, DEMO)
    (tmp_path / "out.xlsx").write_bytes(workbook(grids(written_sheets(database))))
    assert cells(tmp_path / "out.xlsx") == cells(DEMO)
    assert not brought(database, tmp_path / "out.xlsx").merge.changes


@pytest.mark.parametrize("odd", ODD)
def test_no_cell_is_taken_for_something_else(database: Database, tmp_path: Path, odd: str) -> None:
    quoted = '"' + odd.replace('"', '""') + '"'
    away = f"person,start,end,reason\nada,2026-12-01,2026-12-02,{quoted}\n"
    brought(database, write_folder(tmp_path / "in", absences=away))
    (tmp_path / "out.xlsx").write_bytes(workbook(grids(written_sheets(database))))
    for path in (exported(database, tmp_path / "out"), tmp_path / "out.xlsx"):
        (row,) = cells(path)["absences"]
        assert row["reason"] == odd.strip()


def test_what_nobody_filled_is_left_out(database: Database, tmp_path: Path) -> None:
    brought(database, write_folder(tmp_path / "in"))
    folder = exported(database, tmp_path / "out")
    assert sorted(file.stem for file in folder.iterdir()) == sorted(FILES)
    assert (folder / "teams.csv").read_text() == "id,site\nvideo,hamburg\nvoice,woking\n"
    header = (folder / "people.csv").read_text().splitlines()[0]
    assert header == "id,name,team,site,email,phone,skills"


def test_a_cancelled_booking_is_left_out_and_stays_cancelled(
    database: Database, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / "in")
    brought(database, folder)
    bookings.cancel(database, "B2", by="paula", now=NOW)
    out = exported(database, tmp_path / "out")
    assert [row["id"] for row in cells(out)["bookings"]] == ["B1"]
    again = brought(database, folder)
    assert again.cancelled() == ("B2",)
    assert not again.merge.changes
    assert not brought(database, out).missing()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_any_firm_comes_back_as_it_was_written(
    urls: Addresses, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    home = tmp_path_factory.mktemp("firm")
    folder = firm(home / "in", seed).folder
    run(urls.owner, "create database another template template_oncall")
    database = Database(at(urls.app, "another"))
    try:
        brought(database, folder)
        out = exported(database, home / "out")
        assert cells(out) == cells(folder)
        assert facts(out) == facts(folder) == facts(database)
        assert not brought(database, out).merge.changes
    finally:
        database.close()
        run(urls.owner, "drop database another with (force)")
