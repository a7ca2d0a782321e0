"""The page with the phones: seen, heard and played by whoever sits at this machine."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Response, abort, jsonify, render_template, request

from notify.carrier.pages.acts import BEHAVIOURS, UnknownAct, act
from notify.carrier.pages.locality import is_local
from notify.carrier.pages.state import state
from notify.carrier.pages.words import LANGUAGES, Language, words
from notify.carrier.phones import NotPossible

if TYPE_CHECKING:
    from notify.carrier.carrier import Carrier

LONGEST_WAIT: Final = 20.0  # seconds that a look at the phones waits for something to change
LARGEST: Final = 64 * 1024
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def make_app(carrier: Carrier) -> Flask:
    """Return the page, its state (`/phones`), and what is done on it (`/phones/act`)."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.before_request(_only_here)
    app.after_request(_guard)
    token = secrets.token_urlsafe(24)

    @app.get("/")
    def _page() -> str:
        language = _language()
        said = words(language)
        guide = carrier.network.config.guides.get(language)
        told = {"token": token, "language": language, "said": said, "guide": guide}
        return render_template("phones.html", behaviours=BEHAVIOURS, **told)

    @app.get("/phones")
    def _phones() -> Response:
        seen = request.args.get("after", -1, type=int)
        version = carrier.wait_for_change(seen, LONGEST_WAIT)
        return jsonify(carrier.look(lambda network: state(network, version)))

    @app.post("/phones/act")
    def _act() -> Any:
        if not hmac.compare_digest(request.headers.get("X-Token", ""), token):
            abort(403, "Load the page again; it is an old one.")
        told = request.get_json()
        try:
            act(carrier, told if isinstance(told, dict) else {})
        except (NotPossible, UnknownAct) as error:
            return {"why": str(error)}, 409
        return {}

    return app


def _only_here() -> None:
    if not is_local(request.remote_addr, request.headers.get("Host")):
        abort(403, "The phones can be played on the machine that they run on.")


def _guard(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _language() -> Language:
    """Return the language that was chosen, else the one that the browser likes best."""
    liked = [tag.partition("-")[0].lower() for tag in request.accept_languages.values()]
    for wish in (request.args.get("lang"), *liked):
        for language in LANGUAGES:
            if wish == language:
                return language
    return "en"
