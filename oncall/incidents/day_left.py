"""How much working time a person has left on a local day: regular work and call-outs together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.localtime import day_span, union

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from oncall.limits import Limits
    from oncall.localtime import Span
    from oncall.people import Person

NONE = timedelta(0)


def remaining(person: Person, day: date, logged: Iterable[Span], limits: Limits) -> timedelta:
    """Return the working time that is left of a local day of the person's site, 0 at least.

    The limit is one of real time (DOMAIN, «Standby»).
    """
    work = work_of(person, day, logged, limits)
    return max(NONE, timedelta(hours=limits.working_hours) - work)


def work_of(person: Person, day: date, logged: Iterable[Span], limits: Limits) -> timedelta:
    """Return the working time of a local day of the person's site.

    Regular work counts as planned (if the limits say so), what is `logged` for incidents as it
    was; minutes that are both count once.
    """
    whole = day_span(day, person.site.zone)
    regular = person.regular_work(day, day) if limits.regular_work_counts else ()
    spans = union(part for span in (*regular, *logged) if (part := span.clip(whole)))
    return sum((span.end - span.start for span in spans), NONE)


def is_spent(person: Person, day: date, logged: Iterable[Span], limits: Limits) -> bool:
    """Tell whether an incident has to go to somebody else.

    Whoever has not worked on any that day is never passed over: regular work alone is what
    planning answers for, and a page beats silence.
    """
    whole = day_span(day, person.site.zone)
    some = [part for span in logged if (part := span.clip(whole))]
    return bool(some) and remaining(person, day, some, limits) == NONE
