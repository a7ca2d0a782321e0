"""A word that only our own pages know: changes from elsewhere come without it."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from web.words import gettext

if TYPE_CHECKING:
    from flask import Request

HEADER: Final = "X-CSRF-Token"
FIELD: Final = "csrf"


def token(key: bytes, user: str) -> str:
    """Return the word for a user's pages: in `<meta name="csrf">` and in every form's field."""
    return hmac.new(key, f"page of {user}".encode(), sha256).hexdigest()


def is_ours(request: Request, key: bytes, user: str) -> bool:
    """Tell whether a request comes from one of our pages, by its header or its form's field."""
    said = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return hmac.compare_digest(said.encode(), token(key, user).encode())


def old_page() -> str:
    """Return the sentence for a page that does not know the word, or no longer."""
    return gettext("This page is too old or from elsewhere. Reload it and try once more.")
