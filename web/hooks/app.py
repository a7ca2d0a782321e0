"""The hotline's application: webhooks and the interface for programs, and no page at all."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from flask import Flask, Response
from flask.logging import default_handler
from werkzeug.exceptions import HTTPException

from oncall.errors import Unreachable
from web import guards, languages
from web.discretion import FORMAT, Discreet
from web.hooks import api, music
from web.hooks.routes import blueprint
from web.pages.parts import Parts
from web.refusals import RETRY_SECONDS, Refused, unreachable_sentence
from web.secrets_file import server_key

if TYPE_CHECKING:
    from web.wiring import House

LARGEST: Final = 1 << 18  # octets


def make_hotline(house: House) -> Flask:
    """Return the application of the hotline's process."""
    app = Flask("web.hotline")
    default_handler.setFormatter(Discreet(FORMAT))
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    guards.install(app, https=house.settings.public_url.startswith("https://"))
    languages.install(app)
    key = server_key(house.settings)
    parts = Parts(house.settings, house.database, house.clock, key, gzip=False)
    app.register_blueprint(blueprint(parts))
    app.register_blueprint(music.blueprint(parts))
    app.register_blueprint(api.blueprint(parts))
    app.register_error_handler(Refused, lambda bad: _said(bad.status, bad.sentence))
    app.register_error_handler(Unreachable, _unreachable)
    app.register_error_handler(HTTPException, _other)
    return app


def _unreachable(gone: Unreachable) -> Response:
    answer = _said(HTTPStatus.SERVICE_UNAVAILABLE, unreachable_sentence(gone))
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _other(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    return _said(status, status.phrase)


def _said(status: HTTPStatus, sentence: str) -> Response:
    answer = Response(f"{sentence}\n", status, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
