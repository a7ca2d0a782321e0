"""`oncall rota print`: a month for the notice board, or for the personnel office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from oncall.services import printing
from web.months import MonthType
from web.outputs import check_outputs, write_all
from web.printing.page import page
from web.printing.wording import outside_pages
from web.printing.workbook import workbook
from web.wiring import opened
from web.words import LANGUAGES

if TYPE_CHECKING:
    from datetime import date

    from web.words import Language

PAGES = (".html", ".htm")
WORKBOOK = ".xlsx"


@click.command("print", epilog="Example: oncall rota print neckar --month 2026-12 --out month.html")
@click.argument("team")
@click.option("--month", metavar="MONTH", type=MonthType(), required=True, help="Like 2026-12.")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    required=True,
    help="A page (.html) to print, or a workbook (.xlsx) with a row for each duty.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of the sheet's words.",
)
def print_(team: str, month: date, out: Path, language: Language) -> None:
    """Write a month of TEAM's published rota, for the notice board or the personnel office.

    The page is A4 landscape: who is on duty day by day, what is open, and on a second page what
    each person carries. The workbook has the same, and every duty with its hours.

    Exit status: 0 written; 2 bad input, nothing published in that month, or FILE can't be written.
    """
    kind = out.suffix.casefold()
    if kind not in (*PAGES, WORKBOOK):
        raise click.UsageError(f"--out {out}: name a file that ends in .html or .xlsx.")
    check_outputs(None, {"--out": out})
    with opened() as house:
        found = printing.month(house.database, team, month)
        now = house.clock.now()
    with outside_pages(language):
        written = workbook(found, language) if kind == WORKBOOK else page(found, language, now)
    write_all({out: written})
    click.echo(f"wrote {out}", err=True)
