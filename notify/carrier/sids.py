"""Identifiers as Twilio's look: two letters and 32 hexadecimal digits, drawn from a seed."""

from __future__ import annotations

from random import Random


class Sids:
    """Draws identifiers; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"sids {seed}")  # noqa: S311 - nothing is kept secret by them

    def new(self, prefix: str) -> str:
        """Return a new identifier, such as `CA…` for a call."""
        return f"{prefix}{self._random.getrandbits(128):032x}"


def fixed(prefix: str, text: str) -> str:
    """Return the identifier that always belongs to a text, such as a telephone number."""
    return f"{prefix}{Random(text).getrandbits(128):032x}"  # noqa: S311
