"""Text as calendars of all makers can show it: without signs that break lines, files or parsers."""

from __future__ import annotations

import re

# Controls are forbidden in RFC 5545; half surrogates have no UTF-8; a byte order mark inside a
# text, or a non-character, is eaten by some parsers and stumbled over by others.
_UNSHOWN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANKS = re.compile("[ \t]+")


def several_lines(text: str) -> str:
    """Text with plain line breaks; every line without controls and superfluous blanks."""
    # All that Python calls a line break, as some parsers break lines of the file there.
    return "\n".join(_shown(line) for line in text.splitlines()).strip()


def one_line(text: str) -> str:
    """Text on one line, for titles and names."""
    return " ".join(line for line in map(_shown, text.splitlines()) if line)


def _shown(line: str) -> str:
    if line.isprintable() and "  " not in line:  # nearly all; the searches take four times as long
        return line.strip()
    # One blank for many: a folded line of nothing but blanks ends the property for vobject.
    return _BLANKS.sub(" ", _UNSHOWN.sub("", line)).strip()
