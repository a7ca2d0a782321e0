"""Nothing open is forgotten: looked for by another process than the one that must not forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents.auditing import LONG_PAST, Finding, Wrong, wrong_with
from oncall.store import auditing as store
from oncall.store import listening
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.store.db import Database


def audit(database: Database, now: datetime) -> tuple[Finding, ...]:
    """Find open incidents that nobody does anything about, repair them and tell their planners.

    A lost timer is written anew; who pages is woken. Planners are told once an hour of each.
    """
    with database.begin() as tx:
        found = []
        for kept, due_at, unsent in store.suspects(tx, now - LONG_PAST):
            wrong = wrong_with(kept.incident, due_at, unsent, now)
            if wrong is None:
                continue
            incident = kept.incident
            found.append(Finding(wrong[0], incident.id, kept.number, incident.team, wrong[1]))
            if wrong[0] is Wrong.FORGOTTEN:
                store.mend(tx, incident.id, wrong[1])
        if found:
            listening.say(tx, listening.PAGING)
            tell(tx, (_message(each, now) for each in found), now)
        return tuple(found)


def _message(each: Finding, now: datetime) -> Message:
    facts = {"number": each.number, "start": each.since.isoformat()}
    key = f"audit {each.number} {each.wrong} {now:%Y-%m-%d %H}"
    return Message(key, each.wrong.value, each.team, None, facts)
