"""Days whose working time is used up, as planners look at them: what is left, and who steps in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from oncall.errors import Fault, Unknown
from oncall.limits import load_limits
from oncall.localtime import DAY, Span, day_span, local_day
from oncall.published import next_minute
from oncall.services.gathering import facts_in
from oncall.services.working_time import logged
from oncall.store import drafts, rotas, spent
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from oncall.assignments import Assignment
    from oncall.drafts import Draft
    from oncall.folder.facts import Folder
    from oncall.incidents.events import Event
    from oncall.people import Person
    from oncall.spent import FurtherDay, SpentDay
    from oncall.store.db import Database, Tx


class Held(NamedTuple):
    """A duty of a team that somebody has, or what lies of it in a stretch."""

    team: str
    duty: Assignment


@dataclass(frozen=True)
class Relief:
    """A person's used-up day, and what has become of their duties.

    `held` is what they have on that day, `left` what is still theirs of it without time for it,
    `others` who has the team's duties instead. `callouts` and `regular` are when they worked.
    """

    folder: Folder
    person: Person
    spent: SpentDay
    day: Span
    regular: tuple[Span, ...]
    callouts: tuple[Span, ...]
    held: tuple[Held, ...]
    left: tuple[Held, ...]
    others: tuple[Held, ...]
    drafts: tuple[Draft, ...]
    further: tuple[FurtherDay, ...]

    @property
    def is_searched(self) -> bool:
        """Tell whether somebody is still looked for."""
        return any(draft.is_waited_for for draft in self.drafts)


class Glance(NamedTuple):
    """What the start page says of a used-up day for one team; `draft` looks for who steps in."""

    spent: SpentDay
    draft: Draft | None
    left: tuple[Assignment, ...]
    further: tuple[FurtherDay, ...]


def relief(database: Database, person: str, day: date, now: datetime) -> Relief:
    """Return all there is to say of a person's used-up day; raises Unknown where time is left."""
    with database.begin() as tx:
        folder = facts_in(database, tx)
        found, who = spent.one(tx, person, day), folder.people.get(person)
        if found is None or who is None:
            raise _unknown(person, day)
        asked = tuple(d for n in found.drafts if (d := drafts.get(tx, n)))
        whole = day_span(day, who.site.zone)
        held = tuple(Held(*each) for each in rotas.of_person(tx, person, whole))
        counts = load_limits().regular_work_counts
        return Relief(
            folder,
            who,
            found,
            whole,
            who.regular_work(day, day) if counts else (),
            tuple(_clipped(logged(tx, now, whole.start).get(person, ()), whole)),
            held,
            _left(held, found, now),
            _others(tx, found, asked, folder),
            asked,
            spent.further_of(tx, found),
        )


def glances(database: Database, team: str, now: datetime) -> tuple[Glance, ...]:
    """Return the days of people of a team whose working time is used up and that are not over."""
    with database.begin() as tx:
        folder = facts_in(database, tx)
        days = spent.overlapping(tx, Span(now, now + DAY))
        found = (_glance(tx, each, team, folder, now) for each in days)
        return tuple(each for each in found if each)


def passed_over(
    tx: Tx, team: str, events: Iterable[Event], folder: Folder, now: datetime
) -> tuple[Glance, ...]:
    """Return the used-up days for which an incident's ladder passed people over, in order."""
    days = dict.fromkeys(
        (name, local_day(event.at, folder.people[name].site.zone))
        for event in events
        for name in event.facts.get("spent", ())
        if name in folder.people
    )
    known = (each for key in days if (each := spent.one(tx, *key)))
    found = (_glance(tx, each, team, folder, now) for each in known)
    return tuple(each for each in found if each)


def _glance(tx: Tx, each: SpentDay, team: str, folder: Folder, now: datetime) -> Glance | None:
    who = folder.people.get(each.person)
    asked = (d for n in each.drafts if (d := drafts.get(tx, n)) and d.team == team)
    draft = next(asked, None)
    if who is None or (draft is None and team not in (t.id for t in who.teams)):
        return None
    held = tuple(Held(*some) for some in rotas.of_person(tx, each.person, each.span))
    left = tuple(some.duty for some in _left(held, each, now) if some.team == team)
    return Glance(each, draft, left, spent.further_of(tx, each))


def _left(held: tuple[Held, ...], each: SpentDay, now: datetime) -> tuple[Held, ...]:
    ahead = Span(max(next_minute(now), each.span.start), each.span.end)
    if ahead.start >= ahead.end:
        return ()
    parts = ((some, some.duty.span.clip(ahead)) for some in held)
    return tuple(Held(some.team, replace(some.duty, span=part)) for some, part in parts if part)


def _others(tx: Tx, each: SpentDay, asked: tuple[Draft, ...], folder: Folder) -> tuple[Held, ...]:
    """Return who has duties of the teams in what somebody is looked for."""
    found = []
    for draft in asked:
        span = draft.weeks.span(folder.teams[draft.team].site.zone)
        for duty in rotas.of_team(tx, draft.team, span):
            part = duty.span.clip(Span(max(span.start, each.span.start), span.end))
            if part and duty.person != each.person:
                found.append(Held(draft.team, replace(duty, span=part)))
    return tuple(found)


def _clipped(some: Iterable[Span], whole: Span) -> Iterator[Span]:
    return (part for span in some if (part := span.clip(whole)))


def _unknown(person: str, day: date) -> Unknown:
    message = Sentence(
        "%(person)s has working time left on %(day)s; nobody has to step in", person=person, day=day
    )
    return Unknown((Fault("relief", None, None, message),))
