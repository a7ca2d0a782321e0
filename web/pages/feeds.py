"""Calendar feeds: the feed itself, and the page that says how to subscribe to it."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, g, make_response, redirect, render_template, request

from oncall.errors import Unreachable
from oncall.services import feeds
from oncall.services.feeds import AlreadyRevoked
from web.feeds.links import Links, Standing
from web.feeds.options import (
    Options,
    read_options,
    refuse_unknown_names,
    refuse_unknown_teams,
    wants_gzip,
)
from web.feeds.page import Maker
from web.feeds.sending import agent, sent
from web.feeds.shelf import Shelf
from web.languages import refuse_unknown, spoken
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.services.feeds import Seen
    from web.pages.parts import Parts

LARGEST: Final = 2**63 - 1  # of a feed's number, as the database counts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of calendar feeds."""
    pages = Blueprint("feeds", __name__, url_prefix="/feeds")
    mine = _Feeds(parts)
    address = "/<int:number>-<token:token>"
    pages.add_url_rule(f"{address}.ics", "feed", mine.feed, methods=["GET"])
    pages.add_url_rule(address, "page", mine.page, methods=["GET"])
    pages.add_url_rule(f"{address}/revoke", "revoke", mine.revoke, methods=["POST"])
    return pages


class _Feeds:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.links = Links(parts.key, parts.settings.public_url)
        self.shelf = Shelf(parts.database)
        self.maker = Maker(self.links, self.shelf)

    def feed(self, number: int, token: str) -> Response:
        """Return the feed itself."""
        seen = self._opened(number, token)
        now = self.parts.clock.now()
        rendered = self.shelf.rendered(seen, _options(), now)
        with suppress(Unreachable):  # a feed is worth more than the note that it was read
            feeds.note_use(self.parts.database, seen.feed, agent(request), now=now)
        zipped = self.parts.gzip and wants_gzip(request.args)
        return sent(request, rendered, f"oncall-{seen.feed.subject}", zipped=zipped)

    def page(self, number: int, token: str) -> Response:
        """Return the page that says how to subscribe."""
        refuse_unknown(request.args.get("lang"))
        seen = self._opened(number, token)
        chosen = _options("entries", "revoked", language="entries")
        # Only here: a calendar that has subscribed goes on though a team is no longer its own.
        refuse_unknown_teams(chosen, self.shelf.subject(seen).teams)
        made = self.maker.page(seen, chosen, spoken(), self.parts.clock.now())
        revoked = "revoked" in request.args
        answer = make_response(render_template("feeds/page.html", page=made, revoked=revoked))
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def revoke(self, number: int, token: str) -> AnyResponse:
        """End the link and go on to the page of the next one."""
        seen = self._opened(number, token)
        if not self.links.is_form(seen.feed, request.form.get("form", "")):
            raise Refused(HTTPStatus.BAD_REQUEST, _old_form())
        if request.form.get("sure") != "yes":
            raise Refused(HTTPStatus.BAD_REQUEST, _not_sure())
        feed, by = seen.feed, f"link of feed {number}"
        now = self.parts.clock.now()
        try:
            after = feeds.revoke(self.parts.database, feed.id, feed.generation, by=by, now=now)
        except AlreadyRevoked as already:  # by somebody who pressed at the same time
            raise Refused(HTTPStatus.GONE, _revoked()) from already
        address = f"{self.links.path(after)}?revoked=yes&lang={spoken()}"
        return redirect(address, HTTPStatus.SEE_OTHER)

    def _opened(self, number: int, token: str) -> Seen:
        """Return the feed behind a link; raises Refused where the link opens none."""
        seen = feeds.look(self.parts.database, number) if number <= LARGEST else None
        standing = self.links.standing(number, seen.feed if seen else None, token)
        if standing is Standing.REVOKED:
            raise Refused(HTTPStatus.GONE, _revoked())
        if seen is None or standing is Standing.UNKNOWN:
            raise Refused(HTTPStatus.NOT_FOUND, _not_found())
        g.persons_language = self.shelf.subject(seen).language
        return seen


def _options(*further: str, language: str = "lang") -> Options:
    refuse_unknown_names(request.args, *further)
    return read_options(request.args, language=language)


def _not_found() -> str:
    return gettext(
        "There is no calendar at this address. Check that the link is complete, or ask your "
        "planner for it."
    )


def _revoked() -> str:
    return gettext(
        "This calendar link was revoked. Ask your planner for the new one, and subscribe with that."
    )


def _old_form() -> str:
    return gettext("This form is too old or from elsewhere. Reload the page and try once more.")


def _not_sure() -> str:
    return gettext("Nothing was revoked. Go back and tick the box first if you are sure.")
