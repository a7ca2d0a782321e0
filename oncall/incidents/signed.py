"""Requests of programs that are signed with a secret that both know, and soon worth nothing."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TOLERANCE: Final = timedelta(minutes=5)
LONGEST: Final = 12  # digits of a second since 1970


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a body at a second since 1970: HMAC-SHA256 of both, in hex."""
    return hmac.digest(secret.encode(), timestamp.encode() + b"." + body, sha256).hex()


def is_signed(
    secrets: Iterable[str], timestamp: str, body: bytes, signed: str, now: datetime
) -> bool:
    """Tell whether a body was signed with one of some secrets, within five minutes of now."""
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > LONGEST:
        return False
    at = datetime.fromtimestamp(int(timestamp), UTC) if len(timestamp) < LONGEST else None
    if at is None or abs(now - at) > TOLERANCE:
        return False
    made = [signature(each, timestamp, body).encode() for each in secrets]
    return any(hmac.compare_digest(each, bare(signed).encode()) for each in made)


def bare(signed: str) -> str:
    """Return a signature as all ways to write it are the same."""
    return signed.strip().lower().encode("ascii", "replace").decode()
