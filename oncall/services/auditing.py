"""Nothing open is forgotten: looked for by another process than the one that must not forget."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from oncall.incidents.auditing import LONG_PAST, Finding, Wrong, counted, wrong_with
from oncall.store import auditing as store
from oncall.store import listening
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from oncall.store.db import Database


def audit(database: Database, now: datetime) -> tuple[Finding, ...]:
    """Find open incidents that nobody does anything about, repair them and tell their planners.

    A lost timer is written anew; who pages is woken. A team's planners are told once an hour of
    each kind, with the number of the incident that has waited the longest.
    """
    with database.begin() as tx:
        found = []
        for kept, due_at, unsent in store.suspects(tx, now, now - LONG_PAST):
            wrong = wrong_with(kept.incident, due_at, unsent, now)
            if wrong is None:
                continue
            incident = kept.incident
            found.append(Finding(wrong[0], incident.id, kept.number, incident.team, wrong[1]))
            if wrong[0] is Wrong.FORGOTTEN:
                store.mend(tx, incident.id, wrong[1])
        if found:
            listening.say(tx, listening.PAGING)
            tell(tx, _messages(found, now), now)
        return tuple(found)


def _messages(found: Sequence[Finding], now: datetime) -> Iterator[Message]:
    """Yield one message for each team and kind: a storm is told of once, not a thousand times."""
    alike: dict[tuple[str, Wrong], list[Finding]] = defaultdict(list)
    for each in found:
        alike[each.team, each.wrong].append(each)
    for (team, wrong), some in alike.items():
        first = min(some, key=lambda each: each.since)
        facts = {"number": counted(first, len(some)), "start": first.since.isoformat()}
        yield Message(f"audit {team} {wrong} {now:%Y-%m-%d %H}", wrong.value, team, None, facts)
