"""The start and end cells of a row as a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import Span
from solver.sentence import Sentence, typed

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from oncall.folder.rows import Row


def row_span(row: Row, zone: ZoneInfo) -> Span | None:
    """Return a row's `start` to `end`, or None with faults; local times are those of `zone`."""
    start = row.convert("start", lambda moment: moment.as_start(zone))
    end = row.convert("end", lambda moment: moment.as_end(zone))
    if start is None or end is None:
        return None
    if end <= start:
        local = start.astimezone(zone)
        message = Sentence("is not after the start; write a time after %(when)s", when=typed(local))
        row.fault("end", message)
        return None
    return Span(start, end)
