"""A draft is edited by hand: each edit is checked at once, taken back, and done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.checking import Check, Effect, check, effect
from oncall.edits import described
from oncall.errors import BadInput, Fault, Stale
from oncall.services.publishing import numbered
from oncall.services.questions import question_of
from oncall.store import draft_rows
from oncall.undoing import REDO, UNDO, ways
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.assignments import Assignment
    from oncall.edits import Edit, Rows
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.services.publishing import Act
    from oncall.store.db import Database, Tx
    from oncall.store.draft_rows import Sheet

CAN_BE_EDITED = "ready"


@dataclass(frozen=True)
class Edited:
    """A draft after an edit: its duties, those that are new or other, and what it brought.

    `gone` are numbers that are no more, `question` and `folder` what it was checked against.
    `edition` is what the next edit may name, to be refused where somebody else came first.
    """

    duties: tuple[Assignment, ...]
    touched: tuple[Assignment, ...]
    gone: tuple[int, ...]
    edition: int
    effect: Effect
    question: Planning
    folder: Folder


def edit(
    database: Database,
    draft: int,
    change: Edit,
    act: Act,
    edition: int | None = None,
    *,
    only_allowed: bool = False,
) -> Edited:
    """Do an edit; what it breaks is shown, and keeps the draft from being published.

    With `only_allowed` an edit that breaks anything more is not done.

    Raises BadInput if the edit makes no sense; Stale if the draft is not ready, or if somebody else
    has edited it since `edition`.
    """
    with database.begin() as tx:
        sheet = opened(tx, draft, edition)
        before = draft_rows.duties(tx, draft)
        question, folder = question_of(database, tx, sheet, before)
        after = numbered(tx, change.apply(before, question))
        brought = effect(question, folder, before, after)
        if only_allowed and brought.broken:
            raise BadInput(tuple(_fault(breach.sentence) for breach in brought.broken))
        made = _write(tx, sheet, act, described(change), (before, after))
        return _edited((before, after), made, brought, (question, folder))


def undo(database: Database, draft: int, act: Act, edition: int | None = None) -> Edited:
    """Take the last edit back that was not taken back; taking back is an edit itself."""
    with database.begin() as tx:
        sheet = opened(tx, draft, edition)
        at = ways(draft_rows.log(tx, draft)).back
        if at is None:
            raise _refused(Sentence("draft %(n)s has no edit to take back", n=draft))
        return _step(database, tx, sheet, act, (UNDO, at, "after", "before"))


def redo(database: Database, draft: int, act: Act, edition: int | None = None) -> Edited:
    """Do again what was taken back last; whoever has edited anew since has given it up."""
    with database.begin() as tx:
        sheet = opened(tx, draft, edition)
        at = ways(draft_rows.log(tx, draft)).again
        if at is None:
            raise _refused(Sentence("draft %(n)s has no edit to do again", n=draft))
        return _step(database, tx, sheet, act, (REDO, at, "before", "after"))


def checked(database: Database, draft: int) -> Check:
    """Return all that is wrong with a draft as it is, by the facts as they are now."""
    with database.begin() as tx:
        sheet = draft_rows.sheet(tx, draft)
        rows = draft_rows.duties(tx, draft)
        question, folder = question_of(database, tx, sheet, rows)
        return check(question, folder, rows)


def opened(tx: Tx, draft: int, edition: int | None) -> Sheet:
    """Return a draft to be changed; raises Stale if it is not ready, or is at another edition."""
    sheet = draft_rows.sheet(tx, draft, to_change=True)
    if sheet.state != CAN_BE_EDITED:
        message = Sentence(
            "draft %(n)s is %(state)s; only a draft that is ready is edited",
            n=draft,
            state=Sentence(sheet.state),
        )
        raise Stale("state", _fault(message))
    if edition is not None and edition != sheet.edition:
        message = Sentence(
            "somebody else has edited draft %(n)s meanwhile; look at it again", n=draft
        )
        raise Stale("edited", _fault(message))
    return sheet


def _step(
    database: Database, tx: Tx, sheet: Sheet, act: Act, step: tuple[str, int, str, str]
) -> Edited:
    """Take out the duties on one side of an edit and put in those on the other."""
    name, at, out, put_in = step
    done = draft_rows.edit_of(tx, sheet.id, at) or {}
    gone, back = ({draft_rows.read_back(each) for each in done[side]} for side in (out, put_in))
    before = draft_rows.duties(tx, sheet.id)
    after = tuple(sorted((set(before) - gone) | back))
    question, folder = question_of(database, tx, sheet, (*before, *after))
    made = _write(tx, sheet, act, {"edit": name, "of": at}, (before, after))
    brought = effect(question, folder, before, after)
    return _edited((before, after), made, brought, (question, folder))


def _edited(
    sides: tuple[Rows, Rows], edition: int, brought: Effect, against: tuple[Planning, Folder]
) -> Edited:
    before, after = sides
    gone = {each.duty for each in before} - {each.duty for each in after}
    new = sorted(set(after) - set(before))
    return Edited(after, tuple(new), tuple(sorted(gone)), edition, brought, *against)


def _write(
    tx: Tx,
    sheet: Sheet,
    act: Act,
    what: dict[str, object],
    sides: tuple[Rows, Rows],
) -> int:
    before, after = sides
    draft_rows.write_duties(tx, sheet.id, before, after)
    differing = {
        "what": what | ({"key": act.key} if act.key else {}),
        "before": [draft_rows.written_down(each) for each in sorted(set(before) - set(after))],
        "after": [draft_rows.written_down(each) for each in sorted(set(after) - set(before))],
    }
    return draft_rows.note_edit(tx, sheet, act.now, act.by, differing)


def _refused(message: str) -> BadInput:
    return BadInput((_fault(message),))


def _fault(message: str) -> Fault:
    return Fault("draft", None, None, message)
