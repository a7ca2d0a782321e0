"""Exit codes of the commands, as FORMATS fixes them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit says to a script."""

    CLEAN = 0
    BROKEN = 1  # rules are broken
    BAD_INPUT = 2
    GAPS = 3  # nothing is broken, but somewhere people are missing
    INTERRUPTED = 130
