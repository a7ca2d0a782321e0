"""What is over stays as it was: bookings that have begun, and who was on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.folder.faults import shown
from oncall.identity import Refusal
from oncall.localtime import Span, subtract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.bookings import Booking
    from oncall.people import Person

BOOKED = (
    *("requested_at", "windows", "skill", "primary", "backup", "exclusive"),
    "callout_minutes_per_hour",
)


def booking_past(before: Booking, after: Booking, now: datetime) -> Iterator[Refusal]:
    """Refuse what changes a booking in the time before `now`."""
    if before.span.start >= now:
        if after.span.start < now:
            yield Refusal("start", f"{before.id} can't begin in the past; write a later time")
        return
    since = f"{before.id} has begun ({_say(before.span.start, before.team.site.zone)})"
    if after.span.start != before.span.start:
        yield Refusal("start", f"{since}; its start stays as it is")
    if before.requested_by and before.requested_by != after.requested_by:
        yield Refusal(
            "requested_by",
            f"{before.id} was asked for by {before.requested_by}; that stays on record, write it "
            "there",
        )
    for column in BOOKED:
        if getattr(before, column) != getattr(after, column):
            cure = "give what is booked from now on an id of its own, and end this one"
            yield Refusal(column, f"{since}; {cure}")
    if after.span.end != before.span.end:
        yield from end_past(before, after.span.end, now)


def end_past(booking: Booking, end: datetime, now: datetime) -> Iterator[Refusal]:
    """Refuse another end for a booking that is over, and an end that is."""
    zone = booking.team.site.zone
    if booking.span.end <= now:
        ended = f"{booking.id} is over ({_say(booking.span.end, zone)})"
        yield Refusal("end", f"{ended}; give what is booked anew an id of its own")
    elif end < now:
        yield Refusal("end", f"{booking.id} can't end in the past; write a later time")


def presence_past(
    before: Person, after: Person, duties: Iterable[Assignment], now: datetime
) -> Iterator[Refusal]:
    """Refuse a joining or leaving that makes somebody absent from a duty that is over."""
    for each in _over(duties, now):
        zone = after.site.zone
        if _new(before.joined, after.joined) and after.joined and each.span.start < after.joined:
            sentence = _held(after.name, each, zone)
            yield Refusal("joined", f"{sentence}; write that day or an earlier one")
            return
        if _new(before.left, after.left) and after.left and after.left < min(each.span.end, now):
            sentence = _held(after.name, each, zone)
            yield Refusal("left", f"{sentence}; write that day or a later one")
            return


def absence_past(
    before: Span | None, after: Span | None, duties: Iterable[Assignment], now: datetime
) -> str | None:
    """Return why an absence can't become so, in words that follow a colon; None if it can.

    What is over of it stays; and nobody becomes absent from a duty that they held.
    """
    old, new = [before] if before else [], [after] if after else []
    for lost in subtract(old, new):
        if lost.start < now:
            return "what is over of an absence stays as it was"
    for added in subtract(new, old):
        for each in _over(duties, now):
            if added.overlaps(Span(each.span.start, min(each.span.end, now))):
                return f"was on duty as {each.role} then ({each.label})"
    return None


def history_past(span: Span, duties: Iterable[Assignment], name: str) -> Iterator[Refusal]:
    """Refuse a row of duties.csv about a time for which the published rota says who was on duty."""
    for each in duties:
        if each.span.overlaps(span):
            yield Refusal(
                "start",
                f"{name} has the published duty {each.label} as {each.role} then; leave the row "
                "out, it counts already",
            )
            return


def recorded(column: str, before: str) -> Refusal:
    """Refuse another cell in a row that says what was done."""
    was = shown(before) if before else "blank"
    return Refusal(column, f"was {was} when it was imported; what was done stays as it is")


def _over(duties: Iterable[Assignment], now: datetime) -> Iterator[Assignment]:
    return (each for each in sorted(duties) if each.span.start < now)


def _new(before: datetime | None, after: datetime | None) -> bool:
    return before != after


def _held(name: str, each: Assignment, zone: ZoneInfo) -> str:
    when = f"{_say(each.span.start, zone)} to {_say(each.span.end, zone)}"
    return f"{name} was on duty as {each.role} from {when} ({each.label})"


def _say(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%dT%H:%M}"
