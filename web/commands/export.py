"""`oncall export`: the planner's sheets out of the database, as a folder or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.errors import BadInput, Fault
from oncall.folder.schema import TABLES
from oncall.folder.writing import csv_text, grids, workbook
from oncall.folder.written import read_written
from oncall.services.exporting import written_sheets
from web.options import folder_argument
from web.outputs import write_all
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from oncall.folder.written import Written

NEW = "name a new or empty folder, or a new .xlsx file"


@click.command(epilog="Example: oncall export planned")
@folder_argument
def export(folder: Path) -> None:
    """Export the planner's sheets into a new or empty folder DIR (or to a new FILE.xlsx).

    The cells are as they were written, so that importing them again changes nothing. Numbers that
    begin with + or cells that begin with = are left so; to look at them in a spreadsheet, export
    to .xlsx, where every cell is text.

    Exit status: 0 exported, or all is there already; 2 something else is there.
    """
    with opened() as house:
        sheets = written_sheets(house.database)
    if not any(sheets.values()):
        raise BadInput((Fault("the database", None, None, "is empty; import a folder first"),))
    if _is_taken(folder):
        if not _says_the_same(folder, sheets):
            raise BadInput((Fault(str(folder), None, None, f"holds other sheets; {NEW}"),))
        click.echo(f"{folder} has it all already", err=True)
    elif not folder.parent.is_dir():
        raise BadInput((Fault(str(folder), None, None, f"is in no folder that is there; {NEW}"),))
    elif folder.suffix.casefold() == ".xlsx":
        write_all({folder: workbook(grids(sheets))})
        click.echo(f"wrote {folder}", err=True)
    else:
        texts = {folder / f"{name}.csv": csv_text(grid) for name, grid in grids(sheets).items()}
        _write_folder(folder, texts)
        click.echo(f"wrote {len(texts)} files to {folder}", err=True)


def _is_taken(path: Path) -> bool:
    """Tell whether planner's sheets are there, or might be."""
    if not path.is_dir():
        return path.exists()
    try:
        entries = [(entry.stem.casefold(), entry.suffix.casefold()) for entry in path.iterdir()]
    except OSError as error:
        raise _unwritable(path, error) from error
    return any(end == ".xlsx" or (end == ".csv" and stem in TABLES) for stem, end in entries)


def _says_the_same(path: Path, sheets: Mapping[str, Sequence[Written]]) -> bool:
    try:
        _, there = read_written(path)
    except BadInput:
        return False
    return all(
        [row.cells for row in there.get(name, ())] == [row.cells for row in sheets.get(name, ())]
        for name in TABLES
    )


def _write_folder(folder: Path, texts: Mapping[Path, str]) -> None:
    is_new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        write_all(texts)
    except BaseException:  # a Ctrl-C leaves no empty folder either
        if is_new:
            folder.rmdir()
        raise


def _unwritable(path: Path, error: OSError) -> BadInput:
    message = f"can't be written ({error.strerror}); check the folder above it, or {NEW}"
    return BadInput((Fault(str(path), None, None, message),))
