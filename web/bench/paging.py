"""How fast a fault that is reported reaches the carrier, and how many timers a worker fires."""

from __future__ import annotations

from contextlib import nullcontext
from math import ceil
from typing import TYPE_CHECKING, Final

from web.bench.crowd import opened
from web.bench.firms import LARGE
from web.bench.meanwhile import solving
from web.bench.scratch import analyse
from web.bench.storm import slow_storm, storm
from web.bench.switchboard import switchboard
from web.bench.timers import fired, punctual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Measured = tuple[str, str, str, bool]
OPEN: Final = 10_000
RATE, SECONDS = 50, 60
STORM: Final = 1000
TIMERS: Final = 20_000
PUNCTUAL_SECONDS: Final = 20


def paging(share: float = 1.0) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do.

    With a `share` below 1 all is measured for a shorter time.
    """
    seconds = max(2, int(SECONDS * share))
    yield _intake(seconds, is_solving=False)
    yield _intake(seconds, is_solving=True)
    yield fired(int(TIMERS * share))
    yield punctual(max(2, int(PUNCTUAL_SECONDS * share)))
    count = max(20, int(STORM * share))
    yield storm(count)
    yield slow_storm(count)


def _intake(seconds: int, *, is_solving: bool) -> Measured:
    with switchboard(100, 100) as board:
        opened(board.database, OPEN, board.clock.now())
        with solving(board) if is_solving else nullcontext() as searches:
            analyse(board.home)
            board.report_all(RATE * seconds, RATE)
            found = board.all_paged(60)
            searched = searches is not None and searches()
        lost = len(board.began) - len(found)
        spent = sorted(found.values())
        late, middle = _at(spent, 0.999), _at(spent, 0.5)
        shown = (
            f"p50 {1000 * middle:.0f} ms, p99.9 {late:.2f} s, intake itself p50 "
            f"{1000 * _at(sorted(board.taken), 0.5):.0f} ms; {len(spent)} of {len(board.began)}"
        )
        name = f"intake to first page: {RATE}/s for {seconds} s, {OPEN:,} open incidents"
        if not is_solving:
            will_do = middle <= 0.3 and late <= 5 and not lost
            return name, "p50 ≤ 300 ms, p99.9 ≤ 5 s", shown, will_do
        shown += "; searched to the end" if searched else "; the search had ended"
        will_do = late <= 5 and not lost and searched
        return f"{name}; while {LARGE.name} are solved on every core", "p99.9 ≤ 5 s", shown, will_do


def _at(some: Sequence[float], share: float) -> float:
    return some[ceil(share * len(some)) - 1] if some else float("inf")
