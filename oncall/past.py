"""What is over stays as it was: bookings that have begun, and who was on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.folder.faults import shown
from oncall.identity import Refusal
from oncall.localtime import Span, subtract
from solver.sentence import Clock, Sentence, typed

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
            yield Refusal(
                "start",
                Sentence(
                    "%(booking)s can't begin in the past; write a later time", booking=before.id
                ),
            )
        return
    begun = {"booking": before.id, "when": _say(before.span.start, before.team.site.zone)}
    if after.span.start != before.span.start:
        stays = Sentence("%(booking)s has begun (%(when)s); its start stays as it is", **begun)
        yield Refusal("start", stays)
    if before.requested_by and before.requested_by != after.requested_by:
        on_record = Sentence(
            "%(booking)s was asked for by %(contact)s; that stays on record, write it there",
            booking=before.id,
            contact=before.requested_by,
        )
        yield Refusal("requested_by", on_record)
    for column in BOOKED:
        if getattr(before, column) != getattr(after, column):
            yield Refusal(
                column,
                Sentence(
                    "%(booking)s has begun (%(when)s); give what is booked from now on an id of "
                    "its own, and end this one",
                    **begun,
                ),
            )
    if after.span.end != before.span.end:
        yield from end_past(before, after.span.end, now)


def end_past(booking: Booking, end: datetime, now: datetime) -> Iterator[Refusal]:
    """Refuse another end for a booking that is over, and an end that is."""
    zone = booking.team.site.zone
    if booking.span.end <= now:
        over = Sentence(
            "%(booking)s is over (%(when)s); give what is booked anew an id of its own",
            booking=booking.id,
            when=_say(booking.span.end, zone),
        )
        yield Refusal("end", over)
    elif end < now:
        past = Sentence("%(booking)s can't end in the past; write a later time", booking=booking.id)
        yield Refusal("end", past)


def presence_past(
    before: Person, after: Person, duties: Iterable[Assignment], now: datetime
) -> Iterator[Refusal]:
    """Refuse a joining or leaving that makes somebody absent from a duty that is over."""
    for each in _over(duties, now):
        zone = after.site.zone
        if _new(before.joined, after.joined) and after.joined and each.span.start < after.joined:
            held = _held(after.name, each, zone)
            cure = Sentence("%(why)s; write that day or an earlier one", why=held)
            yield Refusal("joined", cure)
            return
        if _new(before.left, after.left) and after.left and after.left < min(each.span.end, now):
            held = _held(after.name, each, zone)
            yield Refusal("left", Sentence("%(why)s; write that day or a later one", why=held))
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
            return Sentence("what is over of an absence stays as it was")
    for added in subtract(new, old):
        for each in _over(duties, now):
            if added.overlaps(Span(each.span.start, min(each.span.end, now))):
                return Sentence(
                    "was on duty as %(role)s then (%(duty)s)",
                    role=Sentence(each.role.value),
                    duty=each.label,
                )
    return None


def history_past(span: Span, duties: Iterable[Assignment], name: str) -> Iterator[Refusal]:
    """Refuse a row of duties.csv about a time for which the published rota says who was on duty."""
    for each in duties:
        if each.span.overlaps(span):
            yield Refusal(
                "start",
                Sentence(
                    "%(name)s has the published duty %(duty)s as %(role)s then; leave the row "
                    "out, it counts already",
                    name=name,
                    duty=each.label,
                    role=Sentence(each.role.value),
                ),
            )
            return


def recorded(column: str, before: str) -> Refusal:
    """Refuse another cell in a row that says what was done."""
    was = shown(before) if before else Sentence("blank")
    return Refusal(
        column,
        Sentence("was %(was)s when it was imported; what was done stays as it is", was=was),
    )


def _over(duties: Iterable[Assignment], now: datetime) -> Iterator[Assignment]:
    return (each for each in sorted(duties) if each.span.start < now)


def _new(before: datetime | None, after: datetime | None) -> bool:
    return before != after


def _held(name: str, each: Assignment, zone: ZoneInfo) -> Sentence:
    return Sentence(
        "%(name)s was on duty as %(role)s from %(start)s to %(end)s (%(duty)s)",
        name=name,
        role=Sentence(each.role.value),
        start=_say(each.span.start, zone),
        end=_say(each.span.end, zone),
        duty=each.label,
    )


def _say(instant: datetime, zone: ZoneInfo) -> Clock:
    return typed(instant.astimezone(zone))
