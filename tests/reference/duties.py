"""The rules that look at single duties of a person: 2, 3, 6, 7, 8 and 9."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tests.reference.clock import day_of
from tests.reference.found import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reference.reading import Duty, Team
    from tests.reference.world import World

Duties = tuple["Duty", ...]


@dataclass(frozen=True)
class Joined:
    """Duties of one person in one role that touch: one duty, whatever they are for.

    Duties that overlap don't touch; they stay two duties at once.
    """

    all_rows: Duties
    rows: Duties  # of the plan

    @property
    def role(self) -> str:
        return self.all_rows[0].role

    @property
    def start(self) -> int:
        return min(row.start for row in self.all_rows)

    @property
    def end(self) -> int:
        return max(row.end for row in self.all_rows)

    @property
    def begins(self) -> Duties:
        """Return the planned rows with which it begins; none where it begins in history."""
        return tuple(row for row in self.rows if row.start == self.start)

    @property
    def ends(self) -> Duties:
        return tuple(row for row in self.rows if row.end == self.end)


def duty_breaches(world: World, person: str, mine: Duties, past: Duties) -> Iterator[Breach]:
    joined = list(joined_duties(mine, past))
    yield from eligible(world, person, mine)
    yield from blocked(world, person, mine)
    for duty in joined:
        if duty.rows:
            yield from length(world, person, duty)
            yield from handover(world, person, duty)
    yield from rest(world, person, joined)


def joined_duties(mine: Duties, past: Duties) -> Iterator[Joined]:
    left = [*mine, *past]
    while left:
        group = [left.pop()]
        while touching := [row for row in left if any(touch(row, other) for other in group)]:
            group.append(touching[0])
            left.remove(touching[0])
        yield Joined(tuple(group), tuple(row for row in group if row in mine))


def joins_in_two_ways(mine: Duties, past: Duties) -> bool:
    """Tell whether two duties in a role, held at once, touch the same third one.

    FORMATS doesn't say which of the two then is one duty with it, and which stays a second one.
    """
    duties = (*mine, *past)
    return any(
        touch(one, two) and touch(one, three) and _meet(two, three)
        for one in duties
        for two, three in combinations([duty for duty in duties if duty is not one], 2)
    )


def _meet(one: Duty, other: Duty) -> bool:
    return one.start < other.end and other.start < one.end


def touch(one: Duty, other: Duty) -> bool:
    return one.role == other.role and (one.end == other.start or other.end == one.start)


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
    zone = world.people[person].site.zone
    for rows, cut in ((duty.begins, duty.start), (duty.ends, duty.end)):
        for row in rows:
            if any(cut not in stream.cuts for stream in world.streams_of(row)):
                yield Breach("handover", person, day_of(zone, cut))


def rest(world: World, person: str, joined: list[Joined]) -> Iterator[Breach]:
    """Rule 9. Duties that overlap leave no time between them: that is rule 6."""
    wanted = max(team.rest for team in world.people[person].teams)
    for first in joined:
        for second in joined:
            from_history = not first.ends and not second.begins
            if first.end <= second.start < first.end + wanted and not from_history:
                yield Breach("rest", person)
