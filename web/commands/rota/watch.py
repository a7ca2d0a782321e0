"""`oncall rota watch`: follow a draft until it is solved."""

from __future__ import annotations

import click

from web.following import follow, tell
from web.options import draft_argument
from web.wiring import opened


@click.command(epilog="Example: oncall rota watch 12")
@draft_argument
@click.option("--json", "as_json", is_flag=True, help="Print the draft and its report as JSON.")
@click.pass_context
def watch(ctx: click.Context, draft: int, *, as_json: bool) -> None:
    """Follow DRAFT until nobody works on it any more, then show what it is worth.

    Ctrl-C leaves it to the workers. If no worker runs, the draft is solved by this command.

    Exit status: 0 all is covered, 3 there are gaps, 2 bad input, 130 it was cancelled.
    """
    with opened() as house:
        ctx.exit(tell(follow(house, draft), as_json=as_json))
