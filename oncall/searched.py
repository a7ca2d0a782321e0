"""The best rota of a search that still goes on: to be looked at, and gone when the search ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from oncall.assignments import UNNUMBERED
from solver.outcome import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oncall.assignments import Assignment
    from oncall.localtime import Span

FOUND: Final = "found"


@dataclass(frozen=True, slots=True)
class SoFar:
    """The best rota so far: the duties of the planned stretch, yet without numbers."""

    planned: Span
    rows: tuple[Assignment, ...]


class News(NamedTuple):
    """How far a search is, and its rota where that is better than the one told before.

    `found` is the second at which the rota was found that was told last, None before the first.
    """

    figures: Progress
    found: float | None = None
    so_far: SoFar | None = None

    def kept(self) -> dict[str, Any]:
        """Return the figures as they are kept, without any duties."""
        figures = self.figures._asdict()
        del figures["duties"]
        return figures | {FOUND: self.found}


def figures_in(kept: Mapping[str, Any]) -> Progress:
    """Return the figures of news that were kept."""
    return Progress(**{name: value for name, value in kept.items() if name != FOUND})


def found_in(kept: Mapping[str, Any] | None) -> float | None:
    """Return when the rota was found that goes with news that were kept."""
    return (kept or {}).get(FOUND)


def counted_down(
    before: Iterable[Assignment], after: Iterable[Assignment]
) -> tuple[Assignment, ...]:
    """Return duties with a number below 0 where they have none; what stays keeps its own.

    Most duties of a search don't last. The numbers that people say are not spent on them.
    """
    known = {replace(each, duty=UNNUMBERED): each.duty for each in before if each.duty < 0}
    fresh = count(min(known.values(), default=0) - 1, -1)
    return tuple(
        replace(each, duty=known.get(each) or next(fresh)) if each.duty == UNNUMBERED else each
        for each in after
    )
