"""PINs of callers: kept as Argon2 hashes alone, compared, never shown."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from solver.sentence import Sentence

NO_PIN: Final = Sentence("this is no PIN; write 4 to 10 digits, or the seal that an export wrote")
PLAIN: Final = re.compile(r"[0-9]{4,10}")
SEAL: Final = re.compile(r"\$argon2id\$v=\d+\$[\w=,]+\$[\w+/]+\$[\w+/]+")
# Few digits are guessed whatever a guess costs; what protects them is that tries are counted. So a
# check is cheap enough for 50 callers a second (3 ms), and a seal says itself how it was made
# (decision 0040).
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=4096, parallelism=1)
# Opened by nothing. What is checked against it takes as long as what is checked against a PIN's.
NOBODYS: Final = "$argon2id$v=19$m=4096,t=2,p=1$bm9ib2R5IGhhcyBpdA$" + 43 * "A"


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN as it was written, plain or sealed; it does not show itself."""

    written: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks PINs so that whose one is can be looked up; without the server's key nobody can."""

    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """By what it is known that marks were made with this key."""
        return hmac.digest(self.key, b"marker of pins", sha256).hex()[:16]

    def mark(self, pin: str) -> bytes:
        """Return the mark of a plain PIN, the same each time (32 octets)."""
        return hmac.digest(self.key, b"pin " + pin.encode(), sha256)


def is_plain(text: str) -> bool:
    """Tell whether a text is a PIN that anybody could read."""
    return bool(PLAIN.fullmatch(text))


def is_seal(text: str) -> bool:
    """Tell whether a text is a hash that `sealed` could have made."""
    return bool(SEAL.fullmatch(text))


def sealed(pin: str) -> str:
    """Return the hash of a plain PIN; another one each time, for its salt is drawn by lot."""
    return HASHER.hash(pin)


def opens(pin: str, seal: str) -> bool:
    """Tell whether a PIN is the one that was sealed."""
    try:
        return HASHER.verify(seal, pin)
    except (VerificationError, InvalidHashError):
        return False
