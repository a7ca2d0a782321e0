"""What somebody is led through at the demo's phones: who calls whom, with which PIN, what then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import phonenumbers

from notify.carrier import Guide
from oncall.incidents.choosing import chosen
from oncall.incidents.ladder import Whom
from oncall.incidents.report import Severity
from oncall.services import on_call
from oncall.services.gathering import facts
from web.printing.wording import outside_pages
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from oncall.folder.facts import Folder
    from oncall.people import Person
    from web.wiring import House
    from web.words import Language

MOST_CALLED: Final = 2  # of those who are tried are shown first


class Part(NamedTuple):
    """A customer of the demo who calls: their PIN, which the sheet has as a hash, and the team."""

    contact: str
    pin: str
    team: str


PARTS: Final[Mapping[Language, Part]] = {
    "de": Part("Edda Distel", "471100", "neckar"),
    "en": Part("Mabel Duckworth", "314159", "wey"),
}
PINS: Final = {part.contact: part.pin for part in PARTS.values()}


class Scene(NamedTuple):
    """Who calls which number with which PIN, and who is called then, in order."""

    contact: str
    phone: str
    hotline: str
    pin: str
    called: tuple[Person, ...]

    @property
    def number(self) -> str:
        """The hotline's number as people read it."""
        return _shown(self.hotline)

    @property
    def first(self) -> str:
        """The name of whoever is called first."""
        return self.called[0].name


def scenes(house: House) -> dict[Language, Scene]:
    """Return what is played, by language; what the firm does not have is left out."""
    folder = facts(house.database)
    return {
        language: scene
        for language, part in PARTS.items()
        if (scene := _scene(house, folder, part)) is not None
    }


def guides(some: Mapping[Language, Scene], incidents: str) -> dict[str, Guide]:
    """Return what is told on the page of the phones; `incidents` is the address of their list."""
    found: dict[str, Guide] = {}
    for language, scene in some.items():
        with outside_pages(language):
            link = (gettext("The incidents"), f"{incidents}?lang={language}")
            cast = (scene.phone, *(each.phone for each in scene.called))
            found[language] = Guide(tuple(_steps(scene)), cast, link)
    return found


def lines(some: Mapping[Language, Scene], phones: str, incidents: str) -> Iterator[str]:
    """Yield where the phones are, and the steps for the terminal, which speaks English."""
    yield f"the phones of its people: {phones}"
    scene = some.get("en")
    if scene is None:
        return
    yield f"call the hotline, at {phones}:"
    yield f"  1. {scene.contact} calls {scene.number}, enters the PIN {scene.pin}#, then 1"
    yield f"  2. the phone of {scene.first} rings: answer it, then 1, and both are connected"
    yield f"  3. resolve it at {incidents}"
    yield "  4. call again and let nobody answer: it climbs; with 2 the caller leaves a message"


def _scene(house: House, folder: Folder, part: Part) -> Scene | None:
    contact = next((each for each in folder.contacts if each.name == part.contact), None)
    lines = [n for n, line in folder.hotlines.items() if line.teams[0].id == part.team]
    if contact is None or not contact.phones or not lines:
        return None
    called = tuple(_called(house, folder, part.team))[:MOST_CALLED]
    return Scene(contact.name, contact.phones[0], lines[0], part.pin, called) if called else None


def _called(house: House, folder: Folder, team: str) -> Iterator[Person]:
    """Yield who is called at this moment, in order; roles that nobody has are passed."""
    now = house.clock.now()
    duties = [turn.duty for turn in on_call.who_is(house.database, team, now)]
    seen = set[str]()
    for rung in chosen(folder.ladders, team, Severity.MAJOR, now).rungs:
        for target in rung.targets:
            some = [target.name] if target.whom is Whom.PERSON else []
            if target.whom is Whom.ROLE:
                some = [each.person for each in duties if each.role == target.name]
            for person in some:
                if person not in seen and folder.people[person].phone:
                    seen.add(person)
                    yield folder.people[person]


def _steps(scene: Scene) -> Iterator[str]:
    who = {"caller": scene.contact, "engineer": scene.first}
    yield gettext(
        "%(caller)s has a fault: press “Call” on that phone. The hotline has the number "
        "%(number)s.",
        number=scene.number.replace(" ", "\u00a0"),
        **who,
    )
    yield gettext(
        "Listen until the PIN is asked for; what is said stands above the keys. Enter %(pin)s, "
        "then #, with the mouse or the keyboard. After the ticket number press 1 to be connected.",
        pin=scene.pin,
    )
    yield gettext(
        "Whose phone rings stands on top: %(engineer)s. Press “Answer” there, then 1. Now both are "
        "connected: say something, and the other one hears it.",
        **who,
    )
    yield gettext("Hang up. Open the incident, see who was reached when, and resolve it.")
    yield gettext(
        "Call once more and let it ring: after two minutes the next one is called, and so on. "
        "Meanwhile %(caller)s hears the truth about it, and leaves a message with 2: after the "
        "beep “Say”, then #.",
        **who,
    )


def _shown(number: str) -> str:
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
