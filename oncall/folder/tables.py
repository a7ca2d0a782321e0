"""Where the tables of a folder lie: files and sheets, found, opened, and named for faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from oncall.folder.csvtext import csv_rows
from oncall.folder.schema import REQUIRED, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from oncall.folder.faults import FaultList

LARGEST: Final = 64_000_000  # bytes of one file
REQUIRED_FILES = "sites.csv, teams.csv, people.csv and bookings.csv"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text with their line numbers, the header first; `source` is its name in faults."""

    source: str
    rows: Iterable[tuple[int, list[str]]]


def find_tables(path: Path, faults: FaultList) -> dict[str, Table]:
    """Return the tables of a folder or workbook by name; what is missing or twice is a fault."""
    found: dict[str, Table] = {}
    broken: set[str] = set()
    for file in _files(path, faults):
        content = read_bytes(file, faults)
        if content is None:
            broken.add(file.stem.casefold())
            continue
        for name, table in _tables_of(file, content, faults):
            if name in found:
                message = f"{name} is in {found[name].source} as well; keep one of them"
                faults.add(table.source, None, None, message)
            found.setdefault(name, table)
    if path.exists() and (path.is_dir() or found):
        for name in REQUIRED:
            if name not in found and name not in broken:
                message = f"is missing; there must be {REQUIRED_FILES}"
                faults.add(f"{name}.csv", None, None, message)
    return found


def read_bytes(file: Path, faults: FaultList) -> bytes | None:
    """Return a file's content, or None with a fault where that is impossible."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            message = f"has {size} bytes, too many for a table; split it or clean it up"
            faults.add(file.name, None, None, message)
            return None
        return file.read_bytes()
    except OSError as error:
        message = f"can't be read ({error.strerror}); check that it is a file and its permissions"
        faults.add(file.name, None, None, message)
        return None


def _files(path: Path, faults: FaultList) -> list[Path]:
    if path.suffix.casefold() == ".xlsx" and path.is_file():
        return [path]
    try:
        entries = sorted(path.iterdir())
    except FileNotFoundError:
        faults.add(path.name, None, None, "there is no such folder; check the spelling")
    except NotADirectoryError:
        message = f"is a file; name the folder that holds {REQUIRED_FILES}, or an .xlsx workbook"
        faults.add(path.name, None, None, message)
    except OSError as error:
        message = f"can't be read ({error.strerror}); check the folder's permissions"
        faults.add(path.name, None, None, message)
    else:
        return [entry for entry in entries if _may_hold_tables(entry)]
    return []


def _may_hold_tables(file: Path) -> bool:
    if file.suffix.casefold() == ".xlsx":
        return not file.name.startswith(("~$", "."))  # Excel's locks look like workbooks
    return file.suffix.casefold() == ".csv" and file.stem.casefold() in TABLES


def _tables_of(file: Path, content: bytes, faults: FaultList) -> list[tuple[str, Table]]:
    if file.suffix.casefold() == ".csv":
        return [(file.stem.casefold(), Table(file.name, csv_rows(content)))]
    # What reads workbooks takes as long to load as a whole command; few folders hold any.
    from oncall.folder.workbook import NoWorkbook, sheets

    try:
        found = sheets(content)
    except NoWorkbook:
        message = "is no readable .xlsx workbook; save it again as .xlsx or take it away"
        faults.add(file.name, None, None, message)
        return []
    named = [
        (_sheet_name(title), Table(f"{file.name}/{title}", rows)) for title, rows in found.items()
    ]
    tables = [(name, table) for name, table in named if name in TABLES]
    if not tables and file.stem.casefold() in TABLES:
        message = f"has no sheet named {file.stem.casefold()}; name its sheet so"
        faults.add(file.name, None, None, message)
    return tables


def _sheet_name(title: str) -> str:
    return title.strip().casefold().removesuffix(".csv")
