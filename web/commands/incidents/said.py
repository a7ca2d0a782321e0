"""What the commands about incidents have in common: who does it, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from oncall.errors import Fault, Unknown
from oncall.folder.faults import nearest, shown
from oncall.incidents.hearing import Act, Answer
from oncall.services.gathering import facts_in
from oncall.services.incident_views import named
from web.exits import Exit
from web.incidents.words import answer_sentence
from web.printing.wording import outside_pages
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.incidents.hearing import Heard
    from oncall.store.db import Database
    from oncall.store.incidents import Kept
    from web.wiring import House

    # What a command does, to an incident of a house.
    Deed = Callable[[House, Kept, Act], Heard]

DONE: Final = {Answer.YOURS, Answer.ALREADY_YOURS, Answer.PASSED_ON, Answer.DONE}
number_argument = click.argument("number", metavar="NUMBER")
person_option = click.option(
    "--person", metavar="PERSON", help="Who does it; else whoever ONCALL_USER names."
)


def options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what all of these take: the incident, who does it, --json."""
    return number_argument(person_option(as_json_option(command)))


def do(number: str, person: str | None, deed: Deed, *, as_json: bool) -> None:
    """Do something and say what came of it; exits with 1 where nothing was done."""
    with opened() as house:
        kept = named(house.database, number)
        who = person_named(house, person or house.user)
        heard = deed(house, kept, Act(who, "command", house.clock.now()))
        with outside_pages("en"):
            holder = name_of(house, heard.incident.holder)
            sentence = answer_sentence(heard.answer, holder)
    _say(number, heard, sentence, as_json=as_json)


def plain(say: Callable[[Database, int, Act], Heard]) -> Deed:
    """Return the deed of something that is said without further words."""
    return lambda house, kept, act: say(house.database, kept.incident.id, act)


def person_named(house: House, person: str) -> str:
    """Return a person's id; raises Unknown with the nearest."""
    with house.database.begin() as tx:
        known = facts_in(house.database, tx).people
    if person not in known:
        near = nearest(person, known)
        cure = f"the nearest is {near}" if near else "import a folder first"
        message = f"there is nobody with the id {shown(person)}; {cure}"
        raise Unknown((Fault("--person", None, None, message),))
    return person


def name_of(house: House, person: str | None) -> str:
    """Return a name, empty for nobody."""
    with house.database.begin() as tx:
        known = facts_in(house.database, tx).people
    who = known.get(person or "")
    return who.name if who else person or ""


def zone_of(house: House, kept: Kept) -> ZoneInfo:
    """Return the time zone of an incident's team."""
    with house.database.begin() as tx:
        return facts_in(house.database, tx).teams[kept.incident.team].site.zone


def _say(number: str, heard: Heard, sentence: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"incident": number, "answer": heard.answer.value} | standing(heard))
    elif heard.answer in DONE:
        click.echo(f"{number}: {sentence}")
    else:
        click.echo(f"{number}: {sentence}", err=True)
    if heard.answer not in DONE:
        click.get_current_context().exit(Exit.BROKEN)


def standing(heard: Heard) -> dict[str, Any]:
    """Return how an incident stands, for JSON."""
    incident = heard.incident
    return {
        "state": incident.state.value,
        "holder": incident.holder,
        "due": said_at(incident.due_at),
    }


def said_at(at: datetime | None) -> str | None:
    """Return an instant for JSON."""
    return at.isoformat(timespec="seconds") if at else None
