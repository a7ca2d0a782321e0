"""Somebody's working time is used up: planners are told, and who takes the rest is looked for."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from oncall.drafts import RELIEF, State
from oncall.incidents.day_left import spent_day
from oncall.limits import load_limits
from oncall.localtime import MINUTE
from oncall.published import entry, next_minute
from oncall.services import escalating, missing
from oncall.services.gathering import facts_in
from oncall.services.publishing import Act
from oncall.services.working_time import FRESH, Tired, worn_out
from oncall.store import audit, claims, drafts, rotas, sheets, spent
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.limits import Limits
    from oncall.people import Person
    from oncall.spent import SpentDay
    from oncall.store.db import Database, Tx

BY: Final = "oncall"


class Watch:
    """Notes whose working time is used up; looks every few seconds, in one query.

    One of its own for each process that fires rungs, which pass over who is `tired`: planners are
    to know of whoever is. It may be looked from several threads.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or load_limits()
        self._at: datetime | None = None
        self._one = Lock()
        self.tired: escalating.Tired = Tired(self._limits)

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is time to look again; who asks is to look."""
        if self._at is not None and self._at <= now < self._at + FRESH:
            return False
        self._at = now
        return True

    def look(self, database: Database, now: datetime) -> int:
        """Note who has newly run out of time; return of how many.

        Whoever changes sheets may hold it up for as long as they like. Meanwhile no further look
        waits behind it: the next one sees the same.
        """
        if not self._one.acquire(blocking=False):
            return 0
        try:
            return note_spent(database, self._limits, now)
        finally:
            self._one.release()


def note_spent(database: Database, limits: Limits, now: datetime) -> int:
    """Note whose working time of today is used up; return of how many that was news.

    Planners are told, and drafts are asked for in which others have what is left of their duties.
    Of several who notice it at once, one does all this.
    """
    with database.begin() as tx:
        some = [*_news(tx, facts_in(database, tx), limits, now)]
    return sum(_note(database, each, now) for each in some)


def renew(database: Database, now: datetime) -> int:
    """Have solved anew what was made from an older rota, and end what is over; return how many.

    So that what planners look at can be published, whatever has changed meanwhile.
    """
    with database.begin() as tx:
        some = drafts.ready(tx, RELIEF)
        if not some:
            return 0
        teams, ended = facts_in(database, tx).teams, 0
        for draft in some:
            if draft.weeks.span(teams[draft.team].site.zone).end <= next_minute(now):
                claims.end(tx, draft.id, State.CANCELLED)
            elif draft.based_on != rotas.version(tx, draft.team):
                claims.ask_anew(tx, draft.id, 0)
            else:
                continue
            ended += 1
    return ended


def _news(tx: Tx, facts: Folder, limits: Limits, now: datetime) -> Iterator[SpentDay]:
    for who, spans in worn_out(tx, facts, limits, now).items():
        found = spent_day(who, spans, limits, now)
        if found and spent.one(tx, who.id, found.day) is None:
            yield found


def _note(database: Database, each: SpentDay, now: datetime) -> bool:
    with database.begin() as tx:
        sheets.lock(tx)
        if not spent.add(tx, each, now):
            return False  # another process was here first
        sheets.changed(tx)  # whoever plans asks anew what people can do
        facts = sheets.read_facts(tx)
        who = facts.people[each.person]
        asked = [*_asked(tx, each, facts, now)]
        spent.note_drafts(tx, each, asked)
        tell(tx, _messages(tx, each, who), now)
        after = {"worked": each.worked // MINUTE, "drafts": asked}
        subject = f"person {each.person} {each.day}"
        audit.note(tx, audit.Line(now, BY, "working time used up", subject, None, after))
        return True


def _asked(tx: Tx, each: SpentDay, facts: Folder, now: datetime) -> Iterator[int]:
    act = Act(BY, now, f"{facts.people[each.person].name}: {each.worked // MINUTE} min")
    for team, span in missing.stretches(tx, each.person, each.span, now):
        yield missing.ask(tx, facts.teams[team], span, RELIEF, act)


def _messages(tx: Tx, each: SpentDay, who: Person) -> Iterator[Message]:
    """Yield what planners are told: one of each team that somebody is missing in, one at least."""
    left: dict[str, list[Assignment]] = defaultdict(list)
    for team, duty in rotas.of_person(tx, each.person, each.span):
        left[team].append(duty)
    hours, minutes = divmod(each.worked // MINUTE, 60)
    about = {
        "person": each.person,
        "day": each.day.isoformat(),
        "worked": f"{hours}:{minutes:02}",
        "page": f"/relief/{quote(each.person, safe='')}/{each.day}",
    }
    for team in left or [who.teams[0].id]:
        duties = [_left(duty, each, who) for duty in left.get(team, ())]
        yield Message(
            f"spent {each.person} {each.day} {team}", "spent", team, None, about | {"left": duties}
        )


def _left(duty: Assignment, each: SpentDay, who: Person) -> dict[str, object]:
    """Return what is left of a duty as JSON has it."""
    return entry(duty, who.site.zone) | {
        "start": max(duty.span.start, each.span.start).isoformat(),
        "end": min(duty.span.end, each.span.end).isoformat(),
    }
