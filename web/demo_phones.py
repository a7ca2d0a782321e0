"""The demo's telephones: a practice carrier whose phones belong to the people of the firm."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Final

import click

from notify.carrier import Account, Config, Http, LiveCarrier, Number, Person, Serving
from oncall.services.gathering import facts
from web.demo_guide import Guides
from web.demo_scenes import PINS
from web.hooks.genuine import PREFIX
from web.languages import first_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.contracts import Customer
    from oncall.folder.facts import Folder
    from web.settings import Settings
    from web.wiring import House

HOTLINE: Final = "+493023125000"  # kept free for films
# Nobody pays for these calls: they need not wait for each other.
A_SECOND: Final = 10


@contextmanager
def ringing(house: House, host: str, port: int) -> Iterator[tuple[House, str]]:
    """Yield the house with a carrier of its own, and the address of the page with its phones.

    Whoever has set up a real carrier keeps it: then no phones are made, and the address is empty.
    Raises ClickException where the port can't be had.
    """
    if not house.settings.carriers.missing:
        yield house, ""
        return
    _look_for(host, port)
    sid, token = f"AC{token_hex(16)}", token_hex(16)
    carrier = LiveCarrier(network(house, sid, token), house.clock.now, Http())
    try:
        with Serving(carrier, host, port) as served:
            carriers = replace(
                house.settings.carriers,
                sid=sid,
                token=token,
                number=HOTLINE,
                base=served.url,
                calls_a_second=A_SECOND,
            )
            yield replace(house, settings=replace(house.settings, carriers=carriers)), served.url
    finally:
        carrier.close()


def network(house: House, sid: str, token: str) -> Config:
    """Return the firm's telephones and hotlines, with what somebody is led through."""
    config = _config(facts(house.database), house.settings, sid, token)
    return replace(config, guides=Guides(house))


def _look_for(host: str, port: int) -> None:
    """Raise ClickException where a port can't be had, before the carrier's server gives up."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} can't be had for the phones ({error.strerror}); end what uses it, or "
            "name another with --phones-port"
        ) from error


def _config(folder: Folder, settings: Settings, sid: str, token: str) -> Config:
    hooks = f"{settings.public_url}{PREFIX}"
    numbers = tuple(
        Number(
            number,
            voice_url=f"{hooks}/hotline",
            status_callback=f"{hooks}/hotline/ended",
            sms_url=f"{hooks}/sms",
            name=_name(folder, number),
        )
        for number in dict.fromkeys((*folder.hotlines, HOTLINE))
    )
    account = Account(
        sid, token, numbers, calls_per_second=A_SECOND, texts_per_second=A_SECOND, name="demo"
    )
    people = (
        Person(
            who.name,
            who.phone,
            first_of(who.languages),
            role=", ".join(team.id for team in who.teams),
        )
        for who in folder.people.values()
        if who.phone
    )
    return Config((account,), (*people, *_customers(folder), *_helpdesks(folder)))


def _helpdesks(folder: Folder) -> Iterator[Person]:
    """Yield the helpdesks' telephones, which belong to nobody."""
    ours = {who.phone for who in folder.people.values()}
    for line in folder.hotlines.values():
        teams = ", ".join(team.id for team in line.teams)
        for number in line.helpdesk:
            if number not in ours:
                ours.add(number)
                yield Person(f"Helpdesk {teams}", number, first_of(line.languages), role=teams)


def _name(folder: Folder, number: str) -> str:
    """Return what stands before a number: the teams whose hotline it is, or that we page by it."""
    line = folder.hotlines.get(number)
    return ", ".join(team.id for team in line.teams) if line else "oncall"


def _hotline_of(folder: Folder, customer: Customer) -> str:
    """Return the number that a customer's contract names; the first where none does."""
    mine = (each.hotline for each in folder.contracts.values() if each.customer == customer)
    named = next((line.number for line in mine if line), None)
    return named or next(iter(folder.hotlines), HOTLINE)


def _customers(folder: Folder) -> Iterator[Person]:
    """Yield those who may call the hotline, each with their first telephone."""
    ours = {who.phone for who in folder.people.values()}
    for contact in folder.contacts:
        if contact.phones and contact.phones[0] not in ours:
            ours.add(contact.phones[0])
            spoken = first_of((contact.customer.language,))
            yield Person(
                contact.name,
                contact.phones[0],
                spoken,
                role=contact.customer.name,
                note=f"PIN {PINS[contact.name]}" if contact.name in PINS else "",
                calls=_hotline_of(folder, contact.customer),
            )
