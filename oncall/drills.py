"""What a drill shows: after how long each who has to come was called, and whether in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from oncall.limits import load_limits
from oncall.localtime import MINUTE
from oncall.people import Role
from oncall.proof.found import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from oncall.bookings import Booking
    from oncall.localtime import Span


class Rang(NamedTuple):
    """Somebody's telephone rang from one instant to another, nobody or a mailbox answering."""

    person: str
    span: Span


@dataclass(frozen=True, slots=True)
class Step:
    """A rung as it fired: who had which role for the incident then, and whose telephones rang."""

    holders: Mapping[Level, tuple[str, ...]]
    rang: tuple[Rang, ...]


def promised() -> timedelta:
    """Return the time in which all who have to come must have been called."""
    return load_limits().response_minutes * MINUTE


def levels_of(bookings: Iterable[Booking]) -> frozenset[Level]:
    """Return who has to come: whom a booking asks for, and always the last resort."""
    some = tuple(bookings)
    roles = (Role.PRIMARY, Role.BACKUP)
    return frozenset(
        {Level.LAST, *(Level(role) for role in roles if any(each.asks(role) for each in some))}
    )


def called(steps: Sequence[Step], reported: datetime) -> Mapping[Level, timedelta]:
    """Return after how long the telephones of each level had rung; who was not called is left out.

    A role is reached when all who have it were called by one rung; the last resort is the first to
    be called who has neither role and was not called before (decision 0035).
    """
    found: dict[Level, timedelta] = {}
    before: set[str] = set()
    for step in steps:
        rung = {each.person: each.span.end - reported for each in reversed(step.rang)}
        for level, people in step.holders.items():
            if people and level not in found and rung.keys() >= set(people):
                found[level] = max(rung[person] for person in people)
        on_duty = {person for people in step.holders.values() for person in people}
        rest = rung.keys() - on_duty - before
        if rest and Level.LAST not in found:
            found[Level.LAST] = min(rung[person] for person in rest)
        before |= rung.keys()
    return found
