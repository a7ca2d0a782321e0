"""Invented firms to be planned: how large, for how long, and what must be reached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from oncall.folder.read import read_folder
from oncall.instances import MONDAY, Size, firm
from oncall.streams import Weeks
from web.gather import gather

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.planning import Planning


@dataclass(frozen=True)
class Work:
    """A firm to plan, how long to search, and what must be reached: seconds, and a proven gap."""

    name: str
    size: Size
    seconds: float
    complete_within: float
    gap_within: float | None = None

    @property
    def weeks(self) -> Weeks:
        """The planned weeks."""
        return Weeks(MONDAY, 7 * self.size.weeks)

    @property
    def must(self) -> str:
        """What must be reached, in words."""
        complete = f"complete ≤ {self.complete_within:g} s"
        if self.gap_within is None:
            return complete
        return f"{complete}; gap ≤ {self.gap_within:.0%} in {self.seconds:g} s"

    def folder(self, seed: int) -> Folder:
        """Return what a planner of this firm would have."""
        with TemporaryDirectory() as scratch:
            return read_folder(written(self.size, seed, Path(scratch)))

    def planning(self, folder: Folder) -> Planning:
        """Return what the solver is asked."""
        return gather(folder, self.weeks)


BOTH: Final = "out of hours, primary + backup"
WEEK: Final = Work(f"week: 20 people, 2 skills, {BOTH}", Size(1, 20, 2), 10, 2, 0.01)
MONTH: Final = Work(f"4 weeks: 40 people, 3 skills, {BOTH}", Size(4, 40, 3), 60, 10, 0.02)
CLOCK: Final = Work(
    "4 weeks: 40 people (a third without regular hours), 3 skills, around the clock, primary",
    Size(4, 40, 3, windows="always", backup=0, without_regular_hours=1 / 3),
    *(120, 20, 0.05),
)
LARGE: Final = Work(
    f"12 weeks: 100 people, 6 skills, two sites, {BOTH}", Size(12, 100, 6, sites=2), 180, 120
)
WORKS: Final = (WEEK, MONTH, CLOCK, LARGE)


def written(size: Size, seed: int, folder: Path) -> Path:
    """Write the tables of an invented firm into a folder and return it."""
    for name, text in firm(size, seed).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
