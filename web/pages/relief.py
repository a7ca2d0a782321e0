"""Somebody's working time is used up: who steps in is proposed, and taken with one click."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import redirect, render_template, request

from oncall.drafts import State
from oncall.folder.meaning import as_cell
from oncall.localtime import Span
from oncall.people import Role
from oncall.services import releasing, reliefs, relieving
from oncall.services.publishing import Act
from web.desk.person_words import person_words
from web.desk.relief_picture import hours, lanes
from web.desk.said import Said
from web.desk.trying import Tried, tried
from web.feeds.names import Names, role_name
from web.languages import spoken
from web.pages.desk import address
from web.refusals import Refused, sentence_of
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Blueprint
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.assignments import Assignment
    from oncall.drafts import Draft
    from oncall.services.reliefs import Relief
    from oncall.store.db import Database
    from web.pages.parts import Parts

DONE = "relieved"


class Open(NamedTuple):
    """What nobody can take, with a reason for everybody and the cheapest cure, if there is one."""

    role: Role
    span: Span
    because: tuple[str, ...]
    cure: str | None


class Proposal(NamedTuple):
    """What a draft proposes: who steps in, what would follow, and what nobody can take."""

    draft: Draft
    found: Tried
    steps_in: tuple[Assignment, ...]

    def who(self, names: Names) -> tuple[str, ...]:
        """Return the names of those who step in."""
        return tuple(dict.fromkeys(names.person(duty.person) for duty in self.steps_in))

    @property
    def gaps(self) -> tuple[Open, ...]:
        """What stays open."""
        return tuple(map(_open, (self.draft.report or {}).get("gaps", ())))


class Reliefs:
    """The page of a person's used-up day."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def install(self, pages: Blueprint) -> None:
        """Add the address to the planning pages."""
        pages.add_url_rule(
            "/relief/<path:person>/<day>", "relief", self.relief, methods=["GET", "POST"]
        )

    def relief(self, person: str, day: str) -> AnyResponse | str:
        """Return what is left without anybody, and who could step in; let them."""
        on = _day(day)
        found = reliefs.relief(self.parts.database, person, on, self._now)
        refused = Tried()
        if request.method == "POST":
            refused = self._taken(found, request.form.get("draft", ""))
            if refused.done:
                return redirect(address("planning.relief", person=person, day=day, done=DONE), 303)
            found = reliefs.relief(self.parts.database, person, on, self._now)
        proposals = [
            self._proposal(found, each) for each in found.drafts if each.state is State.READY
        ]
        said, names = Said(spoken(), self._now), Names(found.folder)
        proposed = [duty for each in proposals for duty in each.steps_in]
        return render_template(
            "planning/relief.html",
            relief=found,
            proposals=proposals,
            refused=refused,
            lanes=lanes(found, proposed, said, names),
            hours=hours(found),
            is_today=found.spent.span.end > self._now,
            words=person_words(),
            names=names,
            said=said,
            role_name=role_name,
            typed=as_cell,
            here=address("planning.relief", person=person, day=day),
            is_done=request.args.get("done") == DONE and request.method == "GET",
        )

    def _taken(self, found: Relief, number: str) -> Tried:
        """Publish what was proposed; where it can't be any more it is solved anew."""
        draft = next((each for each in found.drafts if str(each.id) == number), None)
        if draft is None:
            raise Refused(HTTPStatus.BAD_REQUEST, sentence_of(HTTPStatus.BAD_REQUEST))
        done = tried(self.parts.database, self._publish(found, draft), sure=True)
        if done.faults:
            relieving.renew(self.parts.database, self._now)
        return done

    def _proposal(self, found: Relief, draft: Draft) -> Proposal:
        """Return what would follow if a draft were published now."""
        shown = tried(self.parts.database, self._publish(found, draft), sure=False)
        changes = shown.outcome.made.changes if shown.outcome else ()
        after = (each.after for each in changes)
        steps_in = tuple(duty for duty in after if duty and duty.person != found.person.id)
        return Proposal(draft, shown, steps_in)

    def _publish(self, found: Relief, draft: Draft) -> Any:
        why = gettext("%(name)s has no working time left", name=found.person.name)
        act = Act(self.parts.settings.user, self._now, why)

        def publish(database: Database) -> releasing.Released:
            return releasing.publish(database, draft.id, act)

        return publish

    @property
    def _now(self) -> datetime:
        return self.parts.clock.now()


def _open(gap: Mapping[str, Any]) -> Open:
    start, end = (datetime.fromisoformat(gap[side]) for side in ("start", "end"))
    return Open(Role(gap["role"]), Span(start, end), tuple(gap["because"]), gap.get("cure"))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused(HTTPStatus.NOT_FOUND, sentence_of(HTTPStatus.NOT_FOUND)) from None
