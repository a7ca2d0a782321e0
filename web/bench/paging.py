"""How fast a fault that is reported reaches the carrier, and how many timers a worker fires."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from math import ceil
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from web.bench.crowd import LINES, TEAMS, opened
from web.bench.firms import LARGE
from web.bench.meanwhile import solving
from web.bench.scratch import analyse
from web.bench.switchboard import switchboard
from web.bench.timers import fired, punctual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.bench.switchboard import Switchboard

Measured = tuple[str, str, str, bool]
OPEN: Final = 10_000
RATE, SECONDS = 50, 60
STORM, STORM_SECONDS = 1000, 10
TIMERS: Final = 20_000
PUNCTUAL_SECONDS: Final = 20
REPORTERS: Final = 8


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
    yield _storm(count, 100, 30.0)
    yield _storm(count, 1, 600.0)


def _intake(seconds: int, *, is_solving: bool) -> Measured:
    with switchboard(100, 100) as board:
        opened(board.database, OPEN, board.clock.now())
        with solving(board) if is_solving else nullcontext() as searches:
            analyse(board.home)
            _reported(board, RATE * seconds, RATE)
            found = board.all_paged(60)
            searched = searches is not None and searches()
        lost = len(board.began) - len(found)
        spent = sorted(found.values())
        late, middle = at(spent, 0.999), at(spent, 0.5)
        shown = (
            f"p50 {1000 * middle:.0f} ms, p99.9 {late:.2f} s, intake itself p50 "
            f"{1000 * at(sorted(board.taken), 0.5):.0f} ms; {len(spent)} of {len(board.began)}"
        )
        name = f"intake to first page: {RATE}/s for {seconds} s, {OPEN:,} open incidents"
        if not is_solving:
            will_do = middle <= 0.3 and late <= 5 and not lost
            return name, "p50 ≤ 300 ms, p99.9 ≤ 5 s", shown, will_do
        shown += "; searched to the end" if searched else "; the search had ended"
        will_do = late <= 5 and not lost and searched
        return f"{name}; while {LARGE.name} are solved on every core", "p99.9 ≤ 5 s", shown, will_do


def _reported(board: Switchboard, count: int, a_second: float) -> None:
    begun = monotonic() + 0.5
    with ThreadPoolExecutor(REPORTERS) as some:
        each = [some.submit(board.report_at, n, begun + n / a_second) for n in range(count)]
        for one in each:
            one.result()


def _storm(count: int, calls: int, within: float) -> Measured:
    with switchboard(calls, 100) as board:
        _reported(board, count, count / STORM_SECONDS)
        ended = monotonic() + within
        found = board.all_paged(within)
        took = board.took()["took"]
        while calls < 10 and monotonic() < ended and not _all_called(board):
            sleep(2.0)
        took = board.took()["took"]
        kinds = [each[1] for each in took]
        slowest = max(found.values(), default=0.0)
        lost = len(board.began) - len(found)
        name = f"{count:,} incidents within {STORM_SECONDS} s, {TEAMS * LINES} people on call, "
        shown = (
            f"last paged after {slowest:.1f} s, lost {lost}; {kinds.count('Messages')} texts, "
            f"{kinds.count('Calls')} calls"
        )
        if calls > 1:
            will_do = slowest <= within and not lost
            return f"{name}{calls} calls/s", f"all paged ≤ {within:g} s", shown, will_do
        people = {each[2] for each in took if each[1] == "Calls"}
        shown += f" to {len(people)} people"
        will_do = not lost and _all_called(board)
        return f"{name}1 call/s", "texts first, everybody called, none lost", shown, will_do


def _all_called(board: Switchboard) -> bool:
    """Tell whether everybody for whom anything waits has been called once."""
    with board.database.begin() as tx:
        missing = tx.execute(
            text(
                "select count(distinct person) from pages p where channel = 'voice' and not exists "
                "(select from attempts a where a.person = p.person and a.channel = 'voice')"
            )
        ).scalar_one()
    return not missing


def at(some: Sequence[float], share: float) -> float:
    """Return what a share of figures in order is not above; infinite where there are none."""
    return some[ceil(share * len(some)) - 1] if some else float("inf")
