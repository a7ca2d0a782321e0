"""Who is ill is replaced without a planner: what was solved for it is published at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.drafts import ILLNESS, PLAIN
from oncall.errors import BadInput, Stale
from oncall.services.publishing import Act
from oncall.services.releasing import publishing
from oncall.store import claims, draft_rows, drafts, sheets
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.drafts import Draft
    from oncall.store.db import Database, Tx


def publish_urgent(database: Database, now: datetime) -> int:
    """Publish the drafts that are to be as soon as they are solved; return of how many.

    Where somebody else has changed the rota meanwhile it is solved anew; what can't be published
    otherwise is left to the planners, who are told why.
    """
    with database.begin() as tx:
        found = drafts.ready(tx, ILLNESS)
    return sum(_publish(database, draft, now) for draft in found)


def _publish(database: Database, draft: Draft, now: datetime) -> bool:
    with database.begin() as tx:
        sheets.lock(tx)
        sheet = draft_rows.sheet(tx, draft.id, to_change=True)
        if (sheet.state, sheet.kind) != ("ready", ILLNESS):
            return False  # another worker was here first
        try:
            publishing(database, tx, sheet, Act(draft.asked_by, now, draft.why))
        except Stale:
            claims.ask_anew(tx, draft.id, 0)
            return False
        except BadInput as refused:
            drafts.change(tx, draft.id, kind=PLAIN)
            tell_failed(tx, draft, str(refused), now)
            return False
        return True


def tell_failed(tx: Tx, draft: Draft, why: str, now: datetime) -> None:
    """Tell the planners that nobody could be found for who is ill, and why."""
    facts = {"draft": draft.id, "why": draft.why, "refused": why}
    tell(tx, [Message(f"draft {draft.id} failed", "draft", draft.team, None, facts)], now)
