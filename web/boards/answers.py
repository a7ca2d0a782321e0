"""Answers in JSON, and troubles as sentences in JSON."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response
from werkzeug.exceptions import HTTPException

from oncall.errors import BadInput, Stale, Unknown, Unreachable
from web.refusals import RETRY_SECONDS, Refused, sentence_of, unreachable_sentence
from web.sayings import said
from web.words import gettext

if TYPE_CHECKING:
    from flask import Blueprint


def answer(found: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return something as JSON that nobody keeps."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    made = Response(text, status, mimetype="application/json")
    made.headers["Cache-Control"] = "no-store"
    made.vary.add("Accept-Language")
    return made


def install(pages: Blueprint) -> None:
    """Let every trouble of some pages end in JSON with sentences."""
    pages.register_error_handler(Refused, lambda no: told(no.status, no.sentence))
    pages.register_error_handler(Stale, _stale)
    pages.register_error_handler(Unknown, _unknown)
    pages.register_error_handler(BadInput, _bad_input)
    pages.register_error_handler(Unreachable, _unreachable)
    pages.register_error_handler(HTTPException, _other)


def told(status: HTTPStatus, *sentences: str) -> Response:
    """Return sentences for a person."""
    return answer({"sentences": [*map(said, sentences)]}, status)


def _stale(stale: Stale) -> Response:
    sentences = {
        "edited": gettext(
            "Somebody else has changed this draft meanwhile. Nothing was done; load it again."
        ),
        "version": gettext(
            "The published rota has changed meanwhile. Nothing was done; load it again, and ask "
            "for a new draft where this one was made from the older version."
        ),
        "state": gettext(
            "This draft is no longer open: it was published or dropped, or is not solved yet. "
            "Nothing was done; load it again."
        ),
    }
    return told(HTTPStatus.CONFLICT, sentences[stale.why])


def _unknown(_: Unknown) -> Response:
    sentence = gettext("What this is about is not there, or no longer. Load the page again.")
    return told(HTTPStatus.NOT_FOUND, sentence)


def _bad_input(bad: BadInput) -> Response:
    return told(HTTPStatus.UNPROCESSABLE_ENTITY, *(fault.message for fault in bad.faults))


def _unreachable(trouble: Unreachable) -> Response:
    made = told(HTTPStatus.SERVICE_UNAVAILABLE, unreachable_sentence(trouble))
    made.headers["Retry-After"] = str(RETRY_SECONDS)
    return made


def _other(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    return told(status, sentence_of(status))
