"""Customers of the invented firm who call its hotline: each with a number, a PIN and a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOTLINE: Final = "+493023125001"
# Of one customer, who calls from all of them at once: tries of a PIN are few from one number.
FLOODING: Final = 50
FLOODS: Final = "Anrufer 0"


class Caller(NamedTuple):
    """Who calls: the number that is shown, if any, and their PIN."""

    shown: str
    pin: str


def caller(number: int, *, is_hidden: bool = False) -> Caller:
    """Return one of the customers, each of whom has one telephone."""
    return Caller("anonymous" if is_hidden else f"+4917138{number:05}", f"{100_000 + number}")


def flooding(number: int) -> Caller:
    """Return one of the telephones of the customer who calls too often."""
    number %= FLOODING
    return Caller(f"+4917137{number:05}", f"{200_000 + number}")


def tables(count: int, teams: Sequence[str], days: str) -> Mapping[str, str]:
    """Return the sheets of so many customers, whose bookings the teams have in turn."""
    customers = [f"Anrufer {n},Anrufer {n},de" for n in range(count)]
    contacts = [f"Anrufer {n},Frau {n},{caller(n).shown},{caller(n).pin}" for n in range(count)]
    contacts += [
        f"{FLOODS},Herr {n},{each.shown},{each.pin}"
        for n, each in ((n, flooding(n)) for n in range(FLOODING))
    ]
    bookings = [
        f"{booking(n)},Anrufer {n},{teams[n % len(teams)]},2026-01-01,{days},always,none,1,0"
        for n in range(count)
    ]
    return {
        "customers": "\n".join(("id,name,language", *customers)),
        "contacts": "\n".join(("customer,name,phones,pin", *contacts)),
        "hotlines": f"number,teams,languages\n{HOTLINE},{teams[0]},de;en\n",
        "bookings": "\n".join(bookings) + "\n",
    }


def booking(number: int) -> str:
    """Return the booking of one of them."""
    return f"H-{number}"
