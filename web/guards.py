"""Headers that keep pages from being abused: nothing from elsewhere, no frames, no referrers."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from flask import g

if TYPE_CHECKING:
    from flask import Flask, Response

ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    # Addresses hold secrets; not even our own pages tell them on.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS: Final = "max-age=31536000"
ALLOWED: Final = (
    "default-src 'none'",
    "script-src 'nonce-{nonce}'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


def install(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer; templates find the scripts' nonce as `nonce`."""

    def guarded(answer: Response) -> Response:
        for name, value in ALWAYS.items():
            answer.headers[name] = value
        if answer.mimetype == "text/html":
            policy = "; ".join(ALLOWED).format(nonce=_nonce())
            answer.headers["Content-Security-Policy"] = policy
        else:
            answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        if https:
            answer.headers["Strict-Transport-Security"] = HSTS
        return answer

    app.after_request(guarded)
    app.context_processor(lambda: {"nonce": _nonce()})


def _nonce() -> str:
    """Return the nonce of this answer."""
    if "nonce" not in g:
        g.nonce = token_urlsafe(18)
    made: str = g.nonce
    return made
