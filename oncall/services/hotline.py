"""Calls to the hotline: written when they begin, an incident before anybody waits (RELIABILITY)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.hotline import talk
from oncall.hotline.call import IN_REACH, Call, Place
from oncall.hotline.callers import (
    NO_TRIES,
    TRIES,
    WHILE,
    customer_of,
    hinted,
    looked_at,
    number_of,
)
from oncall.hotline.prompt import Queue, Record
from oncall.limits import load_limits
from oncall.services.gathering import facts_in
from oncall.services.hotline_taking import taken
from oncall.services.recognising import looked_up, remember
from oncall.services.reporting import hotline_of
from oncall.store import calls as store

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.hotline.prompt import Prompt
    from oncall.pins import Marker
    from oncall.store.db import Database

STAR: Final = "*"


class Ringing(NamedTuple):
    """A call as the carrier tells of it: its id, what was dialled, the number that is shown."""

    sid: str
    number: str
    shown: str


def begin(database: Database, ringing: Ringing, now: datetime) -> Prompt:
    """Write a call and greet whoever calls, in the language of whom the number hints at."""
    caller = number_of(ringing.shown)
    with database.begin() as tx:
        folder = facts_in(database, tx)
        line = hotline_of(folder, ringing.number)
        customer = customer_of(hinted(folder.contacts, caller))
        wanted = customer.language if customer else ""
        language = wanted if wanted in line.languages else line.languages[0]
        store.begin(tx, Call(ringing.sid, line.number, caller, now, language))
    return talk.greeting(line.languages, language)


def language(database: Database, sid: str, pressed: str, now: datetime) -> Prompt:
    """Go on in the other language if star was pressed first, and ask for the PIN."""
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        line = hotline_of(facts_in(database, tx), call.number)
        others = [each for each in line.languages if each != call.language]
        if pressed.startswith(STAR) and others and call.place is Place.ASKED:
            call = replace(call, language=others[0])
            store.write(tx, call)
    return talk.pin(call.language) if call.place is Place.ASKED else talk.ticket(call, now)


def pin(
    database: Database, sid: str, digits: str, now: datetime, *, no_pin: bool, marker: Marker
) -> Prompt:
    """Take a PIN. Whoever has none, or none that is right in three tries, goes on as unknown.

    A wrong PIN and one that is not looked at, for there were too many, are answered alike, and
    after as long. `marker` is what PINs were marked with.
    """
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        if call.place is not Place.ASKED:  # asked again by the carrier: it has been answered
            return talk.ticket(call, now)
        tries = store.count_try(tx, call.caller, now - WHILE, now) if digits else NO_TRIES
        folder = facts_in(database, tx)
        known = looked_at(folder.contacts, call.caller, tries, load_limits().wrong_pins)
        found = looked_up(tx, known, digits, marker)
    # To check a seal takes a while: meanwhile nothing is locked, and no connection is held.
    contact = found.whose(call.caller) if digits else None
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        if call.place is not Place.ASKED:  # answered meanwhile
            return talk.ticket(call, now)
        if contact is not None:
            store.forgive(tx, call.caller, now)
            remember(tx, found, contact, marker)
        elif not no_pin and call.tries + 1 < TRIES:
            store.write(tx, replace(call, tries=call.tries + 1))
            return talk.pin(call.language, again=True)
        return talk.ticket(taken(tx, folder, call, contact, now), now)


def choice(database: Database, sid: str, key: str, now: datetime) -> Prompt:
    """Connect, take a message or repeat the number, as the caller chooses."""
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        line = hotline_of(facts_in(database, tx), call.number)
        prompt = talk.chosen(call, key, line.helpdesk, now)
        place = {Queue: Place.WAITING, Record: Place.MESSAGE}.get(type(prompt.then))
        if place is not None and call.place in IN_REACH:
            store.write(tx, call.at(place, now))
    return prompt


def _locked(call: Call | None) -> Call:
    """Return a call of ours; raises Unheard for one that never began here."""
    if call is None:
        raise Unheard
    return call


class Unheard(Exception):  # noqa: N818 - a fact about a call
    """An answer in a call whose beginning was never written: it begins anew."""
