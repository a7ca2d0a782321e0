"""Local days and local times become instants here and nowhere else; all instants are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class SkippedTime(ValueError):  # noqa: N818 - a fact about clocks, not a fault of ours
    """A local time that does not exist, because the clocks are put forward over it."""

    def __init__(self, naive: datetime, resumes: datetime) -> None:
        super().__init__(naive, resumes)
        self.naive = naive
        self.resumes = resumes  # the local time, with its offset, at which the clocks go on


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of time from `start` to `end`, both UTC; the end is not part of it."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Real minutes, rounded down; days on which the clocks change are shorter or longer."""
        return (self.end - self.start) // MINUTE

    def overlaps(self, other: Span) -> bool:
        """True if both have an instant in common; spans that only touch have none."""
        return max(self.start, other.start) < min(self.end, other.end)

    def clip(self, other: Span) -> Span | None:
        """Return what lies in both, or None if that is nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same instants as few spans in order; spans that touch become one."""
    united: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return tuple(united)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is in `spans` and in none of the `holes`, united and in order."""
    return tuple(_remainders(union(spans), union(holes)))


def _remainders(spans: tuple[Span, ...], holes: tuple[Span, ...]) -> Iterator[Span]:
    first = 0
    for span in spans:
        while first < len(holes) and holes[first].end <= span.start:
            first += 1
        at, start = first, span.start
        while at < len(holes) and holes[at].start < span.end:
            if start < holes[at].start:
                yield Span(start, holes[at].start)
            start = holes[at].end
            at += 1
        if start < span.end:
            yield Span(start, span.end)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a local day, also where the clocks skip 00:00."""
    return recurring(day, 0, zone)


@lru_cache(maxsize=65536)
def recurring(day: date, minute_of_day: int, zone: ZoneInfo) -> datetime:
    """Return the instant of a time of day from 0 to 1440 (24:00) that comes round by itself.

    A time that the clocks skip is the first instant after the gap; one that occurs twice is
    the first.
    """
    days, minute = divmod(minute_of_day, 1440)
    naive = datetime.combine(day, time(minute // 60, minute % 60)) + days * DAY
    return _instant(naive, zone) or _after_gap(naive, zone)


def written(naive: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a local time that somebody typed; of two, the first.

    Raises SkippedTime if the clocks skip it.
    """
    instant = _instant(naive, zone)
    if instant is None:
        raise SkippedTime(naive, _after_gap(naive, zone).astimezone(zone))
    return instant


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the local day in which an instant lies."""
    return instant.astimezone(zone).date()


def day_span(day: date, zone: ZoneInfo) -> Span:
    """Return a local day; empty for a day that a zone has skipped altogether."""
    return Span(midnight(day, zone), midnight(day + DAY, zone))


def days_span(first: date, last: date, zone: ZoneInfo) -> Span:
    """Return the local days from `first` to `last`, both included, as one span."""
    return Span(midnight(first, zone), midnight(last + DAY, zone))


def local_days(span: Span, zone: ZoneInfo) -> tuple[date, ...]:
    """Return the local days that a span has an instant of, in order."""
    first, last = local_day(span.start, zone), local_day(span.end, zone)
    # A day to either side: some zones went back over midnight and have days in two pieces.
    days = days_between(first - DAY, last + DAY)
    return tuple(day for day in days if day_span(day, zone).overlaps(span))


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` to `last`, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _instant(naive: datetime, zone: ZoneInfo) -> datetime | None:
    instant = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    exists = instant.astimezone(zone).replace(tzinfo=None) == naive
    return instant if exists else None


def _after_gap(naive: datetime, zone: ZoneInfo) -> datetime:
    # In a gap, fold=1 applies the offset from after the change and so lands before it;
    # fold=0 lands at or after it. The change itself is found in between, to the second.
    before = naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
