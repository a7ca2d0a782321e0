"""How fast the hotline answers: so many calls a second, every step of each, in its own process."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from web.bench.callers import FLOODS, caller, flooding
from web.bench.chain import chain
from web.bench.crowd import opened
from web.bench.dialling import STEPS, Dialling
from web.bench.firms import LARGE
from web.bench.meanwhile import solving
from web.bench.paging import OPEN, RATE, SECONDS, at
from web.bench.scratch import analyse
from web.bench.switchboard import answering, switchboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Database
    from web.bench.callers import Caller

Measured = tuple[str, str, str, bool]
WITHIN, SOLVING_WITHIN = 0.1, 0.5  # seconds
FLOOD: Final = 200  # calls, in a minute; here they come at once, as fast as all others
WARM: Final = 10  # calls before what is counted: a process reads much once


def hotline(share: float = 1.0, rate: int = RATE) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do.

    With a `share` below 1 all is measured for a shorter time; `rate` calls come in a second.
    """
    seconds = max(2, int(SECONDS * share))
    yield from _steps(seconds, rate, is_solving=False)
    yield chain(max(5, int(SECONDS * share)))
    yield from _steps(seconds, rate, is_solving=True)


def _steps(seconds: int, rate: int, *, is_solving: bool) -> Iterator[Measured]:
    count = rate * seconds
    name = f"{rate} calls/s for {seconds} s, {OPEN:,} open incidents"
    with switchboard(100, 100, callers=count + WARM) as board:
        opened(board.database, OPEN, board.clock.now())
        analyse(board.home)
        with answering(board.home) as (port, hooks):
            Dialling(port, hooks).run(WARM, rate, lambda n: caller(count + n), "CAw")
            with solving(board) if is_solving else nullcontext() as searches:
                some = Dialling(port, hooks)
                some.run(count, rate, _mixed, "CAm")
                searched = searches is not None and searches()
            if is_solving:
                end = "searched to the end" if searched else "the search had ended"
                name = f"{name}; while {LARGE.name} are solved on every core"
                yield from _told(name, some, SOLVING_WITHIN, end)
            else:
                yield from _told(name, some, WITHIN)
                yield _flooded(board.database, Dialling(port, hooks), rate)


def _mixed(number: int) -> Caller:
    """Return who calls; every other one shows no number."""
    return caller(number, is_hidden=number % 2 == 1)


def _flooded(database: Database, some: Dialling, rate: int) -> Measured:
    some.run(FLOOD, rate, flooding, "CAf")
    with database.begin() as tx:
        mine = text("select count(*), sum(reports) from incidents where customer = :customer")
        made, reports = tx.execute(mine, {"customer": FLOODS}).one()
    spent = sorted(each for step in some.spent.values() for each in step)
    late = at(spent, 0.99)
    name = f"{FLOOD} calls of one customer, {rate}/s: one incident"
    shown = f"p99 {1000 * late:.0f} ms of {len(spent)} steps, {_wrong(some)}; "
    shown += f"{made} incident, {reports} reports"
    will_do = late <= WITHIN and not some.wrong and made == 1 and reports > FLOOD - 1
    return name, f"p99 ≤ {1000 * WITHIN:.0f} ms", shown, will_do


def _told(name: str, some: Dialling, within: float, end: str = "") -> Iterator[Measured]:
    must = f"p99 ≤ {1000 * within:.0f} ms"
    for step in STEPS:
        spent = sorted(some.spent[step.name])
        late = at(spent, 0.99)
        shown = (
            f"p50 {1000 * at(spent, 0.5):.0f} ms, p99 {1000 * late:.0f} ms, "
            f"max {1000 * at(spent, 1):.0f} ms of {len(spent)}"
        )
        yield f"{step.name}: {name}", must, shown, late <= within
    shown = "; ".join(each for each in (_wrong(some), end, *some.wrong[:2]) if each)
    yield f"all steps: {name}", "no error", shown, not some.wrong and "ended" not in end


def _wrong(some: Dialling) -> str:
    return f"{len(some.wrong)} errors" if some.wrong else "no error"
