"""The slow and obvious check of a rota: the twelve rules and the gaps, minute by minute."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from tests.reference.days import day_breaches
from tests.reference.duties import duty_breaches, joins_in_two_ways, overlap
from tests.reference.found import Breach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.reference.needs import Stream
    from tests.reference.reading import Duty
    from tests.reference.world import World


JOINED_RULES = ("length", "handover", "rest", "working")  # of duties that touch


@dataclass(frozen=True)
class Gap:
    bookings: frozenset[str]
    role: str
    start: int
    end: int
    missing: int


def breaches(world: World, rota: Iterable[Duty]) -> set[Breach]:
    """Return what a rota breaks."""
    rota = tuple(rota)
    duties = tuple(cut_to_weeks(world, rota))
    found = [outside(world, rota), crowds(world, duties)]
    for id_ in world.people:
        mine, past = both(world, duties, id_)
        found.append(overlap(world, id_, mine, past))
        found.append(duty_breaches(world, id_, once(world, mine), past))
        found.append(day_breaches(world, id_, once(world, mine), past))
    return set(chain.from_iterable(found))


def both(
    world: World, duties: tuple[Duty, ...], person: str
) -> tuple[tuple[Duty, ...], tuple[Duty, ...]]:
    """Return the planned duties of a person, and those of history."""
    mine, past = (
        tuple(duty for duty in all_of_them if duty.person == person)
        for all_of_them in (duties, world.history)
    )
    return mine, past


def once(world: World, duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Leave out rows that say again what another said: that is two at once, and otherwise one."""
    different = {
        (duty.role, duty.start, duty.end, tuple(world.streams_of(duty))): duty for duty in duties
    }
    return tuple(different.values())


def unclear(world: World, rota: Iterable[Duty]) -> set[tuple[str, str]]:
    """Return the rules that FORMATS leaves open for some people of a damaged rota."""
    duties = tuple(cut_to_weeks(world, tuple(rota)))
    found: set[tuple[str, str]] = set()
    for id_ in world.people:
        mine, past = both(world, duties, id_)
        if joins_in_two_ways(mine, past):
            found.update((rule, id_) for rule in JOINED_RULES)
    return found


def gaps(world: World, rota: Iterable[Duty]) -> set[Gap]:
    """Return where people are missing; touching minutes that miss as many are one gap."""
    duties = tuple(rota)
    found: set[Gap] = set()
    for key in world.streams:
        for role in ("primary", "backup"):
            found.update(_gaps(world, key, role, duties))
    return found


def _gaps(world: World, key: tuple[str, str], role: str, duties: tuple[Duty, ...]) -> Iterator[Gap]:
    stream = world.streams[key]
    holders = held(world, stream, role, duties)
    missing = {
        minute: need - len(holders.get(minute, set()))
        for minute, need in sorted(stream.need[role].items())
        if need > len(holders.get(minute, set()))
    }
    start = None
    for minute, number in missing.items():
        start = minute if start is None else start
        if missing.get(minute + 1) != number:
            asking = stream.asking(role, range(start, minute + 1))
            yield Gap(asking, role, start, minute + 1, number)
            start = None


def held(world: World, stream: Stream, role: str, duties: tuple[Duty, ...]) -> dict[int, set[str]]:
    """Return who holds a role of a stream in each minute, rightly or wrongly.

    A person counts once, however many rows say so.
    """
    holders: dict[int, set[str]] = {}
    for duty in duties:
        if duty.role == role and stream in world.streams_of(duty):
            for minute in duty.minutes:
                holders.setdefault(minute, set()).add(duty.person)
    return holders


def outside(world: World, duties: tuple[Duty, ...]) -> Iterator[Breach]:
    """Nothing outside the planned weeks is planned: there even one is too many."""
    for duty in duties:
        if tuple(cut_to_weeks(world, (duty,))) != (duty,):
            yield Breach("coverage", "")


def cut_to_weeks(world: World, duties: tuple[Duty, ...]) -> Iterator[Duty]:
    """Return what lies in the planned weeks; besides being too much, the rest is not looked at."""
    for duty in duties:
        first, last = world.weeks.period(world.streams_of(duty)[0].team)
        start, end = max(duty.start, first), min(duty.end, last)
        if start < end:
            yield replace(duty, start=start, end=end)


def crowds(world: World, duties: tuple[Duty, ...]) -> Iterator[Breach]:
    """Rule 1, its other half: more people than are needed, which is no one's fault alone."""
    for stream in world.streams.values():
        for role in ("primary", "backup", "manager"):
            for minute, people in held(world, stream, role, duties).items():
                if len(people) > stream.need[role].get(minute, 0):
                    yield Breach("coverage", "")
                    break
