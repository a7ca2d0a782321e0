"""Until when what a customer booked is covered by a published rota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import Span, subtract, union

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.rota import BookedGap


def covered_until(
    booking: Booking, published: Iterable[Span], gaps: Iterable[BookedGap], now: datetime
) -> datetime | None:
    """Return the end of the last window from `now` on before which none lacks anybody.

    `published` are the published stretches of the booking's team, `gaps` what they leave open.
    None where not even the next window is covered, or none is left.
    """
    spans = union(published)
    ends = min(booking.span.end, spans[-1].end) if spans else now
    begins = max(booking.span.start, now)
    windows = booking.window_spans(Span(begins, ends)) if begins < ends else ()
    missing = [Span(gap.start, gap.end) for gap in gaps if booking in gap.bookings]
    held = subtract(windows, [*missing, *subtract(windows, spans)])
    first_open = min((span.start for span in subtract(windows, held)), default=ends)
    return max((span.end for span in held if span.start < first_open), default=None)
