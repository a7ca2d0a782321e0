"""What a planner does on the timeline: edit, undo, redo, pin, publish, ask, cancel, override."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Response, request

from oncall import undoing
from oncall.drafts import Request, State
from oncall.errors import Stale
from oncall.services import drafting, editing, overriding, pinning, releasing, stepping
from oncall.services.publishing import Act
from solver.outcome import Budget
from web.boards.answers import answer
from web.boards.edits import edited_entry, made_entry, read_edit, repeated_entry
from web.boards.parsing import MOST_DAYS, Fields, unclear

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Blueprint

    from oncall.services.editing import Edited
    from web.pages.parts import Parts

LONGEST_SEARCH: Final = 3600  # seconds


class Changes:
    """The changing half of the timeline's addresses; each takes and returns JSON."""

    def __init__(self, parts: Parts) -> None:
        self.database = parts.database
        self.clock = parts.clock
        self.user = parts.settings.user

    def install(self, pages: Blueprint) -> None:
        """Add the addresses to some pages."""
        views: dict[str, Callable[..., Response]] = {
            "drafts/<int:draft>/edit": self.edit,
            "drafts/<int:draft>/publish": self.publish,
            "drafts/<int:draft>/cancel": self.cancel,
            "drafts/<int:draft>/pin": self.pin,
            "<path:team>/draft": self.draft,
            "<path:team>/override": self.override,
        }
        for name, view in views.items():
            address, endpoint = f"/{name}.json", name.rpartition("/")[2]
            pages.add_url_rule(address, endpoint, view, methods=["POST"])

    def edit(self, draft: int) -> Response:
        """Edit a draft, or take an edit back, or do it again; what was done is not done twice."""
        fields = _fields()
        act = self._act(fields)
        try:
            done = self._edited(draft, fields, act)
        except Stale:
            stand = stepping.after(self.database, draft, act.key) if act.key else None
            if stand is None:
                raise
            return answer(repeated_entry(draft, stand))
        return answer(edited_entry(draft, done, stepping.next_steps(self.database, draft)))

    def _edited(self, draft: int, fields: Fields, act: Act) -> Edited:
        edition = fields.number("edition")
        match fields.text("edit"):
            case undoing.UNDO:
                return editing.undo(self.database, draft, act, edition)
            case undoing.REDO:
                return editing.redo(self.database, draft, act, edition)
            case _:
                change, strict = read_edit(fields), fields.yes("only_ok")
                return editing.edit(self.database, draft, change, act, edition, only_allowed=strict)

    def publish(self, draft: int) -> Response:
        """Publish a draft."""
        fields = _fields()
        edition, act = fields.number("edition"), self._act(fields)
        found = releasing.publish(self.database, draft, act, edition)
        return answer(made_entry(found.made, found.seen))

    def cancel(self, draft: int) -> Response:
        """Drop a draft."""
        drafting.cancel(self.database, draft, self.user, self.clock.now())
        return answer({"draft": draft, "state": State.CANCELLED.value})

    def pin(self, draft: int) -> Response:
        """Pin duties of a draft, or let them go."""
        fields = _fields()
        pins = pinning.pin(
            self.database,
            draft,
            fields.duties("duties"),
            self._act(fields),
            fields.number("edition"),
            stay=fields.yes("pinned"),
        )
        return answer({"draft": draft, "pins": [f"D{pin}" for pin in pins]})

    def draft(self, team: str) -> Response:
        """Ask for a draft: a new one, or one around what is pinned in another."""
        fields = _fields()
        act = self._act(fields)
        seconds = fields.maybe_number("seconds", LONGEST_SEARCH)
        budget = Budget(seconds=seconds) if seconds else Budget()
        if "like" in fields:
            like = fields.number("like")
            number = pinning.solve_again(self.database, like, act, budget)
        else:
            first, days = fields.day("from"), fields.number("days", MOST_DAYS)
            if first is None or not days:
                raise unclear("days" if first else "from")
            again = fields.yes("again")
            asked = Request(team, first, days, again=again, budget=budget, why=act.why)
            number = drafting.ask(self.database, asked, act.by, act.now)
        return answer({"draft": number}, HTTPStatus.CREATED)

    def override(self, team: str) -> Response:
        """Let somebody take a stretch of a published duty over."""
        fields = _fields()
        span = fields.span() if "start" in fields else None
        done = overriding.override(
            self.database,
            fields.text("duty"),
            fields.text("person"),
            self._act(fields),
            span,
            fields.number("version"),
        )
        return answer(made_entry(done.made, done.seen))

    def _act(self, fields: Fields) -> Act:
        return Act(self.user, self.clock.now(), fields.text("why", ""), fields.text("key", ""))


def _fields() -> Fields:
    given = request.get_json()
    if not isinstance(given, dict):
        raise unclear("JSON")
    return Fields(given)
