"""Calls to the hotline: written when they begin, an incident before anybody waits (RELIABILITY)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from oncall.hotline import talk
from oncall.hotline.call import Call, Place
from oncall.hotline.callers import (
    TRIES,
    WHILE,
    customer_of,
    hinted,
    is_locked,
    number_of,
)
from oncall.hotline.prompt import Queue
from oncall.services.gathering import facts
from oncall.services.hotline_taking import taken
from oncall.services.recognising import recognised
from oncall.services.reporting import hotline_of
from oncall.store import calls as store

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.hotline.prompt import Prompt
    from oncall.pins import Marker
    from oncall.store.db import Database


class Ringing(NamedTuple):
    """A call as the carrier tells of it: its id, what was dialled, the number that is shown."""

    sid: str
    number: str
    shown: str


def begin(database: Database, ringing: Ringing, now: datetime) -> Prompt:
    """Write a call and greet whoever calls, in the language of whom the number hints at."""
    folder = facts(database)
    line = hotline_of(folder, ringing.number)
    caller = number_of(ringing.shown)
    customer = customer_of(hinted(folder.contacts, caller))
    wanted = customer.language if customer else ""
    language = wanted if wanted in line.languages else line.languages[0]
    with database.begin() as tx:
        store.begin(tx, Call(ringing.sid, line.number, caller, now, language))
    return talk.greeting(line.languages, language)


def language(database: Database, sid: str, key: str, now: datetime) -> Prompt:
    """Go on in the other language if star was pressed, and ask for the PIN."""
    folder = facts(database)
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        others = [e for e in hotline_of(folder, call.number).languages if e != call.language]
        if key == "*" and others and call.place is Place.ASKED:
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
    folder = facts(database)
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        since = now - WHILE
        tries = store.count_try(tx, call.caller, since, now) if digits else 0
    if call.place is not Place.ASKED:  # asked again by the carrier: it has been answered
        return talk.ticket(call, now)
    known = () if is_locked(tries, call.caller) else folder.contacts
    contact = recognised(database, known, call.caller, digits, marker) if digits else None
    if contact is None and not no_pin and call.tries + 1 < TRIES:
        with database.begin() as tx:
            store.write(tx, replace(call, tries=call.tries + 1))
        return talk.pin(call.language, again=True)
    if contact is not None:
        with database.begin() as tx:
            store.forgive(tx, call.caller, now)
    return talk.ticket(taken(database, call, contact, now), now)


def choice(database: Database, sid: str, key: str, now: datetime) -> Prompt:
    """Connect, take a message or repeat the number, as the caller chooses."""
    folder = facts(database)
    with database.begin() as tx:
        call = _locked(store.locked(tx, sid))
        prompt = talk.chosen(call, key, hotline_of(folder, call.number).helpdesk, now)
        if isinstance(prompt.then, Queue):
            call = replace(call, place=Place.WAITING, waits_since=call.waits_since or now)
            store.write(tx, call)
    return prompt


def _locked(call: Call | None) -> Call:
    """Return a call of ours; raises Unheard for one that never began here."""
    if call is None:
        raise Unheard
    return call


class Unheard(Exception):  # noqa: N818 - a fact about a call
    """An answer in a call whose beginning was never written: it begins anew."""
