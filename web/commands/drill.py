"""`oncall drill`: a made-up incident, and who would have been reached when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.errors import BadInput, Fault
from oncall.folder.faults import nearest, shown
from oncall.incidents.report import Severity
from oncall.people import Role
from oncall.services.gathering import facts, team_named
from web.carriers import read_pace
from web.commands.incidents.open_ import SEVERITIES
from web.drill.entry import entry
from web.drill.holding import Wanted, hold
from web.drill.report import lines, report
from web.exits import Exit
from web.printing.wording import outside_pages
from web.settings import read_settings
from web.sheet_words import as_json_option, say_json
from web.when import instant
from web.wiring import visited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.folder.facts import Folder


@click.command(epilog="Example: oncall drill --team neckar --at 2026-12-24T20:00")
@click.option(
    "--team", metavar="TEAM", help="Whose rota and ladder; needed where there are several."
)
@click.option("--at", metavar="WHEN", help="When the fault is reported, local to the team; now.")
@click.option(
    "--customer", metavar="CUSTOMER", help="Whose bookings it is about; any of the team's."
)
@click.option(
    "--severity",
    type=SEVERITIES,
    default=Severity.MAJOR.value,
    show_default=True,
    help="How bad it is, which may choose another ladder.",
)
@click.option(
    "--accepts",
    metavar="ROLE|PERSON",
    multiple=True,
    help="Who answers and presses 1: primary, backup, manager, or somebody's id. Repeatable.",
)
@click.option(
    "--silent/--mailboxes",
    default=True,
    help="Whether nobody else answers, which is usual, or everybody's mailbox does.",
)
@as_json_option
@click.pass_context
def drill(
    ctx: click.Context,
    /,
    *,
    team: str | None,
    at: str | None,
    silent: bool,
    as_json: bool,
    **told: Any,
) -> None:
    """Make up an incident with the published rota, and tell who would have been reached when.

    Nobody real is called and nothing is changed in the firm's database, not its version either:
    what is needed of it is copied into a scratch one, where the same engine climbs the same ladder,
    by the practice carrier, in a few seconds. The account of the real carrier is not even read.

    Exit status: 0 reached in time, 1 the database is of another version, 2 bad input, 3 not reached
    in time.
    """
    with visited(read_settings(carriers=read_pace)) as house:
        known, now = facts(house.database), house.clock.now()
        customer = told["customer"] and _customer(known, told["customer"])
        mine = team_named(known, team or _only_team(known, customer))
        wanted = Wanted(
            mine.id,
            instant("--at", at, mine.site.zone) if at else now,
            customer,
            Severity(told["severity"]),
            tuple(_accepting(known, each) for each in told["accepts"]),
            have_mailboxes=not silent,
            calls_a_second=house.settings.carriers.calls_a_second,
        )
        held = hold(house.database, wanted, now)
    with outside_pages("en"):
        made = report(held)
        if as_json:
            say_json(entry(made))
        for line in () if as_json else lines(made):
            click.echo(line)
    for complaint in held.complaints:
        click.echo(f"the practice carrier complains: {complaint}", err=True)
    ctx.exit(Exit.CLEAN if made.is_in_time else Exit.GAPS)


def _only_team(known: Folder, customer: str | None) -> str:
    """Return the team where there is one alone, of the customer's bookings or at all."""
    booked = {each.team.id for each in known.bookings.values() if each.customer == customer}
    some = sorted(booked or known.teams)
    if len(some) == 1:
        return some[0]
    cure = f"say which with --team: {', '.join(some)}" if some else "import a folder first"
    raise click.UsageError(f"It is not clear which team is meant; {cure}.")


def _customer(known: Folder, customer: str) -> str:
    some = {each.customer for each in known.bookings.values()} | set(known.customers)
    return _known("customer", customer, some)


def _accepting(known: Folder, who: str) -> str:
    return _known("accepts", who, (*Role, *known.people))


def _known(option: str, word: str, some: Iterable[str]) -> str:
    """Return what was named; raises BadInput with the nearest where there is no such thing."""
    names = tuple(some)
    if word in names:
        return word
    near = nearest(word, names)
    cure = f"the nearest is {near}" if near else "none is known"
    message = f"{shown(word)} is not known; {cure}"
    raise BadInput((Fault(f"--{option}", None, None, message),))
