"""What a carrier says about pages on their way: receipts at once, and what it calls back with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.channel import Outcome
from oncall.incidents.events import Event, Kind
from oncall.incidents.hearing import unreached
from oncall.incidents.sending import DOUBT, LEASE, RANKS, Errand, News, Sent
from oncall.store import attempts, listening, reaches, sending
from oncall.store import incidents as store
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from notify.channel import Receipt
    from oncall.store.db import Database, Record, Tx

FREE: Final[dict[str, None]] = {"worker": None, "lease_until": None}
CARRIER: Final = "carrier"


def record(database: Database, errand: Errand, receipt: Receipt, now: datetime) -> None:
    """Write what became of an attempt; what was heard of it meanwhile stays."""
    with database.begin() as tx:
        attempt = attempts.locked(tx, errand.attempt)
        if attempt is None or attempt.state not in {"sending", "doubtful"}:
            return
        pages = attempts.pages_of(tx, errand.attempt)
        if receipt.parts > 1:
            attempts.change(tx, errand.attempt, parts=receipt.parts)
        match receipt.outcome:
            case Outcome.ACCEPTED:
                accepted(tx, errand.attempt, pages, receipt.sid)
            case Outcome.DOUBTFUL:
                doubt(tx, errand.attempt, pages, now)
            case Outcome.BUSY:
                after = receipt.again_after or LEASE
                attempts.change(
                    tx, errand.attempt, state="refused", code=receipt.code, ended_at=now
                )
                ids = _on_the_way(pages)
                sending.change(tx, ids, state=Sent.PENDING.value, due_at=now + after, **FREE)
            case Outcome.REFUSED | Outcome.BROKEN:
                _refused(tx, errand, pages, receipt, now)
    if receipt.outcome in {Outcome.REFUSED, Outcome.BROKEN}:
        hasten(database, pages, now)


def hear(database: Database, news: News, now: datetime) -> bool:
    """Take what a carrier calls back with; tell whether it is about an attempt of ours.

    Any call back proves that the carrier has it. What comes late, twice or in another order takes
    nothing back.
    """
    with database.begin() as tx:
        attempt = attempts.locked(tx, news.attempt)
        if attempt is None:
            return False
        pages = attempts.pages_of(tx, news.attempt)
        if attempt.state in {"sending", "doubtful", "lost"}:
            accepted(tx, news.attempt, pages, news.sid)
        if news.rank <= attempt.rank:
            return True
        ended = {"state": "over", "ended_at": now} if RANKS[news.sent] == RANKS[Sent.FAILED] else {}
        if news.has_opted_out:
            reaches.opt_out(tx, (attempt.person, attempt.channel, attempt.address), now)
        values = {"rank": news.rank, "heard": news.word, "code": news.code or attempt.code}
        attempts.change(tx, news.attempt, **values, **ended)
        for page in pages:
            _became(tx, page, news, now)
    if news.is_final_for_address:
        hasten(database, pages, now)
    return True


def accepted(tx: Tx, attempt: str, pages: Sequence[Record], sid: str) -> None:
    """Write that the carrier has an attempt."""
    attempts.change(tx, attempt, state="accepted", **({"sid": sid} if sid else {}))
    sending.change(tx, _on_the_way(pages), state=Sent.ACCEPTED.value, **FREE)


def _on_the_way(pages: Sequence[Record]) -> list[int]:
    """Return which pages have neither arrived, nor failed, nor been withdrawn."""
    states = {Sent.SENDING.value, Sent.DOUBTFUL.value, Sent.PENDING.value}
    return [page.id for page in pages if page.state in states]


def doubt(tx: Tx, attempt: str, pages: Sequence[Record], now: datetime) -> None:
    """Write that nobody knows whether the carrier has an attempt."""
    attempts.change(tx, attempt, state="doubtful")
    ids = [page.id for page in pages if page.state == Sent.SENDING.value]
    sending.change(tx, ids, state=Sent.DOUBTFUL.value, worker=None, lease_until=now + DOUBT)


def tried(tx: Tx, page: Record, result: str, now: datetime) -> None:
    """Write into the incident's story what became of a page."""
    if page.incident is not None:
        told = {"person": page.person, "channel": page.channel, "result": result}
        store.happened(tx, [(page.incident, Event(now, Kind.TRIED, CARRIER, told))])


def hasten(database: Database, failed: Iterable[Record], now: datetime) -> None:
    """Go on with the ladder at once where nothing else may reach who was paged.

    To be called after the transaction in which these pages have failed: should it never be, the
    ladder goes on in its own time.
    """
    for page in failed:
        if page.incident is None or page.purpose != "fault":
            continue
        with database.begin() as tx:
            kept = store.locked(tx, page.incident)
            if kept is None or attempts.others_alive(tx, page):
                continue
            heard = unreached(kept.incident, page.person, now)
            if heard.events:
                store.happened(tx, [(page.incident, event) for event in heard.events])
                store.write(tx, [heard.incident])
                listening.say(tx, listening.PAGING)


def _refused(
    tx: Tx, errand: Errand, pages: Sequence[Record], receipt: Receipt, now: datetime
) -> None:
    values = {"state": "refused", "code": receipt.code, "ended_at": now}
    attempts.change(tx, errand.attempt, **values)
    ids = [page.id for page in pages]
    sending.change(tx, ids, state=Sent.FAILED.value, why=receipt.why, **FREE)
    if receipt.has_opted_out:
        reaches.opt_out(tx, (errand.person, errand.channel, errand.address), now)
    for page in pages:
        tried(tx, page, receipt.why or receipt.code, now)
    if receipt.outcome is Outcome.BROKEN:
        _alarm(tx, errand, receipt, now)


def _became(tx: Tx, page: Record, news: News, now: datetime) -> None:
    if RANKS[news.sent] <= RANKS[Sent(page.state)]:
        return
    sending.change(tx, [page.id], state=news.sent.value, why=news.word, **FREE)
    tried(tx, page, news.word, now)


def _alarm(tx: Tx, errand: Errand, receipt: Receipt, now: datetime) -> None:
    """Tell the planners that nothing can be sent by a channel, once a day for each reason."""
    teams = attempts.teams_of(tx, errand.pages)
    facts = {"channel": errand.channel, "code": receipt.code, "why": receipt.why}
    key = f"broken {errand.channel} {receipt.code} {now:%Y-%m-%d}"
    tell(tx, [Message(f"{key} {team}", "broken", team, None, facts) for team in teams], now)
