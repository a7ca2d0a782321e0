"""Duties of a draft that are to stay when it is solved again, and solving it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.drafts import Request
from oncall.errors import Fault, Unknown
from oncall.services.drafting import asking
from oncall.services.editing import opened
from oncall.store import audit, draft_rows, drafts
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.services.publishing import Act
    from oncall.store.db import Database, Tx
    from solver.outcome import Budget


def pin(
    database: Database,
    draft: int,
    duties: Iterable[int],
    act: Act,
    edition: int | None = None,
    *,
    stay: bool = True,
) -> tuple[int, ...]:
    """Pin duties of a draft, or let them go again; return all that are pinned.

    Raises Unknown for duties that are not in it, Stale as for an edit.
    """
    wanted = frozenset(duties)
    with database.begin() as tx:
        opened(tx, draft, edition)
        known = {each.duty for each in draft_rows.duties(tx, draft)}
        if missing := sorted(wanted - known):
            message = Sentence(
                "there is no duty %(duty)s in draft %(n)s; look at it again",
                duty=f"D{missing[0]}",
                n=draft,
            )
            raise Unknown((Fault("draft", None, None, message),))
        before = _pins(tx, draft) & known
        after = before | wanted if stay else before - wanted
        draft_rows.keep_pins(tx, draft, after)
        sides = ({"pins": sorted(some)} for some in (before, after))
        audit.note(tx, audit.Line(act.now, act.by, "pin", f"draft {draft}", *sides))
        return tuple(sorted(after))


def solve_again(database: Database, draft: int, act: Act, budget: Budget) -> int:
    """Ask for a draft that changes another as little as possible and keeps what is pinned in it.

    Returns the number of the new draft. Raises Stale if the other is not ready.
    """
    with database.begin() as tx:
        sheet = opened(tx, draft, None)
        known = {each.duty for each in draft_rows.duties(tx, draft)}
        pins = tuple(sorted(_pins(tx, draft) & known))
        weeks = sheet.weeks
        request = Request(
            sheet.team,
            weeks.first,
            weeks.days,
            pins=pins,
            budget=budget,
            why=act.why,
            like=draft,
        )
        return asking(tx, request, act.by, act.now)


def _pins(tx: Tx, draft: int) -> frozenset[int]:
    found = drafts.get(tx, draft)
    return frozenset(found.pins if found else ())
