"""How much working time a person has left on a local day: regular work and call-outs together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.localtime import Span, day_span, local_day, union
from oncall.published import next_minute
from oncall.spent import SpentDay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from oncall.limits import Limits
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


def spent_day(
    person: Person, logged: Iterable[Span], limits: Limits, now: datetime
) -> SpentDay | None:
    """Return the rest of a person's local day if no working time is left of it, else None.

    It goes from the next full minute, as rotas do, to midnight. What goes on in `logged` ends now.
    """
    day, spans = local_day(now, person.site.zone), tuple(logged)
    if not is_spent(person, day, spans, limits):
        return None
    begins, midnight = next_minute(now), day_span(day, person.site.zone).end
    if begins >= midnight:
        return None
    return SpentDay(person.id, day, Span(begins, midnight), work_of(person, day, spans, limits))
