"""What a change of the sheets brings about in rotas that are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import Span
from oncall.people import NEVER
from oncall.services import watching
from oncall.store import rotas
from oncall.touched import Conflict, news, replan, touched

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.published import Seen
    from oncall.services.publishing import Act
    from oncall.store.db import Tx


def states(tx: Tx, folder: Folder, now: datetime) -> dict[str, Seen]:
    """Return what each team's published rota breaks and leaves open."""
    return {team: watching.state(tx, team, now, folder) for team in folder.teams}


def conflicts(
    tx: Tx, before: Mapping[str, Seen], facts: tuple[Folder, Folder], act: Act
) -> tuple[Conflict, ...]:
    """Return what was not so `before`; `facts` are those before and after the change.

    Planners are told of gaps. To be called when the change is written.
    """
    found: list[Conflict] = []
    for team, seen in before.items():
        now_seen = watching.look(tx, team, act.now, act.by, facts[1])
        sentences = news(seen, now_seen)
        if sentences:
            duties = rotas.of_team(tx, team, Span(act.now, NEVER))
            spans = [each.span for each in touched(duties, *facts)]
            spans += (Span(gap.start, gap.end) for gap in now_seen.gaps if gap not in seen.gaps)
            spans = spans or [each.span for each in duties]
            cure = replan(team, spans, act.now, facts[1].teams[team].site.zone)
            found += (Conflict(team, sentence, cure) for sentence in sentences)
    return tuple(found)
