"""Days on which somebody's working time is used up, and the further standby days that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.localtime import Span, day_span, local_days, subtract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, timedelta

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder

    # What duties a person has in a stretch, in whatever team.
    Held = Callable[[str, Span], Iterable[Assignment]]


@dataclass(frozen=True, slots=True)
class SpentDay:
    """A local day of a person on which no working time is left from `span.start` to midnight.

    `worked` is regular work and call-outs together; `drafts` look for who takes the rest over.
    """

    person: str
    day: date
    span: Span
    worked: timedelta
    drafts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FurtherDay:
    """A standby day that a customer has besides, for somebody stepped in (DOMAIN, «Standby»).

    `day` is the local day of the person who stepped in, `span` what they took over of it.
    """

    person: str
    day: date
    customer: str
    bookings: tuple[str, ...]
    instead_of: str
    span: Span


def further_days(
    spent: Iterable[SpentDay],
    before: Sequence[Assignment],
    after: Sequence[Assignment],
    held: Held,
    folder: Folder,
) -> tuple[FurtherDay, ...]:
    """Return the standby days that come of others having what a person could not hold any more.

    `before` and `after` are a team's duties around a change; `held` knows how it was before. Whose
    standby day a customer had already, in whatever role, is no further one.
    """
    found: dict[tuple[str, date, str], FurtherDay] = {}
    for each in spent:
        for lost in _lost(each, before, after):
            for taken in _taken(each, lost, after, folder):
                key = taken.person, taken.day, taken.customer
                if key not in found and not _had(taken, held, folder):
                    found[key] = taken
    return tuple(found.values())


def _lost(
    spent: SpentDay, before: Iterable[Assignment], after: Iterable[Assignment]
) -> tuple[Span, ...]:
    had = (each.span.clip(spent.span) for each in before if each.person == spent.person)
    has = (each.span for each in after if each.person == spent.person)
    return subtract((part for part in had if part), has)


def _taken(
    spent: SpentDay, lost: Span, after: Iterable[Assignment], folder: Folder
) -> Iterator[FurtherDay]:
    """Yield what people have in a stretch, by their local day and by customer."""
    for duty in (each for each in after if each.person != spent.person):
        for day, part in _days(duty, lost, folder):
            for customer, bookings in _customers(duty, part, folder).items():
                yield FurtherDay(duty.person, day, customer, bookings, spent.person, part)


def _days(duty: Assignment, span: Span, folder: Folder) -> Iterator[tuple[date, Span]]:
    """Yield what lies of a duty in a stretch, by the local days of whoever has it."""
    zone = folder.people[duty.person].site.zone
    if inside := duty.span.clip(span):
        for day in local_days(inside, zone):
            if part := inside.clip(day_span(day, zone)):
                yield day, part


def _had(taken: FurtherDay, held: Held, folder: Folder) -> bool:
    """Tell whether a customer had a person's standby day before."""
    whole = day_span(taken.day, folder.people[taken.person].site.zone)
    parts = ((duty, duty.span.clip(whole)) for duty in held(taken.person, whole))
    return any(taken.customer in _customers(duty, part, folder) for duty, part in parts if part)


def _customers(duty: Assignment, span: Span, folder: Folder) -> dict[str, tuple[str, ...]]:
    """Return whose bookings of a duty have a window in a stretch, and which."""
    known = (folder.bookings[id_] for id_ in duty.bookings if id_ in folder.bookings)
    found: dict[str, tuple[str, ...]] = {}
    for booking in known:
        if booking.window_spans(span):
            found[booking.customer] = (*found.get(booking.customer, ()), booking.id)
    return found
