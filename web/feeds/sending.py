"""A feed as an answer over HTTP: in the form that is wanted, and only if it has changed."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from unicodedata import normalize
from urllib.parse import quote

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
UNSAFE: Final = re.compile(r"[^A-Za-z0-9._ -]+")


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
        answer.headers.set("Content-Disposition", "inline", **_file_names(f"{name}.{ending}"))
        if zipped:
            answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(copy.tag)
    # Told, but not believed when it comes back: a feed also changes with the day.
    answer.last_modified = feed.changed_at
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept, Accept-Encoding"
    return answer


def _file_names(name: str) -> dict[str, str]:
    """Return a file's name for the header: as RFC 6266 has it, which is not all ASCII, and so.

    Headers are sent as Latin-1; a name with other signs would break the answer off.
    """
    decomposed = normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = UNSAFE.sub("-", decomposed)
    names = {"filename": plain}
    return names if plain == name else {**names, "filename*": f"UTF-8''{quote(name, safe='')}"}


def agent(request: Request) -> str:
    """Return which program asks, as it calls itself."""
    said = "".join(sign for sign in request.user_agent.string if sign.isprintable())
    return said[:LONGEST_AGENT] or "?"


def _copy(feed: Rendered, form: str, *, zipped: bool) -> Copy:
    if form == JSON:
        return feed.json_zipped if zipped else feed.json
    return feed.calendar_zipped if zipped else feed.calendar
