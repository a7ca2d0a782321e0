"""The secret links of feeds: made from the server's key, so that none is stored anywhere."""

from __future__ import annotations

import hmac
from base64 import b32encode
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.routing import BaseConverter

if TYPE_CHECKING:
    from oncall.store.feeds import FeedRow

BITS: Final = 160
# So many revoked links of a feed are told apart from links that never were.
REMEMBERED: Final = 100
FORM_SECONDS: Final = 12 * 3600


class Token(BaseConverter):
    """A link's secret part in a route."""

    regex = f"[a-z2-7]{{{BITS // 5}}}"


class Standing(Enum):
    """What a link is worth."""

    VALID = "valid"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class Links:
    """Makes and judges links; `public_url` is where people reach the pages."""

    def __init__(self, key: bytes, public_url: str) -> None:
        self._key = key
        self.public_url = public_url
        self._forms = URLSafeTimedSerializer(key, salt="form to revoke a feed")

    def token(self, feed: FeedRow) -> str:
        """Return the secret part of a feed's present link."""
        return self._token(feed.id, feed.generation)

    def page(self, feed: FeedRow, query: str = "") -> str:
        """Return the address of a feed's page."""
        return f"{self.public_url}{self.path(feed)}{query and '?'}{query}"

    def path(self, feed: FeedRow) -> str:
        """Return the path of a feed's page."""
        return f"/feeds/{feed.id}-{self.token(feed)}"

    def feed(self, feed: FeedRow, query: str = "") -> str:
        """Return the address of the feed itself."""
        return f"{self.public_url}{self.path(feed)}.ics{query and '?'}{query}"

    def webcal(self, feed: FeedRow, query: str = "") -> str:
        """Return the same address so that a click on it opens the calendar program."""
        return "webcal://" + self.feed(feed, query).partition("://")[2]

    def standing(self, number: int, feed: FeedRow | None, token: str) -> Standing:
        """Tell what a link is worth; `feed` is the one of that number, if there is one.

        How long it takes tells nothing about the token.
        """
        generation = feed.generation if feed else 0
        valid = self._is(token, number, generation)
        first = max(1, generation - REMEMBERED)
        before = [self._is(token, number, past) for past in range(first, generation)]
        if feed is None:
            return Standing.UNKNOWN
        if valid:
            return Standing.VALID
        return Standing.REVOKED if any(before) else Standing.UNKNOWN

    def form(self, feed: FeedRow) -> str:
        """Return what a form to revoke a feed's link must bring back: nobody else can make it."""
        return str(self._forms.dumps([feed.id, feed.generation]))

    def is_form(self, feed: FeedRow, signed: str) -> bool:
        """Tell whether that was made for this link, not too long ago."""
        try:
            said = self._forms.loads(signed, max_age=FORM_SECONDS)
        except BadSignature:
            return False
        return bool(said == [feed.id, feed.generation])

    def _token(self, number: int, generation: int) -> str:
        made = hmac.digest(self._key, f"feed {number} {generation}".encode(), sha256)
        return b32encode(made[: BITS // 8]).decode().lower()

    def _is(self, token: str, number: int, generation: int) -> bool:
        return hmac.compare_digest(token.encode(), self._token(number, generation).encode())
