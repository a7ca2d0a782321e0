"""Messages become pages: whom they are for, on which way, and not in the hours they want quiet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.hotline.words import language_of
from oncall.incidents.ladder import Channel
from oncall.incidents.quiet import after_quiet
from oncall.incidents.reaching import Contact, chosen, reaches_of
from oncall.services.gathering import facts_in
from oncall.store import pages, reaches
from oncall.store.messages import untold
from oncall.store.pages import Intent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.reaching import Reach
    from oncall.store.db import Database, Record

    # Who is told what is for no person: planners, and whoever is outside.
    Others = tuple[Sequence[Contact], Sequence[Contact]]

BATCH: Final = 100
# What is older was made before anybody sent messages, and is no news.
NEWS: Final = timedelta(days=2)
LASTS: Final = timedelta(days=1)
PURPOSE: Final = "message"
# What waits for nobody's morning, and what the outside is told of too (RELIABILITY, P4).
OUTSIDE: Final = frozenset(
    {"exhausted", "broken", "budget spent", "forgotten", "not fired", "not sent"}
)
BY: Final = (Channel.EMAIL, Channel.PUSH, Channel.SMS, Channel.WEBHOOK)


def inform(database: Database, others: Others, able: Collection[str], now: datetime) -> int:
    """Make pages of messages that have none yet; return of how many messages.

    `others` are the addresses of planners and of the outside, `able` the channels that are set up.
    What can be told to nobody is written down as failed, so that it is seen and not tried again.
    """
    with database.begin() as tx:
        some = untold(tx, now - NEWS, BATCH)
        if not some:
            return 0
        known = facts_in(database, tx)
        who = {row.person for row in some if row.person}
        own, quiet = reaches.of_people(tx, who), reaches.quiet(tx, who)
        made: list[Intent] = []
        for row in some:
            ways = own.get(row.person, [])
            mine = list(_intents(row, known, (ways, quiet.get(row.person)), others, able, now))
            made += mine or [_nobody(row, now)]
        pages.intend(tx, made, now)
        pages.give_up(tx, [each.key for each in made if not each.channel], "no address")
        return len(some)


def _intents(
    row: Record,
    known: Folder,
    mine: tuple[Sequence[Reach], tuple[int, int] | None],
    others: Others,
    able: Collection[str],
    now: datetime,
) -> Iterator[Intent]:
    if row.customer is not None:
        yield from _to_customer(row, known, able, now)
        return
    if row.person is None:
        yield from _to_others(row, known, others, able, now)
        return
    person = known.people.get(row.person)
    if person is None:
        return
    ways, quiet = mine
    at = after_quiet(now, quiet, person.site.zone)
    usable = [way for way in reaches_of(person, ways) if way.channel in able]
    some = next((found for channel in BY if (found := chosen_by(usable, channel))), ())
    for way in some:
        to = Contact(way.channel, way.address)
        yield _intent(row, (person.id, person.languages[0]), to, at, now)


def chosen_by(ways: Sequence[Reach], channel: Channel) -> tuple[Reach, ...]:
    """Return the ways of one channel that are good for messages."""
    mine = [way for way in ways if way.channel is channel]
    return chosen(mine, (channel,))


def _to_customer(
    row: Record, known: Folder, able: Collection[str], now: datetime
) -> Iterator[Intent]:
    """Yield what is written to those of a customer who may book, by mail, else by text."""
    mine = [each for each in known.contacts if each.customer.id == row.customer]
    for contact in [each for each in mine if each.trained] or mine:
        ways = [Contact(Channel.EMAIL, contact.email)] if contact.email else []
        ways += [Contact(Channel.SMS, phone) for phone in contact.phones]
        to = next((way for way in ways if way.channel in able), None)
        if to is not None:
            yield _intent(row, (contact.name, contact.customer.language), to, now, now)


def _to_others(
    row: Record, known: Folder, others: Others, able: Collection[str], now: datetime
) -> Iterator[Intent]:
    planners, outside = others
    language = language_of(known.teams[row.team])
    for name, contacts in (
        ("planners", planners),
        ("outside", outside if row.kind in OUTSIDE else ()),
    ):
        for to in contacts:
            if to.channel in able:
                yield _intent(row, (name, language), to, now, now)


def _intent(row: Record, who: tuple[str, str], to: Contact, at: datetime, now: datetime) -> Intent:
    person, language = who
    return Intent(
        f"message {row.id}/{person}/{to.channel}/{to.address}",
        person,
        to.channel.value,
        to.address,
        PURPOSE,
        language,
        at,
        max(at, now) + LASTS,
        message=row.id,
    )


def _nobody(row: Record, now: datetime) -> Intent:
    key = f"message {row.id}"
    who = row.person or "planners"
    return Intent(key, who, "", "", PURPOSE, "", now, now + LASTS, message=row.id)
