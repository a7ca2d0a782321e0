"""`oncall rota messages`: what people are to be told of a rota."""

from __future__ import annotations

import json

import click

from oncall.services import telling
from web.wiring import opened


@click.command(epilog="Example: oncall rota messages neckar --kind gap")
@click.argument("team")
@click.option("--kind", help="Only of this kind: duties, gap, swap, booking, covered.")
def messages(*, team: str, kind: str | None) -> None:
    """List what people and customers of TEAM are to be told, oldest first: a line of JSON each."""
    with opened() as house:
        for each in telling.messages(house.database, team, kind):
            to = each.person or each.customer or "planners"
            line = {"to": to, "kind": each.kind} | dict(each.facts)
            click.echo(json.dumps(line, ensure_ascii=False))
