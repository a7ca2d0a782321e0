"""Whom an incident can be left with: somebody who is there, and whom we can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault, Unknown
from oncall.folder.faults import shown
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import chosen, reaches_of
from oncall.services.paging import SHORTEST
from oncall.store import pages, reaches
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.incident import Incident
    from oncall.store.db import Tx


def refuse_out_of_reach(tx: Tx, known: Folder, who: str, at: datetime) -> None:
    """Raise Unknown for whom nobody knows, BadInput for who is away or can't be reached at all."""
    person = known.people.get(who)
    if person is None:
        nobody = Sentence("there is nobody with the id %(id)s", id=shown(who))
        raise Unknown((_fault(nobody),))
    if person.is_away(at) or not person.presence.start <= at < person.presence.end:
        away = Sentence("%(name)s is away; choose somebody else", name=person.name)
        raise BadInput((_fault(away),))
    own = reaches.of_people(tx, {who}).get(who, [])
    if not chosen(reaches_of(person, own), tuple(Channel)):
        silent = Sentence(
            "%(name)s can't be reached on any way; choose somebody else, or add a number first",
            name=person.name,
        )
        raise BadInput((_fault(silent),))


def is_being_asked(tx: Tx, incident: Incident, who: str, now: datetime) -> bool:
    """Tell whether somebody was offered an incident so lately that they are still being asked."""
    return incident.offered_to == who and pages.is_offered(tx, incident.id, who, now - SHORTEST)


def _fault(message: str) -> Fault:
    return Fault("incident", None, "person", message)
