"""Close gaps: decide anew the days around one, for all who could help, wider until it closes."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from solver.search.part import FIRST_PRICES, decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.problem import Cover, Duty
    from solver.search.incumbent import Incumbent

DAY = 24 * 60
# Days decided anew on either side of a gap, one try after the other.
REACHES = (1, 2, 4, 7)


def close_gaps(best: Incumbent) -> None:
    """Close what can be closed in half of the time; a gap that no reach has closed is left."""
    given_up: set[Cover] = set()
    enough = best.clock.left / 2
    while best.clock.left > enough and not best.proven_cover:
        closable = (c for c in _by_time(best.gaps) if best.state.missing[c] > best.hopeless[c])
        gap = next((cover for cover in closable if cover not in given_up), None)
        if gap is None:
            return
        if not any(_close(best, gap, days) for days in REACHES):
            given_up.add(gap)


def _by_time(covers: Sequence[Cover]) -> Sequence[Cover]:
    return sorted(covers, key=lambda c: (c.start, c.stream, c.role))


def _close(best: Incumbent, gap: Cover, days: int) -> bool:
    """Decide the days around a gap anew; tell whether that left less uncovered."""
    before = best.uncovered
    begins, ends = gap.start - days * DAY, gap.end + days * DAY
    free = within(best.options, begins, ends)
    released = _inside(best, begins, ends)
    decide(best, free, released, best.clock.left / 8, may_uncover=True, priced=())
    if best.uncovered == before:
        return False
    released = _inside(best, begins, ends)
    decide(best, free, released, best.clock.left / 8, priced=FIRST_PRICES)
    return True


def _inside(best: Incumbent, begins: int, ends: int) -> Sequence[Duty]:
    return [d for d in best.duties if begins <= d.start and d.end <= ends]


def within(duties: Sequence[Duty], begins: int, ends: int) -> Sequence[Duty]:
    """Return the duties (in order of start) that lie whole between two minutes."""
    first = bisect_left(duties, begins, key=lambda d: d.start)
    last = bisect_left(duties, ends, key=lambda d: d.start)
    return [d for d in duties[first:last] if d.end <= ends]
