"""How calls to the hotline end: with the helpdesk, with a message, with a hang-up at any point."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.hotline import talk
from oncall.hotline.call import Place
from oncall.hotline.callers import WHILE, customer_of, hinted
from oncall.hotline.prompt import End, Prompt
from oncall.incidents.hearing import Act
from oncall.services import acting
from oncall.services.gathering import facts, facts_in
from oncall.services.hotline import Unheard
from oncall.services.hotline_taking import taken
from oncall.services.hotline_waiting import move, note, worded, write_down
from oncall.services.reporting import hotline_of
from oncall.store import calls as store

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.hotline.call import Call
    from oncall.store.db import Database

# Of a call that has been with nobody for so long nobody tells the end any more.
LONG_AGO: Final = timedelta(minutes=10)
BATCH: Final = 100
NOBODY: Final = "helpdesk"
# Why a call is out of the queue, as the carrier has it.
# https://www.twilio.com/docs/voice/twiml/enqueue
HANGUP: Final = "hangup"
BRIDGED: Final = "bridged"


def offered(database: Database, sid: str) -> Prompt:
    """Return what is said to whoever picks up at the helpdesk."""
    call = _get(database, sid)
    line = hotline_of(facts(database), call.number)
    return talk.whisper(call, line.languages[0])


def helps(database: Database, sid: str, number: str, now: datetime) -> bool:
    """Let the telephone that has a number take a call; tell whether the caller is still there."""
    call = _get(database, sid)
    if call.incident is None or call.ended_at is not None:
        return False
    known = facts(database).people.values()
    person = next((each.id for each in known if each.phone == number), NOBODY)
    acting.start(database, call.incident, Act(person, "key", now))
    move(database, sid, Place.TALKING, now)
    return True


def helped(database: Database, sid: str, now: datetime) -> Prompt:
    """Go on after the helpdesk was rung: nobody free is a promise and a message."""
    call = _get(database, sid)
    if call.place is Place.TALKING:
        return talk.goodbye(call)
    note(database, call, "none was free", now)
    return talk.nobody_free(move(database, sid, Place.MESSAGE, now), now)


def left(database: Database, sid: str, result: str, now: datetime) -> Prompt:
    """Go on with who is out of the queue: to a message, or to the end.

    Who has hung up in it is heard of here, and perhaps nowhere else.
    """
    if result == HANGUP:
        ended(database, sid, now)
        return Prompt((), End())
    call = _get(database, sid)
    if result == BRIDGED or call.place in {Place.TOLD, Place.TALKING}:
        return talk.goodbye(call)
    promised = [talk.promise(call, now)] * (call.place is Place.MESSAGE)
    return talk.record(move(database, sid, Place.MESSAGE, now), promised)


def ended(database: Database, sid: str, now: datetime) -> None:
    """Write the end of a call; who hung up before they were known is lost no more than others.

    Where the number is that of a customer it is an incident; else the call is on the list of those
    that were missed.
    """
    with database.begin() as tx:
        call = store.locked(tx, sid)
        if call is None or call.ended_at is not None:
            return
        call = replace(call, ended_at=now)
        folder = facts_in(database, tx)
        is_missed = call.place is Place.ASKED and customer_of(hinted(folder.contacts, call.caller))
        if is_missed:
            taken(tx, folder, call, None, now, "missed")
        else:
            store.write(tx, call)
        waited = call.place is Place.WAITING
        words = worded(tx, folder, call, "hung up") if waited else ""
    write_down(database, call, words, now)


def end_silent(database: Database, now: datetime) -> int:
    """End calls of whose end the carrier never told; return how many."""
    with database.begin() as tx:
        some = store.silent(tx, now - LONG_AGO, BATCH)
        store.forget_tries(tx, now - WHILE)
    for call in some:
        ended(database, call.sid, now)
    return len(some)


def _get(database: Database, sid: str) -> Call:
    with database.begin() as tx:
        call = store.get(tx, sid)
    if call is None:
        raise Unheard
    return call
