"""Who is on call: who is paged first, second, last at an instant, until when, and who is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.assignments import Assignment

ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody on call at an instant, and who has the role for the same bookings after that.

    `until` is where the person's turn ends, over duties that touch; `then` begins there or later.
    """

    duty: Assignment
    until: datetime
    then: Assignment | None


def turns(duties: Iterable[Assignment], at: datetime) -> tuple[Turn, ...]:
    """Return who of these is on call at an instant, those paged first first."""
    some = sorted(duties)
    present = [each for each in some if each.span.start <= at < each.span.end]
    present.sort(key=lambda each: (ORDER[each.role], each.bookings, each.person))
    return tuple(_turn(each, some) for each in present)


def _turn(duty: Assignment, some: list[Assignment]) -> Turn:
    until = duty.span.end
    for each in some:
        if _related(each, duty) and each.person == duty.person and each.span.start == until:
            until = each.span.end
    later = (each for each in some if _related(each, duty) and each.span.start >= until)
    return Turn(duty, until, next(later, None))


def _related(each: Assignment, duty: Assignment) -> bool:
    return each.role == duty.role and not set(each.bookings).isdisjoint(duty.bookings)
