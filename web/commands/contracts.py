"""`oncall contracts …`: what customers have bought, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.catalogue.offers import Channel
from oncall.services import contract_list
from oncall.services import contracts as services
from web.contract_lines import facts_of, outlasting_lines, whole_entry
from web.contract_options import column_options
from web.sheet_words import as_json_option, as_table, say_change, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from oncall.services.contract_list import Listed
    from oncall.services.contracts import Changed

HEADER = ("contract", "customer", "provider", "level", "state", "ends", "notice until")

contract_argument = click.argument("contract", metavar="CONTRACT")


@click.group(epilog="Example: oncall contracts list --customer 'Klinikum Hohenzipfel'")
def contracts() -> None:
    """List, show, add and end contracts."""


@contracts.command("list", epilog="Example: oncall contracts list --json")
@click.option("--customer", metavar="CUSTOMER", help="Those of one customer.")
@as_json_option
def list_(customer: str | None, *, as_json: bool) -> None:
    """List contracts: where they stand, when they end, until when notice is possible.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        found = contract_list.listed(house.database, now=house.clock.now(), customer=customer)
    if as_json:
        say_json([each.entry() for each in found])
        return
    for line in as_table([HEADER, *map(_row, found)]):
        click.echo(line)


@contracts.command(epilog="Example: oncall contracts show C1")
@contract_argument
@click.option(
    "--channel",
    type=click.Choice([each.value for each in Channel]),
    default=Channel.TELEPHONE.value,
    show_default=True,
    help="By which the customer may be helped now.",
)
@as_json_option
def show(contract: str, channel: str, *, as_json: bool) -> None:
    """Show CONTRACT: its term, who may call, what is booked, what the customer may have now.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        now = house.clock.now()
        found = contract_list.whole(house.database, contract, now=now)
    if as_json:
        say_json(whole_entry(found, now, Channel(channel)))
        return
    for line in as_table(list(facts_of(found, now, Channel(channel)))):
        click.echo(line)


@contracts.command(
    epilog="Example: oncall contracts add --customer 'Theater am Tukansteg' "
    "--provider conference-tv --level gold --start 2027-01-01"
)
@column_options
@click.option("--new-customer", is_flag=True, help="The customer is not known yet.")
@as_json_option
def add(*, new_customer: bool, as_json: bool, **cells: str | None) -> None:
    """Add a contract; the options are the columns of contracts.csv.

    Exit status: 0 added, 2 bad input.
    """
    row = {column: cell for column, cell in cells.items() if cell is not None}
    with opened() as house:
        done = services.add(
            house.database,
            row,
            by=house.user,
            now=house.clock.now(),
            new_customer=new_customer,
        )
    _say(done, f"{done.bought.contract.id} is added", as_json=as_json)


@contracts.command(epilog="Example: oncall contracts end C2 --received 2026-11-20")
@contract_argument
@click.option("--received", metavar="DAY", default="", help="When notice came in; else today.")
@click.option("--last", metavar="DAY", default="", help="The last day, if both agreed on one.")
@as_json_option
def end(contract: str, received: str, last: str, *, as_json: bool) -> None:
    """End CONTRACT by notice, at the end of the term that it is in time for, or by agreement.

    Bookings that run on after it are named; they stay until they are shortened or cancelled.

    Exit status: 0 ended, 2 bad input.
    """
    if received and last:
        raise click.UsageError("--received is for a notice, --last for an agreement; give one.")
    with opened() as house:
        done = services.end(
            house.database,
            contract,
            by=house.user,
            now=house.clock.now(),
            received=received,
            last=last,
        )
    _say(done, f"{contract} ends on {done.last_day}", as_json=as_json)


def _say(done: Changed, sentence: str, *, as_json: bool) -> None:
    entry: dict[str, Any] = {
        "contract": done.bought.contract.id,
        "ends": str(done.last_day) if done.last_day else None,
        "outlasting": [booking.id for booking in done.outlasting],
    }
    say_change(sentence, done.conflicts, entry, as_json=as_json)
    if not as_json:
        for line in outlasting_lines(done):
            click.echo(line)


def _row(each: Listed) -> tuple[str, ...]:
    named = (each.contract.customer.id, each.contract.provider, each.contract.level)
    state = each.state.value if each.state else "unknown level"
    until = each.notice.by if each.notice else None
    notice = str(until) if until else "any time" if each.notice else "-"
    return (each.contract.id, *named, state, str(each.ends or each.term_ends or "-"), notice)
