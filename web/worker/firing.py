"""All timers that are due, two batches at a time: the database writes one, the next is decided."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from oncall.services.escalating import BATCH, fire_due, nobody_tired

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from oncall.services.escalating import Tired
    from oncall.store.db import Database

# Deciding takes longer than writing, so that a third would only wait.
AT_ONCE: Final = 2


def fire_all(
    database: Database,
    now: datetime,
    tired: Tired = nobody_tired,
    able: Collection[str] | None = None,
) -> datetime | None:
    """Advance all incidents that are due; return when the next is. Raises Unreachable.

    A batch at a time is a transaction of its own; each takes what no other has.
    """
    fired = fire_due(database, now, tired=tired, able=able)
    if fired.advanced < BATCH:
        return fired.next_due

    def go_on(_: int) -> datetime | None:
        while (fired := fire_due(database, now, tired=tired, able=able)).advanced == BATCH:
            pass
        return fired.next_due

    with ThreadPoolExecutor(AT_ONCE) as some:
        ends = list(some.map(go_on, range(AT_ONCE)))
    return min((due for due in ends if due is not None), default=None)
