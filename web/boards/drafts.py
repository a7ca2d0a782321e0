"""Drafts as the timeline's JSON has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oncall.drafts import State
from web.boards.times import instant, span
from web.sayings import said

if TYPE_CHECKING:
    from oncall.board.board import OfDraft, Step
    from oncall.drafts import Draft


def draft_entry(draft: Draft, version: int) -> dict[str, Any]:
    """Return a draft for a list; `version` is that of the rota by now."""
    return {
        "draft": draft.id,
        "state": draft.state.value,
        "from": draft.weeks.first.isoformat(),
        "days": draft.weeks.days,
        "based_on": draft.based_on,
        "stale": draft.state == State.READY and draft.based_on != version,
        "edition": draft.edition,
        "gaps": draft.gaps,
        "objective": draft.objective,
        "asked_by": draft.asked_by,
        "asked_at": instant(draft.asked_at),
        "why": draft.why,
        "again": draft.again,
        "like": draft.like,
        "failure": draft.failure and said(draft.failure),
        "progress": draft.progress,
    }


def of_draft(looked_at: OfDraft, version: int) -> dict[str, Any]:
    """Return the draft that is looked at."""
    draft = looked_at.draft
    report = draft.report or {}
    is_ready = draft.state == State.READY
    return (
        draft_entry(draft, version)
        | span(looked_at.span)
        | {
            "found": draft.found,
            "can_edit": is_ready,
            "can_publish": is_ready and draft.based_on == version,
            "pins": [f"D{pin}" for pin in draft.pins],
            "undo": step_entry(looked_at.undo),
            "redo": step_entry(looked_at.redo),
            **{name: report.get(name) for name in ("seconds", "bound", "status")},
            "notes": [*map(said, report.get("notes", []))],
        }
    )


def step_entry(step: Step | None) -> dict[str, Any] | None:
    """Return an edit that can be undone or redone."""
    if step is None:
        return None
    return {"edit": step.edit, "duty": None if step.duty is None else f"D{step.duty}"}
