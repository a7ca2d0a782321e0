"""A draft is edited by hand: every edit is checked at once, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from oncall.checking import Check, Effect, check, effect
from oncall.edits import described
from oncall.errors import BadInput, Fault
from oncall.services.gathering import standing
from oncall.services.publishing import numbered
from oncall.standing import asked
from oncall.store import draft_rows, rotas, sheets

if TYPE_CHECKING:
    from oncall.assignments import Assignment
    from oncall.edits import Edit
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.services.publishing import Act
    from oncall.store.db import Database, Tx
    from oncall.store.draft_rows import Sheet
    from oncall.store.sheets import State

CAN_BE_EDITED = "ready"
KEPT = 4  # drafts whose question a process remembers


@dataclass(frozen=True)
class Edited:
    """A draft after an edit: its duties, those that are new or other, and what it brought.

    `edition` is what the next edit may name, to be refused where somebody else came first.
    """

    duties: tuple[Assignment, ...]
    touched: tuple[Assignment, ...]
    edition: int
    effect: Effect


class _Key(NamedTuple):
    """All that the question of a draft depends on."""

    database: object
    team: str
    weeks: object
    sheets: State
    versions: int


def edit(
    database: Database, draft: int, change: Edit, act: Act, edition: int | None = None
) -> Edited:
    """Do an edit; what it breaks is shown, and keeps the draft from being published.

    Raises BadInput if the draft is not ready, if the edit makes no sense, or if somebody else has
    edited it since `edition`.
    """
    with database.begin() as tx:
        sheet = _open(tx, draft, edition)
        question, folder = question_of(tx, sheet)
        before = draft_rows.duties(tx, draft)
        after = numbered(tx, change.apply(before, question))
        made = _write(tx, sheet, act, described(change), (before, after))
        return Edited(after, _new(before, after), made, effect(question, folder, before, after))


def undo(database: Database, draft: int, act: Act, edition: int | None = None) -> Edited:
    """Take the last edit back that was not taken back; taking back is an edit itself."""
    with database.begin() as tx:
        sheet = _open(tx, draft, edition)
        at = _last_done(tx, sheet)
        done = draft_rows.edit_of(tx, draft, at)
        if done is None:
            raise _refused(f"draft {draft} has no edit to take back")
        question, folder = question_of(tx, sheet)
        before = draft_rows.duties(tx, draft)
        put_in = {draft_rows.read_back(each) for each in done["after"]}
        back = (draft_rows.read_back(each) for each in done["before"])
        after = tuple(sorted((*(each for each in before if each not in put_in), *back)))
        what = {"edit": "undo", "of": at, "then": at - 1}
        made = _write(tx, sheet, act, what, (before, after))
        return Edited(after, _new(before, after), made, effect(question, folder, before, after))


def checked(database: Database, draft: int) -> Check:
    """Return all that is wrong with a draft as it is, by the facts as they are now."""
    with database.begin() as tx:
        sheet = draft_rows.sheet(tx, draft)
        question, folder = question_of(tx, sheet)
        return check(question, folder, draft_rows.duties(tx, draft))


def question_of(tx: Tx, sheet: Sheet) -> tuple[Planning, Folder]:
    """Return what a draft is checked against; made anew only when facts or rotas have changed."""
    key = _Key(tx.engine.url, sheet.team, sheet.weeks, sheets.state(tx), rotas.all_versions(tx))
    found = _remembered(key)
    if not found:
        stands = standing(tx, sheet.team, sheet.weeks)
        found.append((asked(stands, sheet.weeks, only_check=True), stands.folder))
    return found[0]


@lru_cache(maxsize=KEPT)
def _remembered(_: _Key) -> list[tuple[Planning, Folder]]:
    """Return the place where the question of a key is remembered."""
    return []


def _open(tx: Tx, draft: int, edition: int | None) -> Sheet:
    sheet = draft_rows.sheet(tx, draft, to_change=True)
    if sheet.state != CAN_BE_EDITED:
        raise _refused(f"draft {draft} is {sheet.state}; only a draft that is ready is edited")
    if edition is not None and edition != sheet.edition:
        message = f"somebody else has edited draft {draft} meanwhile; look at it again"
        raise _refused(message)
    return sheet


def _last_done(tx: Tx, sheet: Sheet) -> int:
    """Return the edition of the last edit that stands: what was taken back is skipped."""
    at = sheet.edition
    while (found := draft_rows.edit_of(tx, sheet.id, at)) and found["what"]["edit"] == "undo":
        at = found["what"]["then"]
    return at


def _new(before: tuple[Assignment, ...], after: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    return tuple(sorted(set(after) - set(before)))


def _write(
    tx: Tx,
    sheet: Sheet,
    act: Act,
    what: dict[str, object],
    sides: tuple[tuple[Assignment, ...], tuple[Assignment, ...]],
) -> int:
    before, after = sides
    draft_rows.write_duties(tx, sheet.id, before, after)
    differing = {
        "what": what,
        "before": [draft_rows.written_down(each) for each in sorted(set(before) - set(after))],
        "after": [draft_rows.written_down(each) for each in sorted(set(after) - set(before))],
    }
    return draft_rows.note_edit(tx, sheet, act.now, act.by, differing)


def _refused(message: str) -> BadInput:
    return BadInput((Fault("draft", None, None, message),))
