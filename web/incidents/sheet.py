"""Where the next lane of a picture is drawn: names, bars and marks at instants, from top down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from web.incidents.shapes import Bar, Label, Mark, Picture

if TYPE_CHECKING:
    from datetime import datetime

    from web.incidents.scale import Scale

AXIS: Final = 22
NAME: Final = 17  # what a lane's name takes
GAP: Final = 9


@dataclass(slots=True)
class Sheet:
    """A picture that is being drawn; `y` is where the lane that is drawn begins."""

    scale: Scale
    made: Picture = field(default_factory=Picture)
    y: float = AXIS

    def name(self, words: str) -> None:
        """Begin a lane with its name."""
        self.made.labels.append(Label(0, self.y + 11, words, "name"))
        self.y += NAME

    def bar(
        self, span: tuple[datetime, datetime], place: tuple[float, float], look: str, title: str
    ) -> None:
        """Draw a stretch; `place` is its height, and how far down in the lane it lies."""
        x = self.scale.x(span[0])
        width = round(max(self.scale.x(span[1]) - x, 0.3), 2)
        height, down = place
        self.made.bars.append(Bar(x, width, self.y + down, height, look, title))

    def mark(self, at: datetime, down: float, sign: tuple[str, str], title: str) -> None:
        """Draw a sign; it is its shape and its look."""
        self.made.marks.append(Mark(self.scale.x(at), self.y + down, *sign, title))

    def down(self, height: float) -> None:
        """Go on below the lane."""
        self.y += height + GAP
        self.made.height = self.y
