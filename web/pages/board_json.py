"""The planner's timeline for the page that draws it: read, and changed, as JSON."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from oncall.board.board import Look
from oncall.errors import Fault, Unknown
from oncall.services import boards, placing
from solver.sentence import Sentence
from web import csrf
from web.boards.answers import answer, install
from web.boards.parsing import MOST_DAYS, Fields, unclear
from web.boards.places import in_draft_entry, in_published_entry
from web.boards.shown import board_entry, open_gap_entry
from web.languages import spoken
from web.locality import is_local, only_here
from web.pages.board_changes import Changes
from web.refusals import Refused

if TYPE_CHECKING:
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the addresses of the timeline's JSON."""
    pages = Blueprint("board", __name__, url_prefix="/rota")
    install(pages)
    pages.before_request(lambda: refuse_strangers(parts))
    mine = _Board(parts)
    pages.add_url_rule("/<path:team>/board.json", "board", mine.board)
    pages.add_url_rule("/<path:team>/gap.json", "gap", mine.gap)
    pages.add_url_rule("/<path:team>/places.json", "published_places", mine.published)
    pages.add_url_rule("/drafts/<int:draft>/places.json", "places", mine.places)
    Changes(parts).install(pages)
    return pages


def refuse_strangers(parts: Parts) -> None:
    """Raise Refused for who is not at this machine, and for changes that no page of ours sent."""
    if not is_local(request.remote_addr, request.headers.get("Host")):
        raise Refused(HTTPStatus.FORBIDDEN, only_here())
    if request.method == "POST" and not csrf.is_ours(request, parts.key, parts.settings.user):
        raise Refused(HTTPStatus.FORBIDDEN, csrf.old_page())


class _Board:
    def __init__(self, parts: Parts) -> None:
        self.database = parts.database
        self.clock = parts.clock

    def board(self, team: str) -> Response:
        """Return the timeline of a team."""
        found = boards.board(self.database, _look(team, Fields(request.args)), self.clock.now())
        return answer(board_entry(found, spoken()))

    def gap(self, team: str) -> Response:
        """Return one gap of a timeline with why nobody closes it, however long that takes."""
        asked = Fields(request.args)
        at = asked.number("gap")
        look = replace(_look(team, asked), gap=at)
        found = boards.board(self.database, look, self.clock.now()).gaps
        if at >= len(found):
            gone = Sentence("there is no gap %(number)s; look again", number=at)
            raise Unknown((Fault("gap", None, None, gone),))
        return answer(open_gap_entry(at, found[at]))

    def places(self, draft: int) -> Response:
        """Return where a duty of a draft may go, or who might have a new one."""
        asked = Fields(request.args)
        if "duty" in asked:
            now = self.clock.now()
            found = placing.in_draft(self.database, draft, asked.text("duty"), now)
        else:
            span, bookings = asked.span("from", "until"), asked.texts("bookings")
            new = placing.New(asked.role(), span, bookings)
            found = placing.for_new(self.database, draft, new)
        return answer(in_draft_entry(found))

    def published(self, team: str) -> Response:
        """Return who may take a published duty."""
        label = Fields(request.args).text("duty")
        found = placing.in_published(self.database, team, label, self.clock.now())
        return answer(in_published_entry(found))


def _look(team: str, asked: Fields) -> Look:
    """Return what somebody wants to see of a team's rota."""
    days = asked.maybe_number("days", MOST_DAYS)
    if days == 0:
        raise unclear("days")
    numbers = (asked.maybe_number("draft"), asked.maybe_number("version"))
    return Look(team, asked.day("from"), days, *numbers)
