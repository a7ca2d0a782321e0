"""Edits of a draft as the page sends them, and what it is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from oncall.edits import Add, Assign, Clear, Move, Split
from web.boards.drafts import step_entry
from web.boards.duties import duty_entry, effect_entry, gap_entry
from web.boards.parsing import unclear
from web.sayings import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.board.board import Step
    from oncall.edits import Edit
    from oncall.published import Seen
    from oncall.services.editing import Edited
    from oncall.services.publishing import Made
    from oncall.services.stepping import Stand
    from web.boards.parsing import Fields


def read_edit(fields: Fields) -> Edit:
    """Return the edit that is asked for; raises Refused where it can't be understood."""
    kind = KINDS.get(fields.text("edit"))
    if kind is None:
        raise unclear("edit")
    return kind(fields)


def edited_entry(draft: int, edited: Edited, steps: tuple[Step | None, Step | None]) -> Any:
    """Return what an edit did."""
    undo, redo = steps
    return {
        "draft": draft,
        "edition": edited.edition,
        "effect": effect_entry(edited.effect, edited.question),
        "touched": [duty_entry(each, edited.folder) for each in edited.touched],
        "gone": [f"D{number}" for number in edited.gone],
        "undo": step_entry(undo),
        "redo": step_entry(redo),
    }


def repeated_entry(draft: int, stand: Stand) -> Any:
    """Return the same for an edit that was done before: nothing is new."""
    return {
        "draft": draft,
        "edition": stand.edition,
        "effect": {"broken": [], "mended": [], "opened": [], "closed": []},
        "touched": [],
        "gone": [],
        "undo": step_entry(stand.undo),
        "redo": step_entry(stand.redo),
    }


def made_entry(made: Made, seen: Seen) -> dict[str, Any]:
    """Return a version that was made, and what the published rota says now."""
    return {
        "team": made.publication.team,
        "version": made.publication.version,
        "changes": len(made.changes),
        "people": sorted({who for change in made.changes for who in change.people}),
        "gaps": [gap_entry(gap) for gap in seen.gaps],
        "breaches": [said(breach.sentence) for breach in seen.breaches],
    }


def _split(fields: Fields) -> Split:
    person = fields.text("person") if "person" in fields else None
    return Split(fields.duty(), fields.instant("at"), person)


def _add(fields: Fields) -> Add:
    bookings = fields.texts("bookings")
    return Add(fields.text("person"), fields.role(), fields.span(), bookings)


KINDS: Final[dict[str, Callable[[Fields], Edit]]] = {
    "assign": lambda fields: Assign(fields.duty(), fields.text("person")),
    "move": lambda fields: Move(fields.duty(), fields.span()),
    "split": _split,
    "clear": lambda fields: Clear(fields.duty()),
    "add": _add,
}
