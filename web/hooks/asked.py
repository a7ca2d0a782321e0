"""What a key is an answer to, as the address says that the carrier brings it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Asked(NamedTuple):
    """What a key is an answer to: an incident, and how often nothing was pressed.

    `fetches` is how often the caller was looked for in the queue, `wrongs` how often a key was
    pressed that means nothing.
    """

    incident: int
    silences: int
    language: str
    fetches: int = 0
    wrongs: int = 0

    @property
    def query(self) -> str:
        """It as the query of the address that a key comes to; ids alone, no text (TELEPHONY)."""
        said = f"incident={self.incident}&silences={self.silences}&language={self.language}"
        said += f"&wrongs={self.wrongs}" if self.wrongs else ""
        return f"{said}&fetches={self.fetches}" if self.fetches else said


def read_asked(told: Mapping[str, str]) -> Asked:
    """Return what was asked, as our own address says; it was signed with it."""
    language = told.get("language", "en")
    incident, silences = _whole(told, "incident"), _whole(told, "silences")
    return Asked(incident, silences, language, _whole(told, "fetches"), _whole(told, "wrongs"))


def _whole(told: Mapping[str, str], name: str) -> int:
    written = told.get(name, "")
    return int(written) if written.isascii() and written.isdigit() else 0
