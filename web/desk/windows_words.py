"""Standby windows in words, and the form in which they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from babel.dates import get_day_names

from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from web.words import Language

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNBROKEN: Final = "\u2060–\u2060"  # a dash after which no line ends
WORD: Final = re.compile(r"[A-Z][a-z]+")


def windows_in_words(cell: str, language: Language) -> str:
    """Return what a cell of windows says: around the clock, or at which hours of which days."""
    if cell == "always":
        return gettext("around the clock")
    if cell == "out-of-hours":
        return gettext("outside support hours")
    days = get_day_names("abbreviated", locale=LOCALES[language])
    known = {name: days[at].rstrip(".") for at, name in enumerate(WEEKDAYS)}
    known["Holiday"] = gettext("public holidays")
    said = WORD.sub(lambda word: known.get(word[0], word[0]), cell)
    return re.sub(r"(?<=\w)-(?=\w)", UNBROKEN, said).replace(",", ", ")
