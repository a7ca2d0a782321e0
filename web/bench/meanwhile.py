"""A large rota that is solved while something else is measured."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from oncall.drafts import Request
from oncall.instances import MONDAY, SITES
from oncall.services import drafting
from oncall.services.importing import import_folder
from solver.outcome import Budget
from web.bench.firms import LARGE, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web.bench.switchboard import Switchboard

TEAM: Final = SITES[0][0]
PATIENCE: Final = 300.0
DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")


@contextmanager
def solving(board: Switchboard) -> Iterator[Callable[[], bool]]:
    """Have the worker search on all cores; what is yielded tells whether it does so still."""
    first = board.clock.now().date() + timedelta(days=7)
    first -= timedelta(days=first.weekday())
    with TemporaryDirectory() as scratch:
        folder = _dated(written(LARGE.size, 1, Path(scratch)), first - MONDAY)
        import_folder(board.database, folder, by="bench", now=board.clock.now())
    request = Request(TEAM, first, 7 * LARGE.size.weeks, budget=Budget(seconds=3600))
    number = drafting.ask(board.database, request, "bench", board.clock.now())

    def searches() -> bool:
        draft = drafting.get(board.database, number)
        return draft.state == "solving" and bool(draft.progress)

    until = monotonic() + PATIENCE
    while not searches() and monotonic() < until:
        sleep(0.5)
    yield searches


def _dated(folder: Path, later: timedelta) -> Path:
    """Put all that an invented firm plans off, for it is to be planned from now on."""
    for path in folder.glob("*.csv"):
        words = path.read_text(encoding="utf-8")
        moved = DATE.sub(lambda it: (date.fromisoformat(it[0]) + later).isoformat(), words)
        path.write_text(moved, encoding="utf-8")
    return folder
