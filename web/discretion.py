"""Logs without secrets: the tokens of links are left out, wherever they stand."""

from __future__ import annotations

import logging
import re
from typing import Final

# As web/feeds/links.py and oncall/incidents/seal.py make them; also with the end cut off.
TOKEN: Final = re.compile(r"(/feeds/\d+-|/p/)[A-Za-z0-9%]+")
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Discreet(logging.Formatter):
    """Writes a line of the log, tracebacks included, without the tokens of links."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return TOKEN.sub(r"\1…", super().format(record))


def log_discreetly() -> logging.Handler:
    """Let all that is logged go to stderr, without secrets."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    return handler
