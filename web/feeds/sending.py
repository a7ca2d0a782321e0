"""A feed as an answer over HTTP: in the form that is wanted, and only if it has changed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Response

if TYPE_CHECKING:
    from flask import Request

    from web.feeds.rendered import Copy, Rendered

CALENDAR: Final = "text/calendar"
JSON: Final = "application/json"
FORMS: Final = {
    CALENDAR: ("text/calendar; charset=utf-8", "ics"),
    JSON: ("application/json", "json"),
}
LONGEST_AGENT: Final = 80


def sent(request: Request, feed: Rendered, name: str, *, zipped: bool) -> Response:
    """Return the answer to a request for a feed; `name` is that of a file it is saved as."""
    form = request.accept_mimetypes.best_match((CALENDAR, JSON), CALENDAR)
    zipped = zipped and request.accept_encodings["gzip"] > 0
    copy = _copy(feed, form, zipped=zipped)
    known = request.if_none_match
    if known.star_tag or known.contains_weak(copy.tag):
        answer = Response(status=HTTPStatus.NOT_MODIFIED)
        del answer.headers["Content-Type"]
    else:
        kind, ending = FORMS[form]
        answer = Response(copy.content, content_type=kind)
        answer.headers.set("Content-Disposition", "inline", filename=f"{name}.{ending}")
        if zipped:
            answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(copy.tag)
    # Told, but not believed when it comes back: a feed also changes with the day.
    answer.last_modified = feed.changed_at
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept, Accept-Encoding"
    return answer


def agent(request: Request) -> str:
    """Return which program asks, as it calls itself."""
    said = "".join(sign for sign in request.user_agent.string if sign.isprintable())
    return said[:LONGEST_AGENT] or "?"


def _copy(feed: Rendered, form: str, *, zipped: bool) -> Copy:
    if form == JSON:
        return feed.json_zipped if zipped else feed.json
    return feed.calendar_zipped if zipped else feed.calendar
