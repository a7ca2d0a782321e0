"""A caller in the queue: what they hear, and how they come out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.hotline import talk, waiting
from oncall.hotline.call import IN_REACH, Place
from oncall.hotline.prompt import Connect, Leave, Prompt
from oncall.hotline.waiting import Truth
from oncall.hotline.words import language_of, say
from oncall.incidents.hearing import Act
from oncall.services import acting
from oncall.services.gathering import facts_in
from oncall.services.hotline import Unheard
from oncall.services.hotline_taking import BY
from oncall.store import calls as store
from oncall.store import incidents, pages

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from oncall.folder.facts import Folder
    from oncall.hotline.call import Call
    from oncall.store.db import Database, Tx

MESSAGE: Final = "2"


def waits(database: Database, sid: str, longest: timedelta, now: datetime) -> Prompt:
    """Return what a caller hears who waits; after the longest wait they leave a message."""
    with database.begin() as tx:
        call = store.locked(tx, sid)
        if call is None or call.incident is None:
            raise Unheard
        if call.place not in IN_REACH:
            return _further(call)
        kept = incidents.by_id(tx, call.incident)
        named = kept.incident.holder
        holder = facts_in(database, tx).people.get(named) if named else None
        events = incidents.events(tx, call.incident, waiting.TELLING)
        is_rung = pages.is_rung(tx, call.incident, named)
        name = holder.name if holder else ""
        truth = Truth(kept.incident, events, name, is_rung, longest)
        said = waiting.heard(call, truth, now)
        store.write(tx, call.at(said.place, now))
    return said.prompt


def key(database: Database, sid: str, pressed: str, longest: timedelta, now: datetime) -> Prompt:
    """Let a caller out of the queue who wants to leave a message; any other key changes nothing."""
    if pressed != MESSAGE:
        return waits(database, sid, longest, now)
    return _further(move(database, sid, Place.MESSAGE, now))


def joined(database: Database, sid: str, now: datetime) -> Prompt:
    """Write that a caller is connected with whoever has the incident, who thereby works on it."""
    call = move(database, sid, Place.TALKING, now)
    if call.incident is not None:
        with database.begin() as tx:
            holder = incidents.by_id(tx, call.incident).incident.holder
        if holder is not None:
            acting.start(database, call.incident, Act(holder, "call", now))
    return talk.joined(call)


def _further(call: Call) -> Prompt:
    """Answer what was asked before a call came further: nothing holds it in the queue any more.

    Who is being connected must not be taken out of that.
    """
    return Prompt((), Connect() if call.place is Place.TALKING else Leave())


def move(database: Database, sid: str, place: Place, now: datetime) -> Call:
    """Write where a call is now, unless it has come further, and return it."""
    with database.begin() as tx:
        call = store.locked(tx, sid)
        if call is None:
            raise Unheard
        call = call.at(place, now)
        store.write(tx, call)
    return call


def note(database: Database, call: Call, name: str, now: datetime) -> None:
    """Write a sentence, by its name, into the story of a call's incident."""
    with database.begin() as tx:
        words = worded(tx, facts_in(database, tx), call, name)
    write_down(database, call, words, now)


def worded(tx: Tx, folder: Folder, call: Call, name: str) -> str:
    """Return a sentence, by its name, in the language of the team that a call's incident has."""
    if call.incident is None:
        return ""
    team = incidents.by_id(tx, call.incident).report.team
    return say(language_of(folder.teams[team]), name)


def write_down(database: Database, call: Call, words: str, now: datetime) -> None:
    """Write words, if any, into the story of a call's incident."""
    if call.incident is not None and words:
        acting.note(database, call.incident, Act(call.contact or BY, BY, now), words)
