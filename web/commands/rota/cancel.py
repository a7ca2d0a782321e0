"""`oncall rota cancel`: drop a draft."""

from __future__ import annotations

import click

from oncall.services import drafting
from web.options import draft_argument
from web.wiring import opened


@click.command(epilog="Example: oncall rota cancel 12")
@draft_argument
def cancel(draft: int) -> None:
    """Drop DRAFT, whether it waits, is being solved, or is ready.

    A worker that solves it hears so within a second or two.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        drafting.cancel(house.database, draft, house.user, house.clock.now())
    click.echo(f"draft {draft} is cancelled", err=True)
