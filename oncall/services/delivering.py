"""Pages on their way: claim, send outside, record; what is doubtful is looked up, not repeated.

As RELIABILITY has it («Sending without a key at the carrier»): dying in between may reach somebody
twice, never not at all.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.ladder import Channel
from oncall.incidents.restraint import UNRESTRAINED
from oncall.incidents.sending import LEASE, Errand, Sent
from oncall.services import informing, receipts, restraining
from oncall.services.coding import give_codes
from oncall.services.receipts import FREE
from oncall.store import attempts, listening, sending, waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from notify.channel import Found
    from oncall.incidents.restraint import Restraint
    from oncall.store.db import Database, Record
    from oncall.store.waiting import AtHand

BATCH: Final = 100
TEXT: Final = Channel.SMS.value
BESIDE: Final = tuple(c.value for c in Channel if c not in {Channel.SMS, Channel.VOICE})


class Room(NamedTuple):
    """How much may be claimed: texts and calls, and beside them what other channels carry.

    Each has its own, so that a mail server that hangs keeps no text waiting.
    """

    urgent: int
    beside: int


ROOM: Final = Room(BATCH, BATCH)


def at_hand(database: Database, now: datetime) -> AtHand:
    """Return what there is to do now."""
    with database.begin() as tx:
        return waiting.at_hand(tx, now, informing.NEWS)


def next_due(database: Database, now: datetime) -> datetime | None:
    """Return when a page that waits is to be sent next; None where none waits."""
    with database.begin() as tx:
        return sending.next_due(tx, now)


def claim(
    database: Database,
    worker: str,
    now: datetime,
    *,
    calls_a_second: int,
    room: Room = ROOM,
    restraint: Restraint = UNRESTRAINED,
) -> list[Errand]:
    """Return what a worker is to send now, written as attempts before anything is sent.

    Texts come first, and one call to a person is for all that waits for them. What `restraint` does
    not allow has failed; it holds no page of an incident back.
    """
    with database.begin() as tx:
        gone = waiting.expire(tx, now)
        for page in gone:
            receipts.tried(tx, page, "expired", now)
        some = [[page] for page in waiting.written(tx, (TEXT,), now, room.urgent)]
        some += waiting.calls(tx, now, min(calls_a_second, room.urgent))
        some += [[page] for page in waiting.written(tx, BESIDE, now, room.beside)]
        some = restraining.sent(tx, some, restraint, now)
        give_codes(tx, [page for pages in some for page in pages], now)
        errands = [_errand(pages, now) for pages in some]
        sending.begin(tx, errands, worker, now + LEASE)
    receipts.hasten(database, gone, now)
    return errands


def still_wanted(database: Database, errand: Errand, worker: str, now: datetime) -> Errand | None:
    """Return what is still to be sent of an errand immediately before it is, or None.

    What was accepted by somebody meanwhile is withdrawn. What is wanted still, though the lease has
    run out, waits again, unless another has taken it for doubtful already.
    """
    with database.begin() as tx:
        left = sending.still(tx, errand, worker, now)
        if len(left) == len(errand.pages):
            return errand
        attempt = attempts.locked(tx, errand.attempt)
        pages = attempts.pages_of(tx, errand.attempt)
        held = {page.id for page in pages if page.worker == worker} - set(left)
        wanted = held & sending.wanted(tx, held)
        sending.change(tx, held - wanted, state=Sent.WITHDRAWN.value, **FREE)
        sending.change(tx, wanted, state=Sent.PENDING.value, **FREE)
        if left:
            return errand
        if attempt is not None and attempt.state == "sending":
            attempts.change(tx, errand.attempt, state="over", ended_at=now)
        return None


def lapse(database: Database, now: datetime, most: int = BATCH) -> int:
    """Take attempts for doubtful whose sender is gone; return how many."""
    with database.begin() as tx:
        gone = attempts.lapsed(tx, now, most)
        for attempt in gone:
            receipts.doubt(tx, attempt, attempts.pages_of(tx, attempt), now)
        return len(gone)


def doubts(database: Database, now: datetime, most: int = BATCH) -> list[Errand]:
    """Return the attempts in doubt of which nothing was heard in time."""
    with database.begin() as tx:
        return attempts.doubtful(tx, now, most)


def settle(
    database: Database, errand: Errand, found: Sequence[Found] | None, now: datetime
) -> None:
    """End a doubt by the carrier's list: what it has is adopted, else the pages are sent again.

    `found` is None where the list can't be had: a page beats silence. What is an attempt's already
    is adopted by no other, also where two doubts about one address end at once.
    """
    with database.begin() as tx:
        attempts.one_by_one(tx, errand.address)
        attempt = attempts.locked(tx, errand.attempt)
        if attempt is None or attempt.state != "doubtful":
            return
        pages = attempts.pages_of(tx, errand.attempt)
        known = attempts.known_sids(tx, [each.sid for each in found or ()])
        new = [each for each in found or () if each.sid not in known]
        if new:
            receipts.accepted(tx, errand.attempt, pages, new[0].sid)
        else:
            attempts.change(tx, errand.attempt, state="lost", ended_at=now)
            ids = [page.id for page in pages if page.state == Sent.DOUBTFUL.value]
            sending.change(tx, ids, state=Sent.PENDING.value, due_at=now, **FREE)
        listening.say(tx, listening.PAGING)  # whoever settles may look up the next


def _errand(pages: Sequence[Record], now: datetime) -> Errand:
    first = pages[0]
    return Errand(
        token_hex(12),
        tuple(page.id for page in pages),
        first.person,
        first.channel,
        first.address,
        now,
    )
