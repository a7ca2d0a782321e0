"""The duties of a draft, and what was done to them by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from oncall.assignments import Assignment
from oncall.errors import Fault, Unknown
from oncall.localtime import Span
from oncall.people import Role
from oncall.store.rotas import assignment
from oncall.store.tables import draft_duties, draft_edits, drafts
from oncall.streams import Weeks
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft as far as its duties are concerned; `edition` counts what was done by hand."""

    id: int
    team: str
    kind: str
    weeks: Weeks
    based_on: int
    state: str
    edition: int


def sheet(tx: Connection, draft: int, *, to_change: bool = False) -> Sheet:
    """Return a draft; nobody else changes it meanwhile where it is to be changed.

    Raises Unknown if there is none.
    """
    c = drafts.c
    wanted = select(
        c.id, c.team, c.kind, c.first_day, c.days, c.begins, c.ends, c.based_on, c.state, c.edition
    ).where(c.id == draft)
    row = tx.execute(wanted.with_for_update() if to_change else wanted).one_or_none()
    if row is None:
        message = Sentence("there is no draft %(n)s; `oncall rota drafts` lists them", n=draft)
        raise Unknown((Fault("draft", None, None, message),))
    weeks = Weeks(row.first_day, row.days, row.begins, row.ends)
    return Sheet(row.id, row.team, row.kind, weeks, row.based_on, row.state, row.edition)


def duties(tx: Connection, draft: int) -> tuple[Assignment, ...]:
    """Return the duties of a draft in order."""
    c = draft_duties.c
    wanted = select(c.duty, c.person, c.role, c.starts, c.ends, c.bookings)
    rows = tx.execute(wanted.where(c.draft == draft))
    return tuple(sorted(assignment(row) for row in rows))


def write_duties(
    tx: Connection, draft: int, before: Iterable[Assignment], after: Iterable[Assignment]
) -> None:
    """Bring the duties of a draft from one state to another; each has a number."""
    old, new = set(before), set(after)
    gone = [each.duty for each in old - new]
    if gone:
        c = draft_duties.c
        tx.execute(delete(draft_duties).where(c.draft == draft, c.duty.in_(gone)))
    if new - old:
        tx.execute(insert(draft_duties), [{"draft": draft} | packed(e) for e in sorted(new - old)])


def forget(tx: Connection, draft: int) -> None:
    """Take all duties out of a draft."""
    tx.execute(delete(draft_duties).where(draft_duties.c.draft == draft))


def note_edit(
    tx: Connection,
    draft: Sheet,
    at: datetime,
    by: str,
    what: Mapping[str, Any],
) -> int:
    """Note an edit and return the edition that it makes."""
    edition = draft.edition + 1
    tx.execute(update(drafts).where(drafts.c.id == draft.id).values(edition=edition))
    row = {"draft": draft.id, "edition": edition, "at": at, "by": by}
    sides = {side: what.get(side, []) for side in ("before", "after")}
    tx.execute(insert(draft_edits).values(**row, **sides, what=what["what"]))
    return edition


def edit_of(tx: Connection, draft: int, edition: int) -> Mapping[str, Any] | None:
    """Return what an edit did: `what`, and the duties it took out (before) and put in (after)."""
    c = draft_edits.c
    wanted = select(c.what, c.before, c.after, c.by, c.at)
    row = tx.execute(wanted.where(c.draft == draft, c.edition == edition)).mappings()
    found = row.one_or_none()
    return None if found is None else dict(found)


def log(tx: Connection, draft: int) -> tuple[tuple[int, str], ...]:
    """Return what was done to a draft by hand: each edition and the name of its edit, in order."""
    c = draft_edits.c
    wanted = select(c.edition, c.what["edit"].astext).where(c.draft == draft)
    return tuple((row[0], row[1]) for row in tx.execute(wanted.order_by(c.edition)))


def was_done(tx: Connection, draft: int, key: str) -> bool:
    """Tell whether there is an edit of that key."""
    c = draft_edits.c
    wanted = select(c.edition).where(c.draft == draft, c.what["key"].astext == key)
    return tx.execute(wanted).first() is not None


def keep_pins(tx: Connection, draft: int, pins: Iterable[int]) -> None:
    """Note the duties of a draft that are to stay when it is solved again."""
    tx.execute(update(drafts).where(drafts.c.id == draft).values(pins=sorted(pins)))


def end(tx: Connection, draft: int, state: str) -> None:
    """Note that a draft is published."""
    tx.execute(update(drafts).where(drafts.c.id == draft).values(state=state))


def packed(each: Assignment) -> dict[str, Any]:
    """Return an assignment as its table has it."""
    return {
        "duty": each.duty,
        "person": each.person,
        "role": each.role.value,
        "starts": each.span.start,
        "ends": each.span.end,
        "bookings": list(each.bookings),
    }


def written_down(each: Assignment) -> dict[str, Any]:
    """Return an assignment as JSON keeps it."""
    times = {"starts": each.span.start.isoformat(), "ends": each.span.end.isoformat()}
    return packed(each) | times


def read_back(entry: Mapping[str, Any]) -> Assignment:
    """Return the assignment that JSON has kept."""
    start, end_ = (datetime.fromisoformat(entry[side]) for side in ("starts", "ends"))
    role, bookings = Role(entry["role"]), tuple(entry["bookings"])
    return Assignment(Span(start, end_), role, entry["person"], bookings, entry["duty"])
