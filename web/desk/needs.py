"""What of a published rota a planner is told on the start page: everything once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from oncall.localtime import Span
from solver.rules import Blocked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.published import Seen
    from oncall.rota import BookedGap
    from oncall.services.reliefs import Glance


class Broken(NamedTuple):
    """A broken must, and how many duties break it in the same words."""

    sentence: str
    duties: int


def without_reliefs(seen: Seen, reliefs: Iterable[Glance]) -> Seen:
    """Return what is seen but for what comes of people whose working time is used up.

    That has a line and a page of its own.
    """
    some = tuple(each for each in reliefs if each.left)
    people = {each.spent.person for each in some}
    left = {(duty.role.value, duty.span) for each in some for duty in each.left}
    broken = (b for b in seen.breaches if b.rule != Blocked.name or b.person not in people)
    gaps = (gap for gap in seen.gaps if gap not in seen.unmanned or not _is_of(gap, left))
    return seen._replace(breaches=tuple(broken), gaps=tuple(gaps))


def broken(seen: Seen) -> tuple[Broken, ...]:
    """Return each broken must once: an absence is said once for all duties that it touches."""
    counted = Counter((breach.person, breach.sentence) for breach in seen.breaches)
    return tuple(Broken(sentence, duties) for (_, sentence), duties in counted.items())


def _is_of(gap: BookedGap, left: Iterable[tuple[str, Span]]) -> bool:
    """Tell whether a gap is that of somebody's duties; all of a duty counts as unmanned."""
    span = Span(gap.start, gap.end)
    return any(gap.role == role and span.overlaps(each) for role, each in left)
