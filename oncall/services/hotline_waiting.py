"""A caller in the queue: what they hear, and how they come out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from oncall.hotline import talk, waiting
from oncall.hotline.call import Place
from oncall.hotline.prompt import End, Leave, Prompt
from oncall.hotline.waiting import Truth
from oncall.hotline.words import say
from oncall.incidents.hearing import Act
from oncall.services import acting
from oncall.services.gathering import facts_in
from oncall.services.hotline import Unheard
from oncall.services.hotline_taking import BY
from oncall.services.reporting import language_of
from oncall.store import calls as store
from oncall.store import incidents, pages

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from oncall.hotline.call import Call
    from oncall.store.db import Database

MESSAGE: Final = "2"


def waits(database: Database, sid: str, longest: timedelta, now: datetime) -> Prompt:
    """Return what a caller hears who waits; after the longest wait they leave a message."""
    with database.begin() as tx:
        call = store.locked(tx, sid)
        if call is None or call.incident is None:
            raise Unheard
        kept = incidents.by_id(tx, call.incident)
        holder = facts_in(database, tx).people.get(kept.incident.holder or "")
        events = incidents.events(tx, call.incident)
        is_rung = pages.is_rung(tx, call.incident, kept.incident.holder)
        name = holder.name if holder else ""
        truth = Truth(kept.incident, events, name, is_rung, longest)
        said = waiting.heard(call, truth, now)
        if said.place is not call.place:
            store.write(tx, replace(call, place=said.place))
    return said.prompt


def key(database: Database, sid: str, pressed: str, longest: timedelta, now: datetime) -> Prompt:
    """Let a caller out of the queue who wants to leave a message; any other key changes nothing."""
    if pressed != MESSAGE:
        return waits(database, sid, longest, now)
    move(database, sid, Place.MESSAGE)
    return Prompt((), Leave())


def left(database: Database, sid: str, result: str, now: datetime) -> Prompt:
    """Go on with who is out of the queue: to a message, or to the end."""
    call = _get(database, sid)
    if call.place in {Place.TOLD, Place.TALKING}:
        return talk.goodbye(call)
    if result == "hangup":
        return Prompt((), End())
    return talk.record(call, [talk.promise(call, now)] * (call.place is Place.MESSAGE))


def joined(database: Database, sid: str, now: datetime) -> Prompt:
    """Write that a caller is connected with whoever has the incident, who thereby works on it."""
    call = move(database, sid, Place.TALKING)
    if call.incident is not None:
        with database.begin() as tx:
            holder = incidents.by_id(tx, call.incident).incident.holder
        if holder is not None:
            acting.start(database, call.incident, Act(holder, "call", now))
    return talk.joined(call)


def move(database: Database, sid: str, place: Place) -> Call:
    """Write where a call is now, and return it."""
    with database.begin() as tx:
        call = store.locked(tx, sid)
        if call is None:
            raise Unheard
        call = replace(call, place=place)
        store.write(tx, call)
    return call


def note(database: Database, call: Call, name: str, now: datetime) -> None:
    """Write a sentence, by its name, into the story of a call's incident."""
    if call.incident is None:
        return
    with database.begin() as tx:
        team = incidents.by_id(tx, call.incident).report.team
        language = language_of(facts_in(database, tx).teams[team])
    act = Act(call.contact or BY, BY, now)
    acting.note(database, call.incident, act, say(language, name))


def _get(database: Database, sid: str) -> Call:
    with database.begin() as tx:
        call = store.get(tx, sid)
    if call is None:
        raise Unheard
    return call
