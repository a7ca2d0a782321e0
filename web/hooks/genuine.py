"""Who may say something to our webhooks: whoever has signed it as our carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.signatures import HEADER, is_genuine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Request

PREFIX: Final = "/hooks"


def is_carriers(request: Request, tokens: Sequence[str], public_url: str) -> bool:
    """Tell whether a request was signed with one of our tokens, for our public address.

    Behind a proxy the address that we see is not the one that was signed: it is put together from
    what we are called outside and the request's target as it was sent (TELEPHONY, «Webhooks»).
    """
    told = {name: request.form.getlist(name) for name in request.form}
    signature = request.headers.get(HEADER, "")
    return is_genuine(tokens, f"{public_url}{target(request)}", told, signature)


def target(request: Request) -> str:
    """Return a request's path and query as they were sent."""
    environ = request.environ
    raw = environ.get("REQUEST_URI") or environ.get("RAW_URI")
    if isinstance(raw, str) and raw.startswith("/"):
        return raw
    scope = environ.get("asgi.scope") or {}
    path = scope.get("raw_path")
    sent = path.decode("ascii", "replace").partition("?")[0] if path else request.path
    query = request.query_string.decode("ascii", "replace")
    return f"{sent}?{query}" if query else sent
