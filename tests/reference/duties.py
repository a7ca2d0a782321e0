"""The rules that look at single duties of a person: 2, 3, 6, 7, 8 and 9."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.reference.clock import day_of
from tests.reference.found import Breach
from tests.reference.needs import ROLES, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reference.reading import Duty, Team
    from tests.reference.world import World

Duties = tuple["Duty", ...]


@dataclass(frozen=True)
class Joined:
    """Duties of one person in one role that touch: one duty, whatever they are for."""

    role: str
    start: int
    end: int
    rows: Duties  # of the plan
    begins_in_plan: bool
    ends_in_plan: bool


def duty_breaches(world: World, person: str, mine: Duties, past: Duties) -> Iterator[Breach]:
    joined = list(joined_duties(mine, past))
    yield from eligible(world, person, mine)
    yield from blocked(world, person, mine)
    yield from overlap(world, person, mine, past)
    for duty in joined:
        if duty.rows:
            yield from length(world, person, duty)
            yield from handover(world, person, duty)
    yield from rest(world, person, joined)


def joined_duties(mine: Duties, past: Duties) -> Iterator[Joined]:
    for role in ROLES:
        planned = [duty for duty in mine if duty.role == role]
        old = {m for duty in past if duty.role == role for m in duty.minutes}
        new = {m for duty in planned for m in duty.minutes}
        for start, end in stretches(old | new):
            rows = tuple(duty for duty in planned if start <= duty.start < end)
            yield Joined(role, start, end, rows, start in new, end - 1 in new)


def eligible(world: World, person: str, mine: Duties) -> Iterator[Breach]:
    """Rule 2, and that a row holds bookings of one stream only."""
    who = world.people[person]
    for duty in mine:
        streams = world.streams_of(duty)
        may = (
            len(streams) == 1
            and all(stream.skill is None or stream.skill in who.skills for stream in streams)
            and all(stream.team in who.teams for stream in streams)
            and duty.role in who.roles
            and all(who.joined <= minute < who.left for minute in duty.minutes)
        )
        if not may:
            yield Breach("eligible", person)


def blocked(world: World, person: str, mine: Duties) -> Iterator[Breach]:
    """Rule 3."""
    times = world.times[person]
    for duty in mine:
        allowed = all(s.team.during_regular_hours for s in world.streams_of(duty))
        away = times.absent | times.unreachable | (set() if allowed else times.working)
        for minute in away.intersection(duty.minutes):
            yield Breach("blocked", person, day_of(world.people[person].site.zone, minute))


def overlap(world: World, person: str, mine: Duties, past: Duties) -> Iterator[Breach]:
    """Rule 6."""
    planned = {minute for duty in mine for minute in duty.minutes}
    held = Counter(minute for duty in (*mine, *past) for minute in duty.minutes)
    for minute in planned:
        if held[minute] > 1:
            yield Breach("overlap", person, day_of(world.people[person].site.zone, minute))


def length(world: World, person: str, duty: Joined) -> Iterator[Breach]:
    """Rule 7. A joined duty of several teams has the strictest bounds of these."""
    teams: set[Team] = {s.team for row in duty.rows for s in world.streams_of(row)}
    minutes = duty.end - duty.start
    if minutes > min(team.longest for team in teams):
        yield Breach("length", person)
    whole = {
        stretch
        for row in duty.rows
        for stream in world.streams_of(row)
        for stretch in stream.whole_stretches(duty.role)
    }
    edges = {edge for team in teams for edge in world.weeks.period(team)}
    may_be_short = (duty.start, duty.end) in whole or any(
        duty.start <= edge <= duty.end for edge in edges
    )
    if minutes < max(team.shortest for team in teams) and not may_be_short:
        yield Breach("length", person)


def handover(world: World, person: str, duty: Joined) -> Iterator[Breach]:
    """Rule 8, asked of the stream with which a joined duty begins or ends."""
    begin = [row for row in duty.rows if row.start == duty.start and duty.begins_in_plan]
    end = [row for row in duty.rows if row.end == duty.end and duty.ends_in_plan]
    for rows, cut in ((begin, duty.start), (end, duty.end)):
        for row in rows:
            if any(cut not in stream.cuts for stream in world.streams_of(row)):
                yield Breach("handover", person, day_of(world.people[person].site.zone, cut))


def rest(world: World, person: str, joined: list[Joined]) -> Iterator[Breach]:
    """Rule 9. Duties that overlap leave no time between them: that is rule 6."""
    wanted = max(team.rest for team in world.people[person].teams)
    for first in joined:
        for second in joined:
            from_history = not first.ends_in_plan and not second.begins_in_plan
            if first.end <= second.start < first.end + wanted and not from_history:
                yield Breach("rest", person)
