"""`oncall import`: a planner's folder into the database, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.services.importing import import_folder
from web.options import folder_argument
from web.sheet_words import as_json_option, say_conflicts, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.services.importing import Imported

NAMED = 20  # ids of one sheet that are told; --json has them all


@click.command("import", epilog="Example: oncall import data/demo")
@folder_argument
@click.option(
    "--renamed",
    metavar="ID",
    multiple=True,
    help="A person who has another name now; may be given several times.",
)
@as_json_option
def import_(folder: Path, renamed: tuple[str, ...], *, as_json: bool) -> None:
    """Import a folder DIR of files (or one .xlsx workbook) into the database.

    Everything is imported or, with the reasons, nothing. Rows are found again by their ids; what
    is not in the folder stays in the database and is named. What is over, and whom an id stands
    for, can't change. What contradicts a published rota is imported and named as a conflict.

    Exit status: 0 imported, 2 bad input.
    """
    with opened() as house:
        result = import_folder(
            house.database,
            folder,
            by=house.user,
            now=house.clock.now(),
            renamed=frozenset(renamed),
            marker=house.marker,
        )
    if as_json:
        say_json(_entry(result))
        return
    for sheet, counts in result.counts().items():
        done = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
        click.echo(f"{sheet}: {done}")
    say_conflicts(result.conflicts)
    for sheet, labels in result.missing().items():
        click.echo(f"{sheet}: not in {folder.name}, stays: {_named(labels)}", err=True)
    if off := result.cancelled():
        click.echo(f"bookings: cancelled here, stays so: {_named(off)}", err=True)


def _named(labels: tuple[str, ...]) -> str:
    more = f"; and {len(labels) - NAMED} more" if len(labels) > NAMED else ""
    return "; ".join(labels[:NAMED]) + more


def _entry(result: Imported) -> dict[str, Any]:
    return {
        "sheets": result.counts(),
        "missing": result.missing(),
        "cancelled": result.cancelled(),
        "conflicts": [conflict.entry() for conflict in result.conflicts],
    }


globals()["import"] = import_  # the command's name is a word of Python's own
