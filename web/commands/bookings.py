"""`oncall bookings …`: what customers have ordered, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.services import booking_list
from oncall.services import bookings as services
from web.sheet_words import as_json_option, as_table, say_change, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.services.booking_list import Listed
    from oncall.services.bookings import Changed

COLUMNS = {
    "customer": "Who books.",
    "team": "The team that is on standby.",
    "start": "When it begins, like 2026-12-07T18:00, in the time of the team's site.",
    "end": "When it ends; a date alone is the end of that day.",
    "windows": "always, out-of-hours, or lines like 'Mon-Fri 16:00-09:00'.",
}
FURTHER = {
    "id": "Its id; else the next free one.",
    "requested-at": "When it was asked for; else now.",
    "skill": "What whoever is on duty must be able to do.",
    "primary": "How many people as primary [1].",
    "backup": "How many people as backup [0].",
    "exclusive": "Whether they hold nothing else meanwhile [no].",
    "callout-minutes-per-hour": "Time to keep free for call-outs [6].",
    "requested-by": "The customer's contact who asked; else the planner books.",
}
HEADER = ("booking", "customer", "team", "start", "end", "lead time", "state", "rota")

booking_argument = click.argument("booking", metavar="BOOKING")
end_option = click.option("--end", metavar="TIME", required=True, help="When it ends from now on.")


@click.group(epilog="Example: oncall bookings list --team neckar")
def bookings() -> None:
    """List, add, cancel, shorten and extend bookings."""


def column_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option per column of a booking."""
    for name, text in reversed({**COLUMNS, **FURTHER}.items()):
        required = name in COLUMNS
        command = click.option(f"--{name}", metavar="CELL", required=required, help=text)(command)
    return command


@bookings.command("list", epilog="Example: oncall bookings list --team neckar --json")
@click.option("--team", metavar="TEAM", help="Those of one team.")
@click.option("--customer", metavar="CUSTOMER", help="Those of one customer.")
@as_json_option
def list_(team: str | None, customer: str | None, *, as_json: bool) -> None:
    """List bookings: when, how long before they were asked for, and where they stand.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        now = house.clock.now()
        found = booking_list.listed(house.database, now=now, team=team, customer=customer)
    if as_json:
        say_json([each.entry() for each in found])
        return
    for line in as_table([HEADER, *map(_row, found)]):
        click.echo(line)


@bookings.command(
    epilog="Example: oncall bookings add --customer 'Sternwarte Kuckucksberg' --team neckar "
    "--start 2027-04-01 --end 2027-04-14 --windows out-of-hours"
)
@column_options
@as_json_option
def add(*, as_json: bool, **cells: str | None) -> None:
    """Add a booking; the options are the columns of bookings.csv.

    It must be asked for early enough before it begins; data/limits.toml says how early. Where
    contracts are kept, the customer needs one that allows standby for all of it.

    Exit status: 0 added, 2 bad input.
    """
    row = {column: cell for column, cell in cells.items() if cell is not None}
    with opened() as house:
        done = services.add(house.database, row, by=house.user, now=house.clock.now())
    _say(done, f"{done.id} is added", as_json=as_json)


@bookings.command(epilog="Example: oncall bookings cancel N3")
@booking_argument
@as_json_option
def cancel(booking: str, *, as_json: bool) -> None:
    """Cancel BOOKING: one that runs ends now, one that has not begun will not begin.

    What follows for a published rota is named, with the command that plans it again.

    Exit status: 0 cancelled, 2 bad input, also if it is over.
    """
    with opened() as house:
        done = services.cancel(house.database, booking, by=house.user, now=house.clock.now())
    ends = f"{done.id} ends at {_end(done)}" if done.booking else f"{done.id} is cancelled"
    _say(done, ends, as_json=as_json)


@bookings.command(epilog="Example: oncall bookings shorten N2 --end 2027-02-28")
@booking_argument
@end_option
@as_json_option
def shorten(booking: str, end: str, *, as_json: bool) -> None:
    """Let BOOKING end earlier, but not in the past.

    Exit status: 0 shortened, 2 bad input.
    """
    with opened() as house:
        done = services.shorten(house.database, booking, end, by=house.user, now=house.clock.now())
    _say(done, f"{done.id} ends at {_end(done)}", as_json=as_json)


@bookings.command(epilog="Example: oncall bookings extend N2 --end 2027-06-30")
@booking_argument
@end_option
@as_json_option
def extend(booking: str, end: str, *, as_json: bool) -> None:
    """Let BOOKING end later; what is added must be asked for early enough.

    Exit status: 0 extended, 2 bad input.
    """
    with opened() as house:
        done = services.extend(house.database, booking, end, by=house.user, now=house.clock.now())
    _say(done, f"{done.id} ends at {_end(done)}", as_json=as_json)


def _say(done: Changed, sentence: str, *, as_json: bool) -> None:
    entry = {"booking": done.id, "end": _end(done)}
    say_change(sentence, done.conflicts, entry, as_json=as_json)


def _end(done: Changed) -> str | None:
    """Return when a booking ends, in the time of the team's site; None where it never begins."""
    if done.booking is None:
        return None
    return f"{done.booking.span.end.astimezone(done.booking.team.site.zone):%Y-%m-%dT%H:%M}"


def _row(each: Listed) -> tuple[str, ...]:
    span = (f"{at.astimezone(each.zone):%Y-%m-%dT%H:%M}" for at in (each.span.start, each.span.end))
    named = (each.cells["customer"], each.cells["team"])
    return (each.id, *named, *span, f"{each.lead_days} days", each.state, each.cover)
