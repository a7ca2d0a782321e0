"""What would happen at the demo's phones at this moment: who calls whom, how they are served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import phonenumbers

from oncall import catalogue
from oncall.hotline.serving import Help, served
from oncall.incidents.booked import INSTANT
from oncall.incidents.choosing import chosen
from oncall.incidents.present import Present
from oncall.incidents.report import Severity
from oncall.localtime import Span
from oncall.services import on_call
from oncall.services.gathering import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.contracts import Contact, Customer, Hotline
    from oncall.folder.facts import Folder
    from oncall.people import Person
    from web.wiring import House
    from web.words import Language

MOST_CALLED: Final = 2  # of those who are tried are shown first


class Part(NamedTuple):
    """Who plays in the demo: a customer who calls, by their PIN, and another one to compare with.

    Sheets have PINs as hashes; who has none presses hash alone.
    """

    contact: str
    team: str
    other: str


PARTS: Final[Mapping[Language, Part]] = {
    "de": Part("Edda Distel", "neckar", "Selma Komet"),
    "en": Part("Mabel Duckworth", "wey", "Otto Windsock"),
}
PINS: Final = {"Edda Distel": "471100", "Mabel Duckworth": "314159", "Selma Komet": "271828"}


class Caller(NamedTuple):
    """Somebody who may call, with which PIN, and how they would be served."""

    name: str
    phone: str
    pin: str
    help: Help
    has_desk: bool  # a helpdesk's telephone rings at the number they call


class Scene(NamedTuple):
    """Who calls which number at an instant, and who is called then, in order.

    `until` is when the duty of the first of them ends; None where nobody is on duty and the ladder
    names them.
    """

    at: datetime
    zone: ZoneInfo
    caller: Caller
    hotline: str
    called: tuple[Person, ...]
    until: datetime | None
    other: Caller | None

    @property
    def number(self) -> str:
        """The hotline's number as people read it."""
        parsed = phonenumbers.parse(self.hotline)
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    @property
    def first(self) -> str:
        """The name of whoever is called first."""
        return self.called[0].name

    @property
    def is_called(self) -> bool:
        """Tell whether an engineer is called for whoever dials now."""
        return self.caller.help is Help.STANDBY and bool(self.called)


def scenes(house: House, at: datetime) -> dict[Language, Scene]:
    """Return what would be played then, by language; what the firm does not have is left out."""
    folder = facts(house.database)
    found = ((language, _scene(house, folder, part, at)) for language, part in PARTS.items())
    return {language: scene for language, scene in found if scene is not None}


def _scene(house: House, folder: Folder, part: Part, now: datetime) -> Scene | None:
    contact = _contact(folder, part.contact)
    lines = [line for line in folder.hotlines.values() if line.teams[0].id == part.team]
    if contact is None or not lines:
        return None
    other = _contact(folder, part.other)
    called, until = _called(house, folder, part.team, contact.customer, now)
    return Scene(
        now,
        folder.teams[part.team].site.zone,
        _caller(folder, lines[0], contact, now),
        lines[0].number,
        called,
        until,
        _caller(folder, lines[0], other, now) if other else None,
    )


def _contact(folder: Folder, name: str) -> Contact | None:
    return next((each for each in folder.contacts if each.name == name and each.phones), None)


def _caller(folder: Folder, line: Hotline, contact: Contact, now: datetime) -> Caller:
    how = served(folder, catalogue.load(), line, contact.customer, now)
    pin = PINS.get(contact.name, "")
    return Caller(contact.name, contact.phones[0], pin, how.help, bool(line.helpdesk))


def _called(
    house: House, folder: Folder, team: str, customer: Customer, now: datetime
) -> tuple[tuple[Person, ...], datetime | None]:
    """Return who is called for a customer now, in order, and until when the first is on duty."""
    turns = on_call.who_is(house.database, team, now)
    instant = Span(now, now + INSTANT)
    mine = frozenset(
        each.id
        for each in folder.bookings.values()
        if (each.customer, each.team.id) == (customer.id, team) and each.window_spans(instant)
    )
    present = Present(tuple(turn.duty for turn in turns), mine, folder.staff)
    some = tuple(dict.fromkeys(_tried(folder, team, present, now)))[:MOST_CALLED]
    ends = [turn.until for turn in turns if some and turn.duty.person == some[0]]
    return tuple(folder.people[who] for who in some), min(ends, default=None)


def _tried(folder: Folder, team: str, present: Present, now: datetime) -> Iterator[str]:
    """Yield who is tried by the ladder of a fault; roles that nobody has are passed."""
    for rung in chosen(folder.ladders, team, Severity.MAJOR, now).rungs:
        for target in rung.targets:
            yield from (who for who in present.people(target) if folder.people[who].phone)
