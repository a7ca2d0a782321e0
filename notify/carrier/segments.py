"""How many parts a text has: 7 bits a sign where GSM's alphabet suffices, else UCS-2."""

from __future__ import annotations

import math
from typing import Final

from notify.gsm7 import ALPHABET

# 3GPP TS 23.038, 6.2.1: the extension, whose signs take two places.
EXTENDED: Final = frozenset("\f^{}\\[~]|€")


def is_gsm(text: str) -> bool:
    """Tell whether a text needs nothing but GSM's 7-bit alphabet."""
    return all(sign in ALPHABET or sign in EXTENDED for sign in text)


def segments(text: str) -> int:
    """Return the number of parts of a text; an empty one has one."""
    if not is_gsm(text):
        return _parts([1 if ord(sign) < 0x10000 else 2 for sign in text], 70, 67)
    return _parts([2 if sign in EXTENDED else 1 for sign in text], 160, 153)


def _parts(widths: list[int], alone: int, joined: int) -> int:
    """Count parts; a sign of two places is not cut in two."""
    if sum(widths) <= alone:
        return 1
    parts, room = 1, joined
    for width in widths:
        if width > room:
            parts, room = parts + 1, joined
        room -= width
    return parts


def begun_minutes(seconds: float) -> int:
    """Return how many minutes of a call are charged; a connected call has at least one."""
    return max(1, math.ceil(seconds / 60))
