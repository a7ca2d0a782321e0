"""What published rotas break and leave open, remembered for pages that ask often."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.localtime import Span
from oncall.people import NEVER
from oncall.published import Seen, in_published, next_minute
from oncall.services import watching
from oncall.services.gathering import facts_in, team_named
from oncall.store import rotas, sheets

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.store.db import Database
    from oncall.store.sheets import State

KEPT: Final = 64  # teams of which a process remembers what it saw
QUARTER: Final = 15  # minutes


class _Key(NamedTuple):
    """All that what is seen depends on."""

    url: str
    team: str
    sheets: State
    versions: int
    since: datetime


def at_a_glance(database: Database, team: str, now: datetime) -> Seen:
    """Return what a published rota breaks and leaves open; raises Unknown for an unknown team.

    It is worked out when anything has changed, and every quarter of an hour. Gaps are those from
    now on, breaches those since the last full quarter.
    """
    since = now.replace(minute=now.minute - now.minute % QUARTER, second=0, microsecond=0)
    with database.begin() as tx:
        folder = facts_in(database, tx)
        team_named(folder, team)
        key = _Key(database.url, team, sheets.state(tx), rotas.all_versions(tx), since)
        found = _remembered(key)
        if not found:
            found.append(watching.state(tx, team, since, folder))
    ahead = (Span(next_minute(now), NEVER),)
    gaps, unmanned = (in_published(some, ahead) for some in (found[0].gaps, found[0].unmanned))
    return found[0]._replace(gaps=gaps, unmanned=unmanned)


@lru_cache(maxsize=KEPT)
def _remembered(_: _Key) -> list[Seen]:
    """Return the place where what is seen by a key is remembered."""
    return []
