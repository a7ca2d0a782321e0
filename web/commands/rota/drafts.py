"""`oncall rota drafts`: the drafts that there are, and how they stand."""

from __future__ import annotations

import json

import click

from oncall.services import drafting
from web.drafted import entry, show_list
from web.wiring import opened


@click.command(epilog="Example: oncall rota drafts neckar")
@click.argument("team", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def drafts(team: str | None, *, as_json: bool) -> None:
    """List the newest hundred drafts, of TEAM if it is named, the newest first.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        found = drafting.listed(house.database, team)
    if as_json:
        click.echo(json.dumps([entry(each) for each in found], ensure_ascii=False, indent=2))
    elif found:
        show_list(found)
    else:
        click.echo("there are no drafts; oncall rota draft asks for one", err=True)
