"""What people say about incidents, by whatever way they say it, becomes what happened."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from oncall.errors import Fault, Unknown
from oncall.incidents import hearing, waiting
from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act, Answer, Heard
from oncall.services import at_once, colleagues, hotline_texts, pausing
from oncall.services.gathering import facts_in
from oncall.services.paging import intents
from oncall.store import incidents as store
from oncall.store import listening, pages
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from oncall.incidents.deciding import Page
    from oncall.incidents.incident import Incident
    from oncall.store.db import Database, Tx
    from oncall.store.incidents import Kept


def accept(database: Database, incident: int, act: Act) -> Heard:
    """Take an incident on; raises Unknown as all of these do where there is no such incident."""
    return _hear(database, incident, act, lambda each: hearing.accept(each, act))


def decline(database: Database, incident: int, act: Act) -> Heard:
    """Refuse an incident, or give it back."""
    return _hear(database, incident, act, lambda each: hearing.decline(each, act))


def start(database: Database, incident: int, act: Act) -> Heard:
    """Begin to work on an incident."""
    return _hear(database, incident, act, lambda each: hearing.start(each, act))


def pause(database: Database, incident: int, act: Act) -> Heard:
    """Interrupt the work."""
    return _hear(database, incident, act, lambda each: hearing.pause(each, act))


def resume(database: Database, incident: int, act: Act) -> Heard:
    """Go on with the work."""
    return _hear(database, incident, act, lambda each: hearing.resume(each, act))


def wait_for_customer(database: Database, incident: int, act: Act) -> Heard:
    """Let the clocks stand still until the customer has answered, where the contract allows it."""
    with database.begin() as tx:
        kept = locked(tx, incident)
        allowed = pausing.may_wait(facts_in(database, tx), kept.report)
        heard = waiting.wait_for_customer(kept.incident, act, allowed=allowed)
        write(database, tx, kept.incident, heard, act.at)
        return heard


def go_on(database: Database, incident: int, act: Act) -> Heard:
    """Let the clocks run again: the customer has answered."""
    with database.begin() as tx:
        kept = locked(tx, incident)
        moved = pausing.moved(database, tx, kept, act.at)
        heard = waiting.go_on(kept.incident, act, moved)
        write(database, tx, kept.incident, heard, act.at)
        return heard


def hand_over(database: Database, incident: int, act: Act, to: str) -> Heard:
    """Offer an incident to a colleague; offered again while they are asked it is one offer.

    Raises Unknown for an unknown colleague too, BadInput for one who is away or out of reach.
    """
    with database.begin() as tx:
        colleagues.refuse_out_of_reach(tx, facts_in(database, tx), to, act.at)
        kept = locked(tx, incident)
        if colleagues.is_being_asked(tx, kept.incident, to, act.at):
            return Heard(kept.incident, Answer.DONE, ())
        say = partial(hearing.hand_over, act=act, to=to)
        return hear_in(database, tx, incident, act, say)


def escalate(database: Database, incident: int, act: Act) -> Heard:
    """Go on with the ladder now."""
    return _hear(database, incident, act, lambda each: hearing.escalate(each, act))


def park(
    database: Database, incident: int, act: Act, owner: str, until: datetime | None = None
) -> Heard:
    """Leave an incident with an owner; raises as `hand_over` does for one who isn't oneself."""
    with database.begin() as tx:
        if owner != act.person:
            colleagues.refuse_out_of_reach(tx, facts_in(database, tx), owner, act.at)
        say = partial(hearing.park, act=act, owner=owner, until=until)
        return hear_in(database, tx, incident, act, say)


def resolve(database: Database, incident: int, act: Act, text: str) -> Heard:
    """End an incident."""
    return _hear(database, incident, act, lambda each: hearing.resolve(each, act, text))


def note(database: Database, incident: int, act: Act, text: str, key: str = "") -> Heard:
    """Write something down about an incident, open or not; under a key it is written once."""
    return _hear(database, incident, act, lambda each: hearing.note(each, act, text, key), key=key)


def _hear(
    database: Database,
    incident: int,
    act: Act,
    say: Callable[[Incident], Heard],
    key: str = "",
) -> Heard:
    with database.begin() as tx:
        return hear_in(database, tx, incident, act, say, key=key)


def hear_in(
    database: Database,
    tx: Tx,
    incident: int,
    act: Act,
    say: Callable[[Incident], Heard],
    *,
    key: str = "",
) -> Heard:
    """Do what `say` makes of an incident, in a transaction that is open; under a key only once."""
    kept = locked(tx, incident)
    if key and store.by_key(tx, key):
        return Heard(kept.incident, Answer.DONE, ())
    moved = pausing.moved(database, tx, kept, act.at)
    heard = waiting.unless_over(kept.incident, act, moved, say)
    write(database, tx, kept.incident, heard, act.at)
    return heard


def write(database: Database, tx: Tx, before: Incident, heard: Heard, now: datetime) -> None:
    """Write what was heard of an incident, and all that follows from it."""
    if not heard.events:
        return
    after = heard.incident
    store.happened(tx, [(after.id, event) for event in heard.events])
    if after.version == before.version:
        return
    store.write(tx, [after])
    moved = after.state != before.state and not after.state.climbs
    if moved or after.holder != before.holder:
        # Nothing that was decided before somebody had it is sent after (S4).
        pages.withdraw(tx, {after.id})
    asked = before.offered_to
    if asked and asked not in {after.offered_to, *after.paged}:
        pages.withdraw(tx, {after.id}, asked)
    heard = replace(heard, pages=(*heard.pages, *_follow(database, tx, heard)))
    wanted, _ = intents(tx, [heard], facts_in(database, tx), now)
    pages.intend(tx, wanted, now)
    if wanted:
        listening.say(tx, listening.PAGING)
    if after.due_at is not None:
        listening.say(tx, listening.PAGING)


def _follow(database: Database, tx: Tx, heard: Heard) -> Iterator[Page]:
    """Do what follows from single events: callers are texted, who declined is not called.

    Yields what is to be sent for them.
    """
    for event in heard.events:
        if event.kind is Kind.ACCEPTED:
            hotline_texts.accepted(tx, facts_in(database, tx), heard.incident.id, event)
            yield from hotline_texts.to_holder(tx, heard.incident, event)
        elif event.kind is Kind.PARKED:
            kept, owner = store.by_id(tx, heard.incident.id), event.facts["owner"]
            at_once.parked(tx, facts_in(database, tx), kept, owner, event.who, event.at)
        elif event.kind is Kind.DECLINED:
            pages.withdraw(tx, {heard.incident.id}, event.facts["person"])
            at_once.declined(tx, facts_in(database, tx), store.by_id(tx, heard.incident.id), event)


def locked(tx: Tx, incident: int) -> Kept:
    """Return an incident, which nobody else changes until the transaction ends; raises Unknown."""
    found = store.locked(tx, incident)
    if found is None:
        message = Sentence("there is no incident %(number)s", number=incident)
        raise Unknown((Fault("incident", None, "incident", message),))
    return found
