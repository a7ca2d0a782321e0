"""Drafts are asked for here and solved by workers; whoever waits can watch and cancel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from oncall.drafts import CAN_BE_CANCELLED, State
from oncall.errors import BadInput, Fault, Stale, Unknown
from oncall.published import hull, next_minute, within
from oncall.services import gathering
from oncall.store import audit, claims, draft_rows, drafts, gaps, rotas, sheets
from oncall.store.listening import DRAFT, Ear
from oncall.streams import Weeks
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.drafts import Draft, Request
    from oncall.store.db import Database, Tx

MOST_LISTED: Final = 100


def ask(database: Database, request: Request, by: str, now: datetime) -> int:
    """Ask for a draft and wake the workers; return its number.

    Nothing that is over is planned. Raises BadInput for an unknown team, for weeks that are over,
    and for pins that are no published duties of those weeks.
    """
    with database.begin() as tx:
        return asking(tx, request, by, now)


def asking(tx: Tx, request: Request, by: str, now: datetime) -> int:
    """Ask for a draft in a transaction that is open."""
    team = gathering.team_named(sheets.read_facts(tx), request.team)
    zone = team.site.zone
    weeks = within(Weeks(request.first, request.days), zone, request.within)
    if weeks.span(zone).start < now:
        weeks = replace(weeks, begins=next_minute(now))
    planned = weeks.span(zone)
    if planned.end <= planned.start:
        message = Sentence("are over, the last day was %(day)s; name weeks to come", day=weeks.last)
        raise _refused("weeks", message)
    if request.from_published:
        spans = gaps.published_spans(tx, team.id, now)
        published = [part for span in spans if (part := span.clip(planned))]
        if not published:
            message = Sentence(
                "nothing is published in these weeks; leave out --again, and a new rota is drafted"
            )
            raise _refused("again", message)
        weeks = within(weeks, zone, hull(published))
        _check_pins(rotas.of_team(tx, team.id, weeks.span(zone)), request)
    if request.like is not None:
        _check_like(tx, request.like, request)
    number = drafts.add(tx, request, weeks, by, now, rotas.version(tx, team.id))
    after = {"team": team.id, "first": f"{request.first}", "days": request.days}
    after |= {"again": request.from_published, "why": request.why}
    audit.note(tx, audit.Line(now, by, "ask for draft", f"draft {number}", None, after))
    return number


def cancel(database: Database, draft: int, by: str, now: datetime) -> None:
    """Drop a draft that is waited for or ready; a worker that solves it hears at its next beat.

    Raises BadInput if there is no such draft, or nothing to cancel.
    """
    with database.begin() as tx:
        found = _known(drafts.get(tx, draft, lock=True), draft)
        if found.state not in CAN_BE_CANCELLED:
            message = Sentence(
                "%(n)s is %(state)s; there is nothing to cancel",
                n=draft,
                state=Sentence(found.state.value),
            )
            raise Stale("state", Fault("draft", None, None, message))
        if found.is_waited_for:
            draft_rows.forget(tx, draft)
        claims.end(tx, draft, State.CANCELLED)
        line = audit.Line(now, by, "cancel draft", f"draft {draft}", {"state": found.state.value})
        audit.note(tx, line)


def get(database: Database, draft: int) -> Draft:
    """Return a draft with its report; raises BadInput if there is none of that number."""
    with database.begin() as tx:
        return _known(drafts.get(tx, draft), draft)


def listed(database: Database, team: str | None = None) -> tuple[Draft, ...]:
    """Return the newest drafts, of one team if it is named; raises BadInput if it is unknown."""
    with database.begin() as tx:
        if team is not None:
            gathering.team_named(gathering.facts_in(database, tx), team)
        return drafts.of_team(tx, team, MOST_LISTED)


def waiting_before(database: Database, draft: int) -> int:
    """Return how many drafts workers take up before this one."""
    with database.begin() as tx:
        return drafts.before_it(tx, draft)


def watch(database: Database, draft: int, pause: float = 1.0) -> Iterator[Draft]:
    """Yield a draft whenever it changes, and after each pause, until nobody works on it any more.

    Raises BadInput if there is none of that number, and Unreachable where the database is gone;
    then it may be watched anew.
    """
    with Ear(database, DRAFT) as ear:
        ear.listen()
        while True:
            found = get(database, draft)
            yield found
            if not found.is_waited_for:
                return
            ear.wait(pause)


def _check_like(tx: Tx, like: int, request: Request) -> None:
    """Raise BadInput unless the draft to follow is of the same weeks, ready, and has the pins."""
    sheet = draft_rows.sheet(tx, like)
    same = (sheet.team, sheet.weeks.first, sheet.weeks.days)
    if same != (request.team, request.first, request.days) or sheet.state != State.READY:
        message = Sentence(
            "draft %(n)s can't be followed; name one of this team and these weeks that is ready",
            n=sheet.id,
        )
        raise _refused("like", message)
    _check_pins(draft_rows.duties(tx, sheet.id), request)


def _check_pins(published: tuple[Assignment, ...], request: Request) -> None:
    missing = sorted(set(request.pins) - {each.duty for each in published})
    if missing:
        raise BadInput(tuple(Fault("pins", None, None, _no_pin(n)) for n in missing))


def _no_pin(number: int) -> Sentence:
    return Sentence(
        "there is no duty D%(n)s in these weeks; name duties of the published rota", n=number
    )


def _known(found: Draft | None, draft: int) -> Draft:
    if found is None:
        message = Sentence(
            "there is no draft %(n)s; oncall rota drafts shows those that there are", n=draft
        )
        raise Unknown((Fault("draft", None, None, message),))
    return found


def _refused(what: str, sentence: str) -> BadInput:
    return BadInput((Fault(what, None, None, sentence),))
