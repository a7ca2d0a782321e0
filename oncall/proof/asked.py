"""What has to be proven: who booked what when, and which ladder an incident would have then."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from oncall.bookings import covered
from oncall.incidents.choosing import chosen
from oncall.incidents.report import Severity
from oncall.localtime import MINUTE, Span, union
from oncall.people import Role
from oncall.proof.found import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, timedelta

    from oncall.bookings import Booking
    from oncall.incidents.ladder import Ladder
    from oncall.proof.ground import Ground

    # The ladders that hold, each with its severities.
    Held = tuple[tuple[Ladder, tuple[Severity, ...]], ...]


class Part(NamedTuple):
    """A stretch in which a customer has the same bookings, and incidents the same ladders."""

    span: Span
    bookings: frozenset[str]
    levels: frozenset[Level]
    ladders: Held


def parts(
    ground: Ground, bookings: Sequence[Booking], published: Span, within: timedelta
) -> Iterator[Part]:
    """Yield what has to be proven for the bookings of one customer, in order.

    Where what is published ends within a window, as long before as everybody may take to come
    (`within`) is left out: what comes after it is proven when that is published.
    """
    further = Span(published.start, published.end + within)
    booked = [(each, span) for each in bookings for span in each.window_spans(further)]
    some = tuple(_provable((span for _, span in booked), published, within))
    if not some:
        return
    chosen_in = _chosen(ground, published)
    spans = (*some, *(span for _, span in booked))
    edges = {at for span in spans for at in (span.start, span.end)} | chosen_in.keys()
    ladders: Held = ()
    for start, stop in pairwise(sorted(edges)):
        ladders = chosen_in.get(start, ladders)
        span = Span(start, stop)
        if any(each.overlaps(span) for each in some):
            present = [each for each, window in booked if window.overlaps(span)]
            yield Part(span, frozenset(each.id for each in present), _levels(present), ladders)


def _provable(windows: Iterable[Span], published: Span, within: timedelta) -> Iterator[Span]:
    """Yield what of a customer's windows can be proven."""
    for window in union(windows):
        goes_on = window.end > published.end
        stop = published.end - within if goes_on else window.end
        if window.start < stop:
            yield Span(window.start, stop)


def minutes(span: Span) -> Span:
    """Return the whole minutes that a stretch has an instant of."""
    start = span.start.replace(second=0, microsecond=0)
    end = span.end.replace(second=0, microsecond=0)
    return Span(start, end if end == span.end else end + MINUTE)


def _levels(bookings: Iterable[Booking]) -> frozenset[Level]:
    """Return who has to come: whom anybody booked, and always the last resort."""
    some = tuple(bookings)
    roles = {Level(role) for role in (Role.PRIMARY, Role.BACKUP) if any(b.asks(role) for b in some)}
    return frozenset({*roles, Level.LAST})


def _chosen(ground: Ground, span: Span) -> Mapping[datetime, Held]:
    """Return the ladders that hold from instants on."""
    site = ground.team.site
    edges = {span.start}
    for each in ground.ladders:
        for hours in covered(each.when, site, span):
            edges |= {at for at in (hours.start, hours.end) if span.start < at < span.end}
    return {at: _held(ground, at) for at in edges}


def _held(ground: Ground, at: datetime) -> Held:
    found: dict[Ladder, list[Severity]] = {}
    for severity in Severity:
        ladder = chosen(ground.ladders, ground.team.id, severity, at)
        found.setdefault(ladder, []).append(severity)
    return tuple((ladder, tuple(some)) for ladder, some in found.items())
