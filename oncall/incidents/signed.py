"""Requests of programs that are signed with a secret that both know, and soon worth nothing."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

TOLERANCE: Final = timedelta(minutes=5)
LONGEST: Final = 12  # digits of a second since 1970


class Signed(NamedTuple):
    """What a signature is of: a second since 1970, the key of the fault, and the body."""

    timestamp: str
    key: str
    body: bytes


def signature(secret: str, of: Signed) -> str:
    """Return the HMAC-SHA256, in hex, of timestamp, key and body with full stops between them.

    The key is part of it, or a request that was listened to would be a new fault under another.
    """
    told = b".".join((of.timestamp.encode(), of.key.encode(), of.body))
    return hmac.digest(secret.encode(), told, sha256).hex()


def is_signed(secrets: Iterable[str], of: Signed, signed: str, now: datetime) -> bool:
    """Tell whether something was signed with one of some secrets, within five minutes of now."""
    timestamp = of.timestamp
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > LONGEST:
        return False
    at = datetime.fromtimestamp(int(timestamp), UTC) if len(timestamp) < LONGEST else None
    if at is None or abs(now - at) > TOLERANCE:
        return False
    bare = signed.strip().lower().encode("ascii", "replace")
    made = [signature(each, of).encode() for each in secrets]
    return any(hmac.compare_digest(each, bare) for each in made)
