"""Somebody is ill from now on: absent, and their duties are planned again at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.drafts import ILLNESS, Request
from oncall.folder.meaning import as_cell
from oncall.localtime import DAY, MINUTE, Span, local_day, midnight
from oncall.published import next_minute
from oncall.services.changing import Sheets
from oncall.services.drafting import asking
from oncall.services.people import adding_absence, person_named
from oncall.store import rotas
from oncall.store.messages import Message, tell
from solver.outcome import Budget

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.people import Person, Team
    from oncall.services.publishing import Act
    from oncall.store.db import Database, Tx
    from oncall.touched import Conflict

# Until the end of the third calendar day no certificate is asked for (German EntgFG, section 5).
USUAL_DAYS: Final = 3
# A change of a few duties is found in a second or two; proof of fewest changes may take the rest.
BUDGET: Final = Budget(seconds=5)


class Ill(NamedTuple):
    """Who is ill and until when, the drafts that are solved for it, and the conflicts it makes.

    The drafts, one for each team in which duties are touched, are published when they are solved.
    """

    person: Person
    span: Span
    drafts: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


def report_ill(database: Database, person: str, act: Act, until: datetime | None = None) -> Ill:
    """Note that somebody is ill from now on, and ask for their duties to be planned again.

    `until` is the end of the third calendar day unless said otherwise. As few duties as possible
    change; planners are told. Raises BadInput for an unknown person, or an end that is over.
    """
    with database.begin() as tx:
        stands = Sheets(tx, act)
        zone = person_named(stands.facts, person).site.zone
        start = next_minute(act.now)
        end = until or midnight(local_day(start, zone) + USUAL_DAYS * DAY, zone)
        cells = {
            "person": person,
            "start": as_cell(start, zone),
            "end": as_cell(end, zone),
            "reason": act.why or "ill",
        }
        absent = adding_absence(stands, cells)
        span = Span(start, end)
        teams = stands.facts.teams
        touched = _touched(tx, person, span)
        drafts = tuple(_ask(tx, teams[team], some, act) for team, some in touched)
        return Ill(absent.person, span, drafts, absent.conflicts)


def _touched(tx: Tx, person: str, span: Span) -> list[tuple[str, Span]]:
    """Return the teams in which a person has duties in a stretch, and from when to when."""
    found: dict[str, Span] = {}
    for team, each in rotas.of_person(tx, person, span):
        part = each.span.clip(span) or span
        before = found.get(team, part)
        found[team] = Span(min(before.start, part.start), max(before.end, part.end))
    return sorted(found.items())


def _ask(tx: Tx, team: Team, span: Span, act: Act) -> int:
    """Ask for the days of a team in which somebody is missing, and tell its planners."""
    zone = team.site.zone
    first, last = local_day(act.now, zone), local_day(span.end - MINUTE, zone)
    days = (last - first) // DAY + 1
    why = act.why or "ill"
    request = Request(team.id, first, days, again=True, budget=BUDGET, why=why, kind=ILLNESS)
    number = asking(tx, request, act.by, act.now)
    facts = {"draft": number, "by": act.by, "why": why}
    tell(tx, [Message(f"ill {number}", ILLNESS, team.id, None, facts)], act.now)
    return number
