"""What a person reads of a mail in HTML, as plain text; it may be made to be slow, and is not."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

# What nobody sees, by the name of its element.
HIDDEN: Final = ("head", "style", "script", "!--")
ENDS: Final = {"!--": "-->"}
# No human writes so much; and each pattern below looks at all that follows a sign.
LONGEST: Final = 20_000
BREAK: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
TAG: Final = re.compile(r"<[^>]*>")
BLANKS: Final = re.compile(r"[^\S\n]+")
LINES: Final = re.compile(r"\s*\n\s*")


def plain_of(markup: str) -> str:
    """Return the words of a page: lines where it has them, signs as they are meant."""
    for element in HIDDEN:
        markup = _without(markup, element)
    words = TAG.sub(" ", BREAK.sub("\n", markup[:LONGEST].replace("\n", " ")))
    return LINES.sub("\n", BLANKS.sub(" ", unescape(words))).strip()


def _without(markup: str, element: str) -> str:
    """Leave out elements of a name, in one walk through the page."""
    lower, parts, at = markup.lower(), [], 0
    if len(lower) != len(markup):  # a few signs are longer as small ones
        return markup
    end = ENDS.get(element, f"</{element}>")
    while (start := _opening(lower, element, at)) >= 0:
        stop = lower.find(end, start)
        if stop < 0:
            break
        parts.append(markup[at:start])
        at = stop + len(end)
    return "".join([*parts, markup[at:]])


def _opening(lower: str, element: str, at: int) -> int:
    """Return where an element begins: <head is not <header."""
    name = f"<{element}"
    while (start := lower.find(name, at)) >= 0:
        after = lower[start + len(name) : start + len(name) + 1]
        if element in ENDS or not after.isalnum():
            return start
        at = start + 1
    return -1
