"""Who is on call: asked here by pages, ladders, the hotline and reports alike."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall import on_call
from oncall.store import on_call as store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.on_call import Turn
    from oncall.store.db import Database, Tx

# Who comes next is looked for so far ahead: some bookings have one window a week.
AHEAD: Final = timedelta(days=8)


def who(tx: Tx, team: str, at: datetime, ahead: timedelta = AHEAD) -> tuple[Turn, ...]:
    """Return who is on call for a team at an instant, until when, and who comes next.

    It is the published rota with all overrides and swaps. `ahead` is how far on the next are
    looked for; nobody may come within it.
    """
    return on_call.turns(store.around(tx, team, at, ahead), at)


def who_is(database: Database, team: str, at: datetime) -> tuple[Turn, ...]:
    """Return the same in a transaction of its own."""
    with database.begin() as tx:
        return who(tx, team, at)


def who_of(tx: Tx, asked: Sequence[tuple[str, datetime]]) -> tuple[tuple[Assignment, ...], ...]:
    """Return, for many teams and instants at once, the duties that run then."""
    return store.at_once(tx, asked)
