"""Pages that wait to be sent: what there is to do, which texts are next, and whom to call."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import ARRAY, Integer, Text, any_, bindparam, func, select, update

from oncall.incidents.sending import LONGEST_CALL, Sent
from oncall.store.tables import attempts, incidents, messages, pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Select

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


def held_up(since: Any) -> ColumnElement[bool]:
    """Return what tells of calls that wait whether another call has to be over first.

    Nobody is called while a call to them is under way or in doubt, nor at a telephone where another
    is: a carrier's list tells calls apart by the number alone. What was begun before `since`, an
    instant, is over.
    """
    under_way = A.channel == VOICE, A.state.in_(("sending", "doubtful", "accepted"))
    busy = select(A.person).where(*under_way, A.began_at > since)
    return P.person.in_(busy) | P.address.in_(busy.with_only_columns(A.address))


def _has_run_out(state: Sent) -> ColumnElement[bool]:
    return select(P.id).where(P.state == state.value, P.lease_until <= bindparam("now")).exists()


def _pending() -> Select[Any]:
    due = (P.state == Sent.PENDING.value) & (P.due_at <= bindparam("now"))
    return select(pages).where(due, P.expires_at > bindparam("now"))


# A pager asks all of these whenever it turns. To put one together takes longer than to answer it.
AT_HAND: Final = select(
    select(func.min(incidents.c.due_at)).scalar_subquery().label("rung"),
    select(P.id)
    .where(P.state == Sent.PENDING.value, P.due_at <= bindparam("now"))
    .exists()
    .label("pending"),
    _has_run_out(Sent.SENDING).label("lapsed"),
    _has_run_out(Sent.DOUBTFUL).label("doubtful"),
    select(messages.c.id)
    .where(
        messages.c.made_at >= bindparam("since"),
        ~select(P.id).where(P.message == messages.c.id).exists(),
    )
    .exists()
    .label("untold"),
)
NO_CALLS: Final = (
    _pending()
    .where(P.channel == any_(bindparam("channels", type_=ARRAY(Text))))
    .order_by(P.message.is_not(None), P.due_at, P.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
ALONE: Final = select(func.pg_advisory_xact_lock(CALLS_LOCK))
BEGUN: Final = select(func.count()).where(A.channel == VOICE, A.began_at > bindparam("since"))
WAITS: Final = _pending().where(P.channel == VOICE, ~held_up(bindparam("since")))
FREE: Final = WAITS.subquery()
CALLED: Final = select(func.max(A.began_at)).where(
    A.person == FREE.c.person, A.channel == VOICE, A.sid.is_not(None)
)
FIRST: Final = (
    select(FREE.c.person)
    .group_by(FREE.c.person)
    .order_by(
        func.bool_or(FREE.c.purpose == CONNECT).desc(),
        func.bool_and(FREE.c.message.is_not(None)),
        CALLED.scalar_subquery().nulls_first(),
        func.min(FREE.c.due_at),
    )
    .limit(bindparam("most", type_=Integer))
)
THEIRS: Final = (
    WAITS.where(P.person == any_(bindparam("who", type_=ARRAY(Text))))
    .order_by((P.purpose == CONNECT).desc(), P.message.is_not(None), P.due_at, P.id)
    .with_for_update(skip_locked=True)
)
EXPIRED: Final = (
    update(pages)
    .where(P.state == Sent.PENDING.value, P.expires_at <= bindparam("now"))
    .values(state=Sent.FAILED.value, why="expired")
    .returning(*pages.c)
)


def at_hand(tx: Connection, now: datetime, news: timedelta) -> AtHand:
    """Return what there is to do now, all by one look; older messages than `news` are none."""
    return AtHand(*tx.execute(AT_HAND, {"now": now, "since": now - news}).one())


def written(tx: Connection, channels: Collection[str], now: datetime, most: int) -> list[Row[Any]]:
    """Return what waits to be sent by some channels, no calls, and keep it from others.

    The oldest come first, and pages before messages: nobody is paged late for a mere piece of news.
    """
    asked = {"channels": list(channels), "now": now, "most": most}
    return list(tx.execute(NO_CALLS, asked)) if most else []


def calls(tx: Connection, now: datetime, a_second: int) -> list[list[Row[Any]]]:
    """Return the calls to make now, each for all pages that wait for a person at an address.

    No more calls are made in a second than the carrier takes. Who is to be connected with a caller
    comes first, and who is called for mere messages last. Whoever was called the longest ago comes
    before others, and of these who has waited longest: by that alone, a next rung would have the
    first called again before the last were called once. What no carrier had was no call.
    """
    tx.execute(ALONE)
    left = a_second - int(tx.execute(BEGUN, {"since": now - SECOND}).scalar_one())
    if left <= 0:
        return []
    asked = {"now": now, "since": now - LONGEST_CALL}
    who = list(tx.execute(FIRST, asked | {"most": left}).scalars())
    return _one_each(tx.execute(THEIRS, asked | {"who": who})) if who else []


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
    return list(tx.execute(EXPIRED, {"now": now}))
