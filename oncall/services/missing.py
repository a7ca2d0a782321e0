"""Somebody is missing on published duties all at once: what is planned again, and no more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from oncall.drafts import Request
from oncall.localtime import DAY, MINUTE, Span, local_day
from oncall.published import hull, to_come
from oncall.services.drafting import asking
from oncall.store import gaps, rotas
from solver.outcome import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.people import Team
    from oncall.services.publishing import Act
    from oncall.store.db import Tx

# A change of a few duties is found in a second or two; proof of fewest changes may take the rest.
BUDGET: Final = Budget(seconds=5)


def stretches(tx: Tx, person: str, span: Span, now: datetime) -> Iterator[tuple[str, Span]]:
    """Yield, for each team and published stretch, from when to when a person is missing in it."""
    mine: dict[str, list[Span]] = defaultdict(list)
    for team, each in rotas.of_person(tx, person, span):
        if part := each.span.clip(span):
            mine[team].append(part)
    for team, spans in sorted(mine.items()):
        for published in to_come(gaps.published_spans(tx, team, now), now):
            missing = [part for each in spans if (part := each.clip(published))]
            if missing:
                yield team, hull(missing)


def ask(tx: Tx, team: Team, span: Span, kind: str, act: Act) -> int:
    """Ask for a stretch to be planned again with the fewest changes; return the draft's number."""
    zone = team.site.zone
    first, last = local_day(span.start, zone), local_day(span.end - MINUTE, zone)
    request = Request(
        team.id,
        first,
        (last - first) // DAY + 1,
        again=True,
        budget=BUDGET,
        why=act.why,
        kind=kind,
        within=span,
    )
    return asking(tx, request, act.by, act.now)
