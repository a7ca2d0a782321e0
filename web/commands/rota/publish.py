"""`oncall rota publish` and `compare`: look at a draft beside what is published, and publish it."""

from __future__ import annotations

import json

import click

from oncall.services import releasing, viewing
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from web.exits import Exit
from web.options import NUMBER, draft_argument
from web.proof_lines import say_proof
from web.rota_words import change_line, say_made, say_seen, wrong_lines
from web.wiring import opened

version_option = click.option(
    "--version", type=NUMBER, help="Beside this version, not the one that is in force."
)


@click.command(epilog="Example: oncall rota publish 3 --why 'weeks 50 to 53'")
@draft_argument
@click.option("--why", default="", help="Why, for the log and those it touches.")
@click.pass_context
def publish(ctx: click.Context, *, draft: int, why: str) -> None:
    """Publish DRAFT as the next version of its team's rota.

    Everybody whom it touches is told. A draft that breaks rules, that was made from an older
    version, or that would change what is over is refused. Where a report would not reach everybody
    in time, it is said on stderr and published all the same (`oncall hotline prove`).

    Exit status: 0, 3 if the rota leaves gaps, 2 if it is refused.
    """
    with opened() as house:
        act = Act(house.user, house.clock.now(), why)
        released = releasing.publish(house.database, draft, act)
        say_made(released.made, facts(house.database))
        say_proof(house, released.made.publication)
    say_seen(released.seen)
    ctx.exit(Exit.GAPS if released.seen.gaps else Exit.CLEAN)


@click.command(epilog="Example: oncall rota compare 3")
@draft_argument
@version_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(*, draft: int, version: int | None, as_json: bool) -> None:
    """Show what DRAFT changes in the published rota, what it costs, and whom it touches."""
    with opened() as house:
        found, folder = viewing.draft_beside_published(house.database, draft, version)
    if as_json:
        click.echo(json.dumps(found.entry(folder), ensure_ascii=False, indent=2))
        return
    for change in found.changes:
        click.echo(change_line(change, folder))
    names = (folder.people[who].name for who in found.people)
    click.echo(f"touches: {', '.join(names) or 'nobody'}")
    for rule, (before, after) in found.costs.items():
        click.echo(f"{rule.replace('_', ' '):<14}{before:>10} -> {after:>10}{after - before:>+10}")
    for line in wrong_lines(*found.after):
        click.echo(line)


@click.command(epilog="Example: oncall rota versions neckar")
@click.argument("team")
def versions(*, team: str) -> None:
    """List the versions of TEAM's rota: what made each, who, when and why."""
    with opened() as house:
        for made in viewing.versions(house.database, team):
            why = f": {made.why}" if made.why else ""
            click.echo(
                f"{made.version:>4}  {made.kind:<9}{made.at:%Y-%m-%dT%H:%MZ}  {made.by}{why}"
            )
