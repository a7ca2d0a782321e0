"""`oncall migrate`: the schema brought to the newest revision, or to another."""

from __future__ import annotations

import click

from oncall.store.migrating import NEWEST, Moved, revisions
from oncall.store.migrating import migrate as bring
from web.settings import read_settings
from web.wiring import addresses


@click.command(epilog="Example: oncall migrate")
@click.option("--to", metavar="REVISION", default=NEWEST, show_default=True, help="Where to.")
@click.option(
    "--lose-data", is_flag=True, help="Go back as well, though tables go with all that they hold."
)
def migrate(to: str, *, lose_data: bool) -> None:
    """Bring the database's schema to the newest revision.

    Every command does so by itself when it starts; by hand it is of use before many processes
    start at once, and to go back to the schema of an older version. All steps are done or none.
    Prints a line for each.

    Exit status: 0 done, or there was nothing to do; 1 it can't be done; 2 an unknown revision.
    """
    owner, _ = addresses(read_settings())
    moved = bring(owner, to, may_lose=lose_data)
    for line in _lines(moved):
        click.echo(line)
    if not moved.steps:
        click.echo(f"the schema is at {moved.after or 'base'} already", err=True)


def _lines(moved: Moved) -> list[str]:
    order = revisions()
    is_down = moved.before is not None and moved.before == next(iter(moved.steps), None)
    return [f"{'down from' if is_down else 'up to'} {step}: {order[step]}" for step in moved.steps]
