"""Somebody is ill from now on: absent, and their duties are planned again at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.drafts import ILLNESS
from oncall.errors import BadInput, Fault
from oncall.folder.meaning import as_cell
from oncall.localtime import DAY, Span, local_day, midnight
from oncall.published import next_minute
from oncall.services import missing
from oncall.services.changing import Sheets
from oncall.services.people import adding_absence, person_named
from oncall.store.messages import Message, tell
from solver.sentence import Clock, Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.people import Person, Team
    from oncall.services.publishing import Act
    from oncall.store.db import Database, Tx
    from oncall.touched import Conflict

# Until the end of the third calendar day no certificate is asked for (German EntgFG, section 5).
USUAL_DAYS: Final = 3


class Ill(NamedTuple):
    """Who is ill and until when, the drafts that are solved for it, and the conflicts it makes.

    The drafts, one for each published stretch in which duties are touched, are published when they
    are solved.
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
        who = person_named(stands.facts, person)
        span = _stretch(who, next_minute(act.now), until)
        cells = {
            "person": person,
            "start": as_cell(span.start, who.site.zone),
            "end": as_cell(span.end, who.site.zone),
            "reason": act.why or "ill",
        }
        absent = adding_absence(stands, cells)
        teams = stands.facts.teams
        touched = tuple(missing.stretches(tx, person, span, act.now))
        drafts = tuple(_ask(tx, teams[team], some, act) for team, some in touched)
        return Ill(absent.person, span, drafts, absent.conflicts)


def _ask(tx: Tx, team: Team, span: Span, act: Act) -> int:
    """Ask for the stretch in which somebody is missing, and no more; tell the planners."""
    why = act.why or "ill"
    number = missing.ask(tx, team, span, ILLNESS, replace(act, why=why))
    facts = {"draft": number, "by": act.by, "why": why}
    tell(tx, [Message(f"ill {number}", ILLNESS, team.id, None, facts)], act.now)
    return number


def _stretch(person: Person, start: datetime, until: datetime | None) -> Span:
    """Return from when to when somebody is newly absent; raises BadInput if they are already."""
    zone = person.site.zone
    end = until or midnight(local_day(start, zone) + USUAL_DAYS * DAY, zone)
    for away in sorted(person.absences, key=lambda away: away.span):
        if away.span.start <= start < away.span.end:
            start = away.span.end
    if end <= start:
        message = Sentence(
            "%(name)s is absent until %(when)s already; give a later end, or change the rota by "
            "`oncall rota draft … --again`",
            name=person.name,
            when=Clock(as_cell(start, zone)),
        )
        raise BadInput((Fault("ill", None, None, message),))
    return Span(start, end)
