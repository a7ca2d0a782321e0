"""Where a duty may go, asked while it is being dragged; nothing is written or locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from oncall.assignments import number_of
from oncall.board.apart import Apart
from oncall.board.places import Places, people, places, takers
from oncall.board.trying import Trying
from oncall.edits import Add, Assign, TakeOver
from oncall.errors import Fault, Stale, Unknown
from oncall.folder.faults import shown
from oncall.localtime import DAY, MINUTE, Span, local_day
from oncall.published import next_minute
from oncall.services.amending import find_duty, refused
from oncall.services.editing import CAN_BE_EDITED
from oncall.services.gathering import facts_in
from oncall.services.overriding import judged_by
from oncall.services.questions import question
from oncall.store import draft_rows, rotas
from oncall.streams import Weeks
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.board.places import Place
    from oncall.people import Role, Team
    from oncall.store.db import Database, Tx
    from oncall.store.draft_rows import Sheet


@dataclass(frozen=True)
class InDraft:
    """Where a duty of a draft may go, at an edition."""

    edition: int
    duty: Assignment | None
    places: Places


class Taker(NamedTuple):
    """Why somebody may not take a published duty over, and why not by a swap, if so."""

    person: str
    override: str | None
    swap: str | None


@dataclass(frozen=True)
class InPublished:
    """Who may take a published duty, at a version; `begun` is no longer swapped."""

    version: int
    duty: Assignment
    begun: bool
    takers: tuple[Taker, ...]


class New(NamedTuple):
    """A duty that somebody thinks of putting in."""

    role: Role
    span: Span
    bookings: tuple[str, ...] = ()


def in_draft(database: Database, draft: int, label: str, now: datetime) -> InDraft:
    """Return where a duty of a draft may go; raises Unknown, and Stale for a draft not ready."""
    with database.begin() as tx:
        sheet, trying = _trying(database, tx, draft)
        number = number_of(label)
        held = next((each for each in trying.rows if each.duty == number), None)
        if held is None:
            message = Sentence(
                "there is no duty %(duty)s in draft %(n)s; look at it again",
                duty=shown(label),
                n=draft,
            )
            raise Unknown((Fault("draft", None, None, message),))
        zone = facts_in(database, tx).teams[sheet.team].site.zone
        span = sheet.weeks.span(zone)
        begins = next_minute(now)
        may_change = Span(max(span.start, begins), max(span.end, begins))
        return InDraft(sheet.edition, held, places(trying, held, may_change))


def for_new(database: Database, draft: int, new: New) -> InDraft:
    """Return who might have a duty that is put into a draft; raises BadInput if nobody asks."""
    with database.begin() as tx:
        sheet, trying = _trying(database, tx, draft)
        anybody = next(iter(trying.apart.planning.person))
        made = Add(anybody, new.role, new.span, new.bookings).apply((), trying.apart.planning)
        return InDraft(sheet.edition, None, Places(takers(trying, made[0])))


def in_published(
    database: Database, team: str, label: str, now: datetime, stretch: Span | None = None
) -> InPublished:
    """Return who may take a published duty of a team, or what is to come of a stretch of it.

    Raises Unknown, and BadInput if it is over. A swap is of the whole duty.
    """
    with database.begin() as tx:
        of, held = find_duty(tx, label)
        if of != team:
            message = Sentence("%(duty)s is a duty of team %(team)s", duty=held.label, team=of)
            raise Unknown((Fault("rota", None, None, message),))
        begins = next_minute(now)
        left = held.span.clip(Span(begins, max(begins, held.span.end)))
        left = left.clip(stretch) if left and stretch else left
        if left is None:
            raise refused(
                Sentence("that is over; nobody can have been on duty otherwise than they were")
            )
        trying = _around(database, tx, team, left, begins)
        part = next(each for each in trying.rows if each.duty == held.duty)
        override = people(trying, part, lambda who: TakeOver(part.duty, who, left))
        swap = people(trying, part, lambda who: Assign(part.duty, who))
        found = tuple(
            Taker(one.person, _override(one, held.person), _first(other))
            for one, other in zip(override, swap, strict=True)
        )
        return InPublished(rotas.version(tx, team), held, held.span.start <= now, found)


def _around(database: Database, tx: Tx, team: str, left: Span, begins: datetime) -> Trying:
    """Return the published rota of the days around what is left of a duty."""
    known: Team = facts_in(database, tx).teams[team]
    zone = known.site.zone
    first, last = local_day(left.start, zone) - DAY, local_day(left.end - MINUTE, zone) + DAY
    weeks = Weeks(first, (last - first) // DAY + 1, begins)
    asked = question(database, tx, team, weeks)
    return Trying(Apart(asked.musts, asked.stands.folder), asked.published)


def _trying(database: Database, tx: Tx, draft: int) -> tuple[Sheet, Trying]:
    sheet = draft_rows.sheet(tx, draft)
    if sheet.state != CAN_BE_EDITED:
        message = Sentence(
            "draft %(n)s is %(state)s; only a draft that is ready is edited",
            n=draft,
            state=Sentence(sheet.state),
        )
        raise Stale("state", Fault("draft", None, None, message))
    rows = draft_rows.duties(tx, draft)
    asked = question(database, tx, sheet.team, sheet.weeks, rows)
    return sheet, Trying(asked.apart, rows)


def _override(place: Place, giver: str) -> str | None:
    broken = judged_by(place.broken, giver)
    return broken[0].sentence if broken else None


def _first(place: Place) -> str | None:
    return place.broken[0].sentence if place.broken else None
