"""Rows of duties.csv, worklog.csv and prices.csv become records of what was and what it costs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from oncall.folder.faults import shown
from oncall.folder.spans import row_span
from oncall.history import HistoryDuty
from oncall.prices import Price
from oncall.worklog import WorkEntry
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.bookings import Booking
    from oncall.folder.faults import FaultList
    from oncall.folder.rows import Register, Row
    from oncall.people import Person


def history_duty(row: Row, people: Register[Person]) -> HistoryDuty | None:
    """Return the duty that was held, or None if the row has a fault."""
    who = people.find(row, "person")
    span = row_span(row, who.site.zone) if who else None
    if row.broken or who is None or span is None:
        return None
    return HistoryDuty(who, row["role"], span, row.line)


def note_overlaps(history: Iterable[HistoryDuty], source: str, faults: FaultList) -> None:
    """Note each duty that overlaps an earlier one of the same person."""
    of_person: defaultdict[str, list[HistoryDuty]] = defaultdict(list)
    for duty in history:
        of_person[duty.person.id].append(duty)
    for duties in of_person.values():
        longest: HistoryDuty | None = None
        for duty in sorted(duties, key=lambda duty: duty.span):
            if longest and duty.span.overlaps(longest.span):
                first, second = sorted((longest.line, duty.line))
                message = Sentence(
                    "this duty of %(person)s overlaps the one in line %(line)s; a person has one "
                    "duty at a time, shorten or remove one",
                    person=duty.person.id,
                    line=first,
                )
                faults.add(source, second, "start", message)
            if longest is None or duty.span.end > longest.span.end:
                longest = duty


def work_entry(row: Row, people: Register[Person], bookings: Register[Booking]) -> WorkEntry | None:
    """Return what was worked, or None if the row has a fault."""
    who = people.find(row, "person")
    booking = bookings.find(row, "booking")
    span = row_span(row, who.site.zone) if who else None
    if booking and row.good("customer") and booking.customer != row["customer"]:
        message = Sentence(
            "booking %(booking)s is of %(customer)s; mend one of the two",
            booking=booking.id,
            customer=shown(booking.customer),
        )
        row.fault("customer", message)
    if row.broken or who is None or booking is None or span is None:
        return None
    return WorkEntry(
        incident=row["incident"],
        person=who,
        customer=row["customer"],
        booking=booking,
        span=span,
        on_site=row["on_site"],
        line=row.line,
    )


def price(row: Row) -> Price | None:
    """Return a customer's prices, or None if the row has a fault."""
    return None if row.broken else Price(**row.cells)
