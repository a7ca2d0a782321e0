"""Incidents whose time has come: rungs fire, warnings are told, and the next time is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.escalation import advance
from oncall.incidents.events import Kind
from oncall.incidents.hearing import unreached
from oncall.services.gathering import facts_in
from oncall.services.paging import intents
from oncall.services.standing_in import Asked, presents
from oncall.store import firing, listening, pages
from oncall.store import incidents as store
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.deciding import Decision
    from oncall.incidents.events import Event
    from oncall.store.db import Database, Tx
    from oncall.store.firing import Due

    # Who of a team has no working time left at an instant.
    Tired = Callable[[Tx, Folder, datetime], Collection[str]]

BATCH: Final = 500
TOLD: Final = {Kind.WARNED, Kind.BREACHED, Kind.EXHAUSTED}


class Fired(NamedTuple):
    """How many incidents were advanced, and when the next one is due."""

    advanced: int
    next_due: datetime | None


def nobody_tired(_tx: Tx, _facts: Folder, _now: datetime) -> Collection[str]:
    """Take everybody to have working time left."""
    return ()


def fire_due(
    database: Database,
    now: datetime,
    *,
    most: int = BATCH,
    tired: Tired = nobody_tired,
    able: Collection[str] | None = None,
) -> Fired:
    """Advance incidents that are due, in one transaction: what happens, whom to page, what next.

    `able` are the channels that are set up, where that is known: others come only where none is.
    Others who do the same at that moment take other incidents. Raises Unreachable.
    """
    with database.begin() as tx:
        some = firing.due(tx, now, most)
        if some:
            known = facts_in(database, tx)
            decided = _decide(tx, some, known, tired(tx, known, now), now)
            _write(tx, some, decided, (known, able), now)
        return Fired(len(some), store.next_due(tx))


def _decide(
    tx: Tx, some: Sequence[Due], known: Folder, tired: Collection[str], now: datetime
) -> list[Decision]:
    asked = [Asked(each.incident, each.bookings, now) for each in some]
    found = presents(tx, asked, known, tired)
    return [advance(each.incident, on, now) for each, on in zip(some, found, strict=True)]


def _write(
    tx: Tx,
    some: Sequence[Due],
    decided: Sequence[Decision],
    reach: tuple[Folder, Collection[str] | None],
    now: datetime,
) -> None:
    known, able = reach
    wanted, missed = intents(tx, decided, known, now, able)
    stand = {each.incident.id: each.incident for each in decided}
    happened: list[tuple[int, Event]] = [
        (each.incident.id, event) for each in decided for event in each.events
    ]
    for incident, person in missed:  # no address at all: the next are tried at once
        heard = unreached(stand[incident], person, now)
        stand[incident] = heard.incident
        happened += ((incident, event) for event in heard.events)
    store.happened(tx, happened)
    released = {
        each.incident.id
        for before, each in zip(some, decided, strict=True)
        if before.incident.holder and not each.incident.holder
    }
    pages.withdraw(tx, released)
    tell(tx, _news(some, decided), now)
    pages.intend(tx, wanted, now)
    # Last: what refers to a row that this transaction has written anew has to lock it once more.
    store.write(tx, list(stand.values()))
    if wanted:
        listening.say(tx, listening.PAGING)


def _news(some: Sequence[Due], decided: Sequence[Decision]) -> Iterator[Message]:
    """Yield what planners are to hear: clocks that run out, and ladders that nobody answered."""
    for due, each in zip(some, decided, strict=True):
        for event in each.events:
            if event.kind in TOLD:
                key = f"{event.kind} {due.number} {event.facts.get('clock', each.incident.version)}"
                facts = {"number": due.number, **event.facts}
                yield Message(key, event.kind.value, each.incident.team, None, facts)
