"""The signs of the timeline: told apart by the character, and by colour where there is any."""

from __future__ import annotations

from enum import Enum
from typing import Final

from rich.text import Text


class Sign(Enum):
    """What a cell of the timeline says; `plain` is for terminals without Unicode."""

    PRIMARY = ("█", "#", "cyan", "primary")
    BACKUP = ("▒", "%", "yellow", "backup")
    ELSEWHERE = ("◦", "o", "magenta", "for another team")
    ABSENT = ("×", "x", "bright_black", "absent")
    FREE = ("·", ".", "bright_black", "free")
    COVERED = ("━", "=", "green", "covered")
    GAP = ("!", "!", "bold white on red", "people missing")
    WEEKDAY = ("─", "-", "bright_black", "weekday")
    WEEKEND = ("═", "~", "bold blue", "weekend")
    HOLIDAY = ("*", "*", "bold magenta", "public holiday")
    MIDNIGHT = ("│", "|", "bright_black", "midnight")
    NOTHING = (" ", " ", "", "nothing booked")

    def __init__(self, mark: str, plain: str, style: str, meaning: str) -> None:
        self.mark = mark
        self.plain = plain
        self.style = style
        self.meaning = meaning


EXPLAINED: Final = (
    (Sign.PRIMARY, Sign.BACKUP, Sign.ELSEWHERE, Sign.ABSENT, Sign.FREE),
    (Sign.COVERED, Sign.GAP, Sign.WEEKEND, Sign.HOLIDAY),
)


def legend(*, unicode: bool) -> Text:
    """Return what the signs mean, in two lines."""
    lines = Text()
    for some in EXPLAINED:
        line = Text()
        for sign in some:
            mark = sign.mark if unicode else sign.plain
            line.append(mark, sign.style).append(f" {sign.meaning}   ")
        line.rstrip()
        lines.append_text(line).append("\n")
    return lines
