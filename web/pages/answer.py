"""The page of a secret link: what somebody is paged for, and buttons to accept or decline it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, g, make_response, redirect, render_template, request

from oncall.incidents.answers import Word
from oncall.incidents.hearing import Act
from oncall.services import acting, linking
from oncall.services.answering import answer
from web import csrf
from web.desk.said import Said
from web.languages import first_of, refuse_unknown, spoken
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.services.linking import Linked
    from web.pages.parts import Parts

DEEDS: Final = ("accept", "decline", "start")


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of secret links, which need no sign-in: the link is one."""
    pages = Blueprint("answer", __name__, url_prefix="/p")
    mine = _Answers(parts)
    pages.add_url_rule("/<token>", "page", mine.page, methods=["GET"])
    deeds = ", ".join(DEEDS)
    pages.add_url_rule(f"/<token>/<any({deeds}):deed>", "do", mine.do, methods=["POST"])
    return pages


class _Answers:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.seal = parts.seal

    def page(self, token: str) -> Response:
        """Return the page; looking at it changes nothing, for mail programs look too."""
        refuse_unknown(request.args.get("lang"))
        _, linked = self._opened(token)
        made = render_template(
            "answer/page.html",
            linked=linked,
            token=token,
            csrf=csrf.token(self.parts.key, f"link {token}"),
            said=Said(spoken(), self.parts.clock.now()),
            done=request.args.get("done"),
        )
        response = make_response(made)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def do(self, token: str, deed: str) -> AnyResponse:
        """Do what a button says, then show the page as it stands."""
        _, linked = self._opened(token)
        if not csrf.is_ours(request, self.parts.key, f"link {token}"):
            raise Refused(HTTPStatus.BAD_REQUEST, csrf.old_page())
        incident = linked.kept.incident.id
        act = Act(linked.person.id, "link", self.parts.clock.now())
        if deed == "start":
            acting.start(self.parts.database, incident, act)
        else:
            word = Word.YES if deed == "accept" else Word.NO
            answer(self.parts.database, incident, linked.purpose, word, act)
        address = f"/p/{token}?done={deed}&lang={spoken()}"
        return redirect(address, HTTPStatus.SEE_OTHER)

    def _opened(self, token: str) -> tuple[str, Linked]:
        """Return the attempt and what it was about; raises Refused where the link is none."""
        attempt = self.seal.attempt(token)
        linked = attempt and linking.opened(self.parts.database, attempt, self.parts.clock.now())
        if not attempt or not linked:
            raise Refused(
                HTTPStatus.NOT_FOUND,
                gettext(
                    "This link opens no incident: it is not complete, or older than a week. Reply "
                    "to the text, or call your planner."
                ),
            )
        g.persons_language = first_of(linked.person.languages)
        return attempt, linked
