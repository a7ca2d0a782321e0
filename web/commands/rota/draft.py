"""`oncall rota draft`: ask for a draft, and watch it until it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.assignments import number_of
from oncall.drafts import Request
from oncall.errors import BadInput, Fault
from oncall.services import drafting, working
from web.following import NOBODY, follow, tell
from web.options import NUMBER, budget_options, say_weeks, weeks_options
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.streams import Weeks
    from solver.outcome import Budget


@click.command(epilog="Example: oncall rota draft neckar --from 2026-12-07 --weeks 4")
@click.argument("team")
@weeks_options(required=True)
@click.option("--again", is_flag=True, help="Change the published rota as little as possible.")
@click.option(
    "--pin",
    "pins",
    metavar="DUTY",
    multiple=True,
    help="A published duty that must stay, like D12; means --again. May be given several times.",
)
@click.option(
    "--like",
    metavar="DRAFT",
    type=NUMBER,
    help="Change this draft as little as possible; --pin then names its duties.",
)
@budget_options
@click.option("--why", default="", help="What it is for, kept with the draft.")
@click.option("--wait/--no-wait", default=True, help="Watch it until it is there (the default).")
@click.option("--json", "as_json", is_flag=True, help="Print the draft and its report as JSON.")
@click.pass_context
def draft(  # noqa: PLR0913 - one by one they are what the command line has
    ctx: click.Context,
    *,
    team: str,
    weeks: Weeks,
    again: bool,
    like: int | None,
    pins: tuple[str, ...],
    budget: Budget,
    why: str,
    wait: bool,
    as_json: bool,
) -> None:
    """Draft the rota of TEAM for some weeks: workers solve it, and nothing is published.

    Without --again or --pin a new rota is drafted, whatever is published. What is over when you
    ask stays as it was. Ctrl-C leaves the draft to the workers. If no worker runs, the draft is
    solved by this command.

    Exit status: 0 all is covered, 3 there are gaps, 2 bad input, 130 it was cancelled.
    """
    asked = Request(team, weeks.first, weeks.days, again, _numbers(pins), budget, why, like)
    with opened() as house:
        number = drafting.ask(house.database, asked, house.user, house.clock.now())
        click.echo(f"draft {number}: {team}, {say_weeks(weeks)}", err=True)
        if wait:
            ctx.exit(tell(follow(house, number), as_json=as_json))
        if not working.is_anybody_there(house.database, house.clock.now()):
            click.echo(f"{NOBODY}; draft {number} waits for one", err=True)
        click.echo(number)


def _numbers(pins: Iterable[str]) -> tuple[int, ...]:
    found = {pin: number_of(pin) for pin in pins}
    faults = [
        Fault("--pin", None, None, f"{pin!r} is no duty; write it like D1042")
        for pin, number in found.items()
        if number is None
    ]
    if faults:
        raise BadInput(tuple(faults))
    return tuple(number for number in found.values() if number is not None)
