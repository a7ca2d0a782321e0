"""What a report is about by the bookings of its customer: those whose windows cover the instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.incidents.report import Report

INSTANT: Final = timedelta(microseconds=1)


def about(report: Report, bookings: Iterable[Booking], at: datetime) -> Report:
    """Return a report with its bookings, unless it names some or has no customer."""
    if report.bookings or report.customer is None:
        return report
    now = Span(at, at + INSTANT)
    found = (
        each.id
        for each in bookings
        if each.customer == report.customer
        and each.team.id == report.team
        and each.window_spans(now)
    )
    return replace(report, bookings=tuple(found))
