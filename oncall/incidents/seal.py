"""What only the house can make: secret links to pages, and digits that prove a telephone."""

from __future__ import annotations

import hmac
from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

ID_OCTETS: Final = 12
SEAL_OCTETS: Final = 13  # 104 bits; with the id it makes 40 signs, which a text has room for
DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs with the server's key; nothing secret is kept anywhere.

    `base` is what our pages are called outside, without a slash at the end.
    """

    key: bytes = field(repr=False)
    base: str

    def link(self, attempt: str) -> str:
        """Return the address of the page on which an attempt (hex) is answered."""
        return f"{self.base}/p/{self.token(attempt)}"

    def token(self, attempt: str) -> str:
        """Return the secret part of that address: letters and digits that no phone cuts off."""
        id_ = bytes.fromhex(attempt)
        return b32encode(id_ + self._seal(id_)).decode().lower().rstrip("=")

    def attempt(self, token: str) -> str | None:
        """Return the attempt of a secret part, or None where we did not make it."""
        try:
            octets = b32decode(token.upper() + "=" * (-len(token) % 8))
        except (Error, ValueError):
            return None
        id_, seal = octets[:ID_OCTETS], octets[ID_OCTETS:]
        known = hmac.compare_digest(seal, self._seal(id_))
        # One secret part a page: what differs in bits that mean nothing is none of ours.
        return id_.hex() if known and token == self.token(id_.hex()) else None

    def digits(self, reach: int, salt: str) -> str:
        """Return the digits that prove a way to reach somebody, for one salt."""
        made = hmac.digest(self.key, f"reach {reach} {salt}".encode(), sha256)
        return f"{int.from_bytes(made[:8]) % 10**DIGITS:0{DIGITS}}"

    def _seal(self, id_: bytes) -> bytes:
        return hmac.digest(self.key, b"page " + id_, sha256)[:SEAL_OCTETS]
