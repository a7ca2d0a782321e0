"""`oncall rota check`: the plain check of a draft, or of what is published from now on."""

from __future__ import annotations

import click

from oncall.services import editing, watching
from web.exits import Exit
from web.rota_words import wrong_lines
from web.wiring import opened


@click.command(epilog="Example: oncall rota check neckar")
@click.argument("what", metavar="TEAM|DRAFT")
@click.pass_context
def check(ctx: click.Context, *, what: str) -> None:
    """Check the published rota of TEAM from now on, or the draft of number DRAFT.

    By the people, bookings and absences as they are now.

    Exit status: 0 clean, 1 rules are broken, 3 there are gaps only, 2 bad input.
    """
    with opened() as house:
        if what.isdecimal():
            breaches, gaps = editing.checked(house.database, int(what))
        else:
            seen = watching.state_of(house.database, what, house.clock.now())
            breaches, gaps = seen.breaches, seen.gaps
    for line in wrong_lines(breaches, gaps):
        click.echo(line)
    ctx.exit(Exit.BROKEN if breaches else Exit.GAPS if gaps else Exit.CLEAN)
