"""Duplicates: one incident becomes part of another, and all that hangs on it goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.incidents import hearing, waiting
from oncall.incidents.events import Event, Kind
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Answer, Heard
from oncall.incidents.incident import State
from oncall.incidents.loudness import is_as_severe, is_soon_enough
from oncall.services import acting, at_once, pausing
from oncall.services.gathering import facts_in
from oncall.store import calls, listening
from oncall.store import incidents as store
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.hearing import Act
    from oncall.store.db import Database, Tx
    from oncall.store.incidents import Kept


def merge(database: Database, incident: int, into: int, act: Act) -> Heard:
    """Make an incident part of another one, which takes over its promises and its callers.

    Whoever has either hears of it. Raises Unknown where there is no such incident, BadInput for one
    of another customer or team, or one that is less severe: what was urgent would be so no more.
    """
    with database.begin() as tx:
        # In the order of their numbers, so that two who merge crosswise don't wait for each other.
        found = {each: acting.locked(tx, each) for each in sorted({incident, into})}
        one, other = found[incident], found[into]
        moved = pausing.moved(database, tx, one, act.at)
        heard = waiting.unless_over(
            one.incident, act, moved, lambda each: hearing.merge(each, other.incident, act)
        )
        if heard.answer is Answer.DONE:
            _refuse_strange(one, other, act.at)
            _absorb(tx, one, other, act)
        acting.write(database, tx, one.incident, heard, act.at)
        if heard.answer is Answer.DONE:
            _tell(database, tx, one, other, act)
        return heard


def followed(tx: Tx, incident: int) -> int:
    """Return of which incident an incident is part by now, through however many; itself if none."""
    found = store.by_id(tx, incident).incident
    while found.state is State.MERGED and found.merged_into is not None:
        found = store.by_id(tx, found.merged_into).incident
    return found.id


def _refuse_strange(one: Kept, other: Kept, now: datetime) -> None:
    """Raise BadInput where what is merged is no duplicate, for all we know of both."""
    mine, theirs = one.report, other.report
    number = other.number
    if mine.team != theirs.team:
        raise BadInput(
            (_fault(Sentence("%(n)s is another team's; resolve one of both", n=number)),)
        )
    if mine.customer and mine.customer != theirs.customer:
        message = Sentence(
            "nobody knows that %(n)s is of the same customer; say there whose it is first, or "
            "leave both open",
            n=number,
        )
        raise BadInput((_fault(message),))
    if not is_as_severe(theirs.severity, mine.severity) or _is_heard_later(one, other, now):
        message = Sentence(
            "%(n)s is less severe, or people are called later for it; merge it into this one",
            n=number,
        )
        raise BadInput((_fault(message),))


def _is_heard_later(one: Kept, other: Kept, now: datetime) -> bool:
    """Tell whether people would be called later than they are, where both still call."""
    mine, theirs = one.incident, other.incident
    both = mine.state.climbs and theirs.state.climbs
    return both and not is_soon_enough(theirs.reported_at, theirs.ladder, mine.ladder, now)


def _absorb(tx: Tx, one: Kept, other: Kept, act: Act) -> None:
    """Give another incident the promises and the callers of one; it is looked at anew at once."""
    clocks = {
        clock.value: one.incident.clocks[clock].isoformat()
        for clock in one.incident.clocks
        if clock not in one.incident.kept
    }
    event = Event(act.at, Kind.ABSORBED, act.person, {"number": one.number, "clocks": clocks})
    store.happened(tx, [(other.incident.id, event)])
    store.write(tx, [fold(other.incident, (event,))])
    calls.move(tx, one.incident.id, other.incident.id)
    listening.say(tx, listening.PAGING)


def _tell(database: Database, tx: Tx, one: Kept, other: Kept, act: Act) -> None:
    """Text whoever has either incident, unless it was they who merged them."""
    folder, key = facts_in(database, tx), f"merged {one.incident.id}"
    at_once.joined(tx, folder, other, act.person, f"{key} into", act.at)
    holder = one.incident.holder
    if holder and holder not in {act.person, other.incident.holder}:
        at_once.text(tx, folder, (holder, key, "merged"), other, {"merged": one.number}, act.at)


def _fault(message: str) -> Fault:
    return Fault("incident", None, "into", message)
