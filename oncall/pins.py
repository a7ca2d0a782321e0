"""PINs of callers: kept as Argon2 hashes alone, compared, never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from solver.sentence import Sentence

NO_PIN: Final = Sentence("this is no PIN; write 4 to 10 digits, or the seal that an export wrote")
PLAIN: Final = re.compile(r"[0-9]{4,10}")
SEAL: Final = re.compile(r"\$argon2id\$v=\d+\$[\w=,]+\$[\w+/]+\$[\w+/]+")
# Few digits are guessed whatever a guess costs; what protects them is that tries are counted. So a
# check is cheap enough for a caller who waits (10 ms), and a seal says itself how it was made.
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1)


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN as it was written, plain or sealed; it does not show itself."""

    written: str = field(repr=False)


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
