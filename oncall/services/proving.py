"""Whether a way to reach somebody is theirs and works: digits that come back, a test answered."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from oncall.errors import BadInput, Fault, Unknown
from oncall.incidents.restraint import PAID, UNRESTRAINED
from oncall.services import restraining
from oncall.services.gathering import facts_in
from oncall.store import listening, messages, reaches
from oncall.store import pages as store
from oncall.store.messages import Message
from oncall.store.pages import Intent
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.incidents.restraint import Restraint
    from oncall.incidents.seal import Seal
    from oncall.store.db import Database, Record, Tx

PROOF: Final = "proof"
TEST: Final = "test"
# Digits are worth something for so long, and may be guessed so often.
LASTS: Final = timedelta(minutes=10)
TRIES: Final = 5
PAUSE: Final = timedelta(minutes=1)
# So long after a test page its answer is taken for one.
REMEMBERED: Final = timedelta(days=1)


def send_digits(
    database: Database,
    person: str,
    way: int,
    now: datetime,
    restraint: Restraint = UNRESTRAINED,
) -> None:
    """Send digits on a way that prove that it is the person's; raises BadInput, Unknown."""
    with database.begin() as tx:
        row = _way(tx, person, way)
        _allow(tx, row, restraint, now)
        if row.proof_until is not None and row.proof_until - LASTS + PAUSE > now:
            raise _refused(
                Sentence("a code was sent a moment ago; wait a minute before the next one")
            )
        reaches.change(tx, way, proof=token_hex(8), proof_until=now + LASTS, proof_tries=0)
        _send(database, tx, row, PROOF, now)


def confirm(
    database: Database, person: str, way: int, digits: str, seal: Seal, *, now: datetime
) -> None:
    """Take digits that came back; raises BadInput where they are wrong, too late, or too many."""
    with database.begin() as tx:
        row = _way(tx, person, way)
        if not row.proof or row.proof_until <= now:
            raise _refused(Sentence("there is no code that still counts; have a new one sent"))
        if row.proof_tries >= TRIES:
            raise _refused(Sentence("too many wrong codes; have a new one sent"))
        is_right = "".join(digits.split()) == seal.digits(way, row.proof)
        if is_right:
            reaches.change(tx, way, verified_at=now, proof=None, proof_until=None)
        else:
            reaches.change(tx, way, proof_tries=row.proof_tries + 1)
    if not is_right:  # after the transaction, in which the try was counted
        raise _refused(Sentence("this is not the code that was sent; look again"))


def send_test(
    database: Database,
    person: str,
    way: int,
    now: datetime,
    restraint: Restraint = UNRESTRAINED,
) -> None:
    """Send a test page on a way; raises BadInput, Unknown."""
    with database.begin() as tx:
        row = _way(tx, person, way)
        _allow(tx, row, restraint, now)
        _send(database, tx, row, TEST, now)


def digits_of(database: Database, about: Mapping[str, Any], seal: Seal) -> str | None:
    """Return the digits that a message of that kind is to say; None where they count no more."""
    with database.begin() as tx:
        return digits_in(tx, about, seal)


def digits_in(tx: Tx, about: Mapping[str, Any], seal: Seal) -> str | None:
    """Return the same within a transaction."""
    row = reaches.by_id(tx, int(about["way"]))
    return None if row is None or not row.proof else seal.digits(row.id, row.proof)


def tested(database: Database, about: Mapping[str, Any], now: datetime) -> None:
    """Write that a test page was answered, which proves its way too."""
    with database.begin() as tx:
        tested_in(tx, about, now)


def tested_in(tx: Tx, about: Mapping[str, Any], now: datetime) -> None:
    """Do the same in a transaction that is open."""
    row = reaches.by_id(tx, int(about["way"]))
    if row is not None:
        reaches.change(tx, row.id, tested_at=now, verified_at=row.verified_at or now)


def _send(database: Database, tx: Tx, row: Record, kind: str, now: datetime) -> None:
    person = facts_in(database, tx).people[row.person]
    key = f"{kind} {row.id} {now.isoformat()}"
    told = Message(key, kind, person.teams[0].id, person.id, {"way": row.id})
    intent = Intent(
        key,
        person.id,
        row.channel,
        row.address,
        kind,
        person.languages[0],
        now,
        now + LASTS,
        message=messages.add(tx, told, now),
    )
    store.intend(tx, [intent], now)
    listening.say(tx, listening.PAGING)


def _allow(tx: Tx, row: Record, restraint: Restraint, now: datetime) -> None:
    if row.channel in PAID:
        restraining.refuse(tx, row.address, restraint, now)


def _way(tx: Tx, person: str, way: int) -> Record:
    row = reaches.locked(tx, person, way)
    if row is None:
        gone = Sentence(
            "%(person)s has no way %(number)s to be reached; look at the ways once more",
            person=person,
            number=way,
        )
        raise Unknown((Fault("reach", None, "way", gone),))
    return row


def _refused(sentence: str) -> BadInput:
    return BadInput((Fault("reach", None, "code", sentence),))
