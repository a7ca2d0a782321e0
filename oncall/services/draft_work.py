"""What a worker does with a draft: take it, keep it, and finish it or give it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from oncall.assignments import PREFIX
from oncall.drafts import ANY, ILLNESS, MOST_ATTEMPTS, WORN_OUT, State, recognised
from oncall.published import next_minute
from oncall.searched import counted_down
from oncall.services import gathering
from oncall.services.publishing import numbered
from oncall.services.urgent import tell_failed
from oncall.standing import asked, asked_again
from oncall.store import claims, draft_rows, rotas

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from oncall.assignments import Assignment
    from oncall.drafts import Claimed, Draft, Solved, Wanted
    from oncall.localtime import Span
    from oncall.planning import Planning
    from oncall.searched import News, SoFar
    from oncall.store.db import Database, Tx


class Question(NamedTuple):
    """What a worker is to solve, and the versions of rota and sheets that it is made from."""

    planning: Planning
    planned: Span
    version: int
    revision: int


def claim(
    database: Database, worker: str, now: datetime, lease: timedelta, wanted: Wanted = ANY
) -> Claimed | None:
    """Give a worker the oldest draft that nobody works on, urgent ones first, if there is one.

    A draft over which workers end again and again fails in the end. `now` is the worker's own
    clock: one that is wrong makes work be done twice, never wrongly, since only who was given a
    draft last can finish it.
    """
    with database.begin() as tx:
        while waiting := claims.next_waiting(tx, now, wanted):
            if waiting.attempts < MOST_ATTEMPTS:
                return claims.take(tx, _from_now(waiting, now), worker, now + lease)
            _fail(tx, waiting, WORN_OUT, now)
        return None


def _from_now(draft: Draft, now: datetime) -> Draft:
    """Return a draft that begins now, if it was to begin when it was asked for."""
    begins = draft.weeks.begins
    if begins is None or begins >= now:
        return draft
    return replace(draft, weeks=replace(draft.weeks, begins=next_minute(now)))


def question(database: Database, claimed: Claimed) -> Question:
    """Return what a claimed draft asks for, from what stands now; raises BadInput."""
    draft = claimed.draft
    with database.begin() as tx:
        stands = gathering.standing(tx, draft.team, draft.weeks)
        like = draft_rows.duties(tx, draft.like) if draft.like else None
    if draft.again:
        pins = [f"{PREFIX}{number}" for number in draft.pins]
        planning = asked_again(stands, draft.weeks, pins, like)
    else:
        planning = asked(stands, draft.weeks)
    planned = draft.weeks.span(stands.team.site.zone)
    return Question(planning, planned, stands.version, stands.revision)


def beat(
    database: Database,
    claimed: Claimed,
    news: News | None,
    now: datetime,
    lease: timedelta,
) -> bool:
    """Prolong a worker's lease and write its news; False if it is to stop."""
    kept = {} if news is None else {"progress": news.kept()}
    with database.begin() as tx:
        held = claims.change_held(tx, claimed, tell=bool(kept), lease_until=now + lease, **kept)
        if held and news and news.so_far:
            before = draft_rows.duties(tx, claimed.draft.id)
            rows = counted_down(before, _known(tx, claimed.draft, news.so_far))
            draft_rows.write_duties(tx, claimed.draft.id, before, rows)
        return held


def finish(database: Database, claimed: Claimed, solved: Solved) -> bool:
    """Write what a worker has found; False, and nothing is written, if it is no longer its own.

    Duties that are published have the same numbers in the draft. That the rota has another version
    by now is no hindrance; only publishing is refused then.
    """
    number = claimed.draft.id
    with database.begin() as tx:
        if not claims.still_held(tx, claimed):
            return False
        rows = numbered(tx, _known(tx, claimed.draft, solved))
        draft_rows.write_duties(tx, number, draft_rows.duties(tx, number), rows)
        report = dict(solved.report) | {"revision": solved.revision}
        claims.end(tx, number, State.READY, report=report, based_on=solved.version)
        return True


def _known(tx: Tx, draft: Draft, found: Solved | SoFar) -> tuple[Assignment, ...]:
    """Return what was found for a draft, with the numbers of what was there before."""
    if draft.like:
        return recognised(draft_rows.duties(tx, draft.like), found)
    return recognised(rotas.of_team(tx, draft.team, found.planned), found)


def fail(database: Database, claimed: Claimed, why: str, now: datetime) -> bool:
    """Write why a draft can't be made; False if it is no longer the worker's own."""
    with database.begin() as tx:
        held = claims.still_held(tx, claimed)
        if held:
            _fail(tx, claimed.draft, why, now)
        return held


def _fail(tx: Tx, draft: Draft, why: str, now: datetime) -> None:
    draft_rows.forget(tx, draft.id)
    claims.end(tx, draft.id, State.FAILED, failure=why)
    if draft.kind == ILLNESS:
        tell_failed(tx, draft, why, now)


def give_back(database: Database, claimed: Claimed, *, counts: bool = False) -> bool:
    """Let another worker have a draft; it `counts` as an attempt if solving it went wrong."""
    attempts = claimed.attempt if counts else claimed.attempt - 1
    with database.begin() as tx:
        held = claims.still_held(tx, claimed)
        if held:
            claims.ask_anew(tx, claimed.draft.id, attempts)
        return held
