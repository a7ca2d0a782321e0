"""`oncall rota override` and `swap`: the published rota in daily life."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.services import overriding, swapping
from oncall.services.gathering import facts, team_named
from oncall.services.publishing import Act
from web.exits import Exit
from web.options import NUMBER
from web.rota_words import say_made, say_seen, wrong_lines
from web.when import span
from web.wiring import opened

if TYPE_CHECKING:
    from oncall.localtime import Span
    from oncall.services.amending import Amended
    from web.wiring import House

duty_argument = click.argument("duty", metavar="DUTY")
why_option = click.option("--why", default="", help="Why, for the log and those it touches.")


@click.command(epilog="Example: oncall rota override D12 amara --why 'train is late'")
@duty_argument
@click.argument("person")
@click.option("--from", "start", metavar="WHEN", help="Only from then; the person's local time.")
@click.option("--until", "end", metavar="WHEN", help="Only until then.")
@why_option
@click.pass_context
def override(
    ctx: click.Context, *, duty: str, person: str, start: str | None, end: str | None, why: str
) -> None:
    """Let PERSON take the published DUTY over, from now on, or a stretch of it.

    Refused where the person may not hold it; where the duty is cut is free.

    Exit status: 0, 3 if the rota has gaps, 2 if it is refused.
    """
    if (start is None) != (end is None):
        raise click.UsageError("--from and --until go together; give both or neither.")
    with opened() as house:
        stretch = _stretch(house, person, start, end)
        act = Act(house.user, house.clock.now(), why)
        _say(house, overriding.override(house.database, duty, person, act, stretch), ctx)


def _stretch(house: House, person: str, start: str | None, end: str | None) -> Span | None:
    if start is None or end is None:
        return None
    people = facts(house.database).people
    if person not in people:
        raise click.UsageError(f"there is nobody {person!r}; `oncall export` has all ids.")
    return span(start, end, people[person].site.zone)


@click.group(epilog="Example: oncall rota swap offer D12 --why 'school play'")
def swap() -> None:
    """Offer duties, take them, take offers back."""


@swap.command(epilog="Example: oncall rota swap offer D12 --to amara --for D20")
@duty_argument
@click.option("--to", "taker", metavar="PERSON", help="To this person; else to the whole team.")
@click.option("--for", "for_duty", metavar="DUTY", help="In exchange for this duty.")
@why_option
def offer(*, duty: str, taker: str | None, for_duty: str | None, why: str) -> None:
    """Offer the published DUTY to somebody, or to everybody of the team who may hold it."""
    with opened() as house:
        act = Act(house.user, house.clock.now(), why)
        made = swapping.offer(house.database, duty, act, taker, for_duty)
        people = facts(house.database).people
    click.echo(
        f"swap {made.number}, offered to: {', '.join(people[p].name for p in made.possible)}"
    )
    for sentence in made.refusals.values():
        click.echo(f"not possible: {sentence}")


@swap.command(epilog="Example: oncall rota swap accept 4 amara")
@click.argument("number", type=NUMBER)
@click.argument("person")
@click.pass_context
def accept(ctx: click.Context, *, number: int, person: str) -> None:
    """Let PERSON accept the swap NUMBER; checked against every limit."""
    with opened() as house:
        act = Act(house.user, house.clock.now(), f"swap {number}")
        _say(house, swapping.accept(house.database, number, person, act), ctx)


@swap.command("take-back", epilog="Example: oncall rota swap take-back 4")
@click.argument("number", type=NUMBER)
@click.pass_context
def take_back(ctx: click.Context, *, number: int) -> None:
    """Take the offer NUMBER back; if it was accepted, its duties go back."""
    with opened() as house:
        act = Act(house.user, house.clock.now(), f"swap {number} taken back")
        done = swapping.take_back(house.database, number, act)
        if done:
            _say(house, done, ctx)
    click.echo(f"swap {number} is taken back")


@swap.command("list", epilog="Example: oncall rota swap list neckar")
@click.argument("team")
def list_(*, team: str) -> None:
    """List the swaps of TEAM, newest first."""
    with opened() as house:
        folder = facts(house.database)
        team_named(folder, team)
        for each in swapping.offers(house.database, team):
            to = folder.people[each.taker].name if each.taker else "anybody"
            back = f" for D{each.for_duty}" if each.for_duty else ""
            giver = folder.people[each.giver].name
            state = each.state.replace("_", " ")
            click.echo(f"{each.id:>4}  {state:<11}D{each.duty} of {giver} to {to}{back}")


def _say(house: House, done: Amended, ctx: click.Context) -> None:
    say_made(done.made, facts(house.database))
    for line in wrong_lines(done.effect.broken, ()):
        click.echo(f"note: {line}")
    say_seen(done.seen)
    if done.seen.gaps:
        ctx.exit(Exit.GAPS)
