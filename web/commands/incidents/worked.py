"""`oncall incidents worked`: what was worked in a month, to be looked at and imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.folder.schema import TABLES
from oncall.folder.writing import csv_text
from oncall.services import logging_work
from web.months import MonthType
from web.wiring import opened

if TYPE_CHECKING:
    from datetime import date

    from oncall.worklog import WorkEntry

COLUMNS = [column.name for column in TABLES["worklog"]]


@click.command(epilog="Example: oncall incidents worked --month 2026-12 > worklog.csv")
@click.option("--month", metavar="MONTH", type=MonthType(), required=True, help="Like 2026-12.")
def worked(month: date) -> None:
    """Print what people worked on incidents in a month as rows of worklog.csv.

    Look at them, add what was done on site, and import them. What is in worklog.csv already is left
    out, and so is what is not over yet. Times are whole minutes, with the offset of the person's
    site.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        found = logging_work.of_month(house.database, month, house.clock.now())
    click.echo(csv_text([COLUMNS, *map(_row, found.entries)]), nl=False)
    if found.unbooked:
        click.echo(f"no booking to write to: {', '.join(found.unbooked)}", err=True)


def _row(entry: WorkEntry) -> list[str]:
    zone = entry.person.site.zone
    start, end = (at.astimezone(zone).isoformat() for at in (entry.span.start, entry.span.end))
    names = entry.incident, entry.person.id, entry.customer, entry.booking.id
    return [*names, start, end, "no"]
