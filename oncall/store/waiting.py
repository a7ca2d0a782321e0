"""Pages that wait to be sent: what there is to do, which texts are next, and whom to call."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import func, select, update

from oncall.incidents.sending import LONGEST_CALL, Sent
from oncall.store.tables import attempts, incidents, messages, pages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

P: Final = pages.c
A: Final = attempts.c
VOICE: Final = "voice"
CONNECT: Final = "connect"
SECOND: Final = timedelta(seconds=1)
# One who claims calls at a time: how many may be made in a second is counted for all together.
CALLS_LOCK: Final = 0x6F6E63616C6D


class AtHand(NamedTuple):
    """What there is to do: when the next incident is due, and what pages and messages wait."""

    rung: datetime | None
    pending: bool
    lapsed: bool
    doubtful: bool
    untold: bool


def at_hand(tx: Connection, now: datetime, news: timedelta) -> AtHand:
    """Return what there is to do now, all by one look; older messages than `news` are none."""
    ran_out = P.lease_until <= now
    told = select(P.id).where(P.message == messages.c.id).exists()
    row = tx.execute(
        select(
            select(func.min(incidents.c.due_at)).scalar_subquery().label("rung"),
            select(P.id)
            .where(P.state == Sent.PENDING.value, P.due_at <= now)
            .exists()
            .label("pending"),
            select(P.id).where(P.state == Sent.SENDING.value, ran_out).exists().label("lapsed"),
            select(P.id).where(P.state == Sent.DOUBTFUL.value, ran_out).exists().label("doubtful"),
            select(messages.c.id)
            .where(messages.c.made_at >= now - news, ~told)
            .exists()
            .label("untold"),
        )
    ).one()
    return AtHand(*row)


def texts(tx: Connection, now: datetime, most: int) -> list[Row[Any]]:
    """Return texts that wait to be sent, and keep them from others.

    The oldest come first, and pages before messages: nobody is paged late for a mere piece of news.
    """
    is_news = P.message.is_not(None)
    found = _pending(now).where(P.channel != VOICE).order_by(is_news, P.due_at, P.id).limit(most)
    return list(tx.execute(found.with_for_update(skip_locked=True)))


def calls(tx: Connection, now: datetime, a_second: int) -> list[list[Row[Any]]]:
    """Return the calls to make now, each for all pages that wait for a person at an address.

    No more calls are made in a second than the carrier takes. Who is to be connected with a caller
    comes first, and who is called for mere messages last. Whoever was called the longest ago comes
    before others, and of these who has waited longest: by that alone, a next rung would have the
    first called again before the last were called once. What no carrier had was no call.
    """
    tx.execute(select(func.pg_advisory_xact_lock(CALLS_LOCK)))
    begun = select(func.count()).where(A.channel == VOICE, A.began_at > now - SECOND)
    left = a_second - int(tx.execute(begun).scalar_one())
    if left <= 0:
        return []
    waits = _pending(now).where(P.channel == VOICE, ~held_up(now))
    free = waits.subquery()
    called = select(func.max(A.began_at)).where(
        A.person == free.c.person, A.channel == VOICE, A.sid.is_not(None)
    )
    first = (
        select(free.c.person)
        .group_by(free.c.person)
        .order_by(
            func.bool_or(free.c.purpose == CONNECT).desc(),
            func.bool_and(free.c.message.is_not(None)),
            called.scalar_subquery().nulls_first(),
            func.min(free.c.due_at),
        )
    )
    who = list(tx.execute(first.limit(left)).scalars())
    in_order = (P.purpose == CONNECT).desc(), P.message.is_not(None), P.due_at, P.id
    rows = tx.execute(
        waits.where(P.person.in_(who)).order_by(*in_order).with_for_update(skip_locked=True)
    )
    return _one_each(rows)


def held_up(now: datetime) -> ColumnElement[bool]:
    """Return what tells of calls that wait whether another call has to be over first.

    Nobody is called while a call to them is under way or in doubt, nor at a telephone where another
    is: a carrier's list tells calls apart by the number alone.
    """
    under_way = A.channel == VOICE, A.state.in_(("sending", "doubtful", "accepted"))
    busy = select(A.person).where(*under_way, A.began_at > now - LONGEST_CALL)
    return P.person.in_(busy) | P.address.in_(busy.with_only_columns(A.address))


def _one_each(rows: Iterable[Row[Any]]) -> list[list[Row[Any]]]:
    """Return one call for each person and each telephone: the first, and what goes with it."""
    found: dict[str, list[Row[Any]]] = {}
    phones: dict[str, str] = {}
    for row in rows:
        some = found.setdefault(row.address, [])
        is_theirs = phones.setdefault(row.person, row.address) == row.address
        if is_theirs and (not some or some[0].person == row.person):
            some.append(row)
    return [some for some in found.values() if some]


def expire(tx: Connection, now: datetime) -> list[Row[Any]]:
    """Give up what has come to be worth nothing; return it."""
    gone = (P.state == Sent.PENDING.value) & (P.expires_at <= now)
    found = update(pages).where(gone).values(state=Sent.FAILED.value, why="expired")
    return list(tx.execute(found.returning(*pages.c)))


def _pending(now: datetime) -> Any:
    due = (P.state == Sent.PENDING.value) & (P.due_at <= now) & (P.expires_at > now)
    return select(pages).where(due)
