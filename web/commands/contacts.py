"""`oncall contacts …`: who may call for a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.services import belongings
from oncall.services.publishing import Act
from web.wiring import opened

if TYPE_CHECKING:
    from web.wiring import House

customer_argument = click.argument("customer", metavar="CUSTOMER")
name_argument = click.argument("name", metavar="NAME")


@click.group(epilog="Example: oncall contacts put 'Klinikum Hohenzipfel' 'Edda Distel' --ask-pin")
def contacts() -> None:
    """Add, change and remove who may call; oncall contracts show lists them."""


@contacts.command(
    epilog="Example: oncall contacts put 'Klinikum Hohenzipfel' 'Edda Distel' --trained yes"
)
@customer_argument
@name_argument
@click.option("--phones", metavar="CELL", help="With + and the country; several separated by ;")
@click.option("--email", metavar="CELL", help="The address of the e-mail.")
@click.option("--trained", metavar="CELL", help="Whether they may book standby: yes or no.")
@click.option("--delegate-of", metavar="CELL", help="For which other contact they act; or none.")
@click.option("--ask-pin", is_flag=True, help="Ask for a new PIN, which is kept as a hash alone.")
@click.option("--no-pin", is_flag=True, help="Take the PIN away.")
def put(customer: str, name: str, *, ask_pin: bool, no_pin: bool, **cells: str | None) -> None:
    """Add NAME to who may call for CUSTOMER, or change what is named of them.

    A PIN is asked for and never given as an option, for those are seen in lists of processes.

    Exit status: 0 done, 2 bad input.
    """
    if ask_pin and no_pin:
        raise click.UsageError("--ask-pin is for a new PIN, --no-pin takes it away; give one.")
    row = {column: cell for column, cell in cells.items() if cell is not None}
    row |= {"customer": customer, "name": name}
    if ask_pin:
        row["pin"] = click.prompt("PIN", hide_input=True, confirmation_prompt=True, err=True)
    elif no_pin:
        row["pin"] = "none"
    with opened() as house:
        is_new = belongings.put(house.database, "contacts", row, _act(house), house.marker)
    click.echo(f"{name} is added" if is_new else f"{name} is changed")


@contacts.command(epilog="Example: oncall contacts remove 'Klinikum Hohenzipfel' 'Knut Quendel'")
@customer_argument
@name_argument
def remove(customer: str, name: str) -> None:
    """Remove NAME from who may call for CUSTOMER.

    Exit status: 0 removed, 2 bad input.
    """
    row = {"customer": customer, "name": name}
    with opened() as house:
        belongings.remove(house.database, "contacts", row, _act(house))
    click.echo(f"{name} is removed")


def _act(house: House) -> Act:
    return Act(house.user, house.clock.now())
