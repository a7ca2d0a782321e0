"""What is answered when something can't be done: a sentence, as a page or as plain text."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from oncall.errors import BadInput, NoRoom, Unknown, Unreachable
from web.sayings import said
from web.words import gettext

if TYPE_CHECKING:
    from flask import Flask

RETRY_SECONDS: Final = 30


class Refused(Exception):  # noqa: N818 - a decision, not a fault
    """Something that is not done, with its status and a sentence for whoever asked."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def install(app: Flask) -> None:
    """Let every trouble of a page end in a sentence."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(BadInput, _bad_input)
    app.register_error_handler(Unreachable, _unreachable)
    app.register_error_handler(HTTPException, _other)


def _refused(refused: Refused) -> Response:
    return _said(refused.status, (refused.sentence,))


def _bad_input(bad: BadInput) -> Response:
    """Say in general that it can't be done, and below why; who only looks is told what is not."""
    if isinstance(bad, Unknown) and request.method in ("GET", "HEAD"):
        return _said(HTTPStatus.NOT_FOUND, tuple(fault.message for fault in bad.faults))
    general = gettext("This can't be done as it was sent; nothing was changed.")
    return _said(HTTPStatus.BAD_REQUEST, (general, *(fault.message for fault in bad.faults)))


def unreachable_sentence(trouble: Unreachable) -> str:
    """Return what is said while the database can't be reached, or can't write."""
    if isinstance(trouble, NoRoom):
        return gettext(
            "The database's disk is full, so nothing was changed. Tell whoever looks after the "
            "server, and try again later."
        )
    return gettext(
        "The database can't be reached at the moment. Nothing is lost; try again in a minute."
    )


def _unreachable(trouble: Unreachable) -> Response:
    answer = _said(HTTPStatus.SERVICE_UNAVAILABLE, (unreachable_sentence(trouble),))
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _other(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if error.response or status < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    answer = _said(status, (sentence_of(status),))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            answer.headers[name] = value
    return answer


def sentence_of(status: HTTPStatus) -> str:
    """Return what is said of a request that went wrong by itself."""
    if status == HTTPStatus.NOT_FOUND:
        return gettext("There is nothing at this address; check whether it is complete.")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return gettext("That can't be done with this address; open it without anything further.")
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return gettext("This can't be understood; go back and try once more.")
    return gettext("Something went wrong here; it was noted. Try again in a minute.")


def _said(status: HTTPStatus, sentences: tuple[str, ...]) -> Response:
    """Return the sentences as a page for browsers, as plain text for programs."""
    html = request.accept_mimetypes.best_match(("text/plain", "text/html"), "text/plain")
    if html == "text/html":
        page = render_template("refused.html", status=status.value, sentences=sentences)
        answer = make_response(page, status)
    else:
        answer = make_response("\n".join(map(said, sentences)) + "\n", status)
        answer.content_type = "text/plain; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("Accept")
    answer.vary.add("Accept-Language")
    return answer
