"""What PostgreSQL said last, for the sentence about what went wrong."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from web.embedded.errors import EmbeddedError

if TYPE_CHECKING:
    from pathlib import Path

GRAVE: Final = ("FATAL:", "PANIC:", "ERROR:", "error:", "Error:")


class Log:
    """The log file from where it ends now; what earlier runs said is none of this run's."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._from = path.stat().st_size if path.exists() else 0

    def open(self) -> int:
        """Return a descriptor that appends to it."""
        return os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def add(self, text: str) -> None:
        """Append a text, if there is room for it."""
        with suppress(OSError), self.path.open("a", encoding="utf-8") as file:
            file.write(text)

    def text(self) -> str:
        """Return what was written since."""
        with self.path.open("rb") as file:
            file.seek(self._from)
            return file.read().decode(errors="replace")

    def failure(self, what: str, text: str | None = None) -> EmbeddedError:
        """Return the error that tells what went wrong, in PostgreSQL's last words."""
        said = self.text() if text is None else text
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        grave = [line for line in lines if any(word in line for word in GRAVE)]
        last = (grave or lines or ["nothing"])[-1]
        return EmbeddedError(
            f"{what}; the last that PostgreSQL said is «{last}». Mend that and try again; "
            f"all it said is in {self.path}"
        )
