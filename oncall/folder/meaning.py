"""What a written row means, so that two ways to write the same are the same."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from oncall.folder import cells
from oncall.folder.cells import CellError
from oncall.folder.moments import Moment
from oncall.folder.schema import TABLES
from oncall.localtime import Span, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from oncall.people import Site

Meaning = tuple[object, ...]
ENDS: Final = ("end", "left")
SETS: Final = ("skills",)
ANY_CASE: Final = ("subdivision",)


def meaning(name: str, row: Mapping[str, str], home: Site | None) -> Meaning:
    """Return what the cells of a row of a sheet mean, in the order of the columns.

    `home` is the site whose time zone and country the row is in. A cell that means nothing there
    stands for itself.
    """
    return tuple(
        _value(column.name, column.parse(row[column.name] or column.default or ""), home)
        for column in TABLES[name]
    )


def _value(column: str, parsed: object, home: Site | None) -> object:
    try:
        if isinstance(parsed, Moment) and home:
            zone = home.zone
            return parsed.as_end(zone) if column in ENDS else parsed.as_start(zone)
        if column == "phone" and home:
            return cells.telephone(str(parsed), home.country)
    except CellError:
        return parsed
    if column in SETS and isinstance(parsed, tuple):
        return frozenset(parsed)
    return str(parsed).casefold() if column in ANY_CASE else parsed


def as_cell(instant: datetime, zone: ZoneInfo) -> str:
    """Return how to write an instant in a cell of a zone's local times.

    Seconds are written where there are any; the offset only where the local time says too little.
    """
    local = instant.astimezone(zone)
    naive = local.replace(tzinfo=None, microsecond=0)
    detail = "seconds" if naive.second else "minutes"
    if written(naive, zone) == instant.replace(microsecond=0):
        return naive.isoformat(timespec=detail)
    return local.isoformat(timespec=detail)


def span_of(name: str, row: Mapping[str, str], home: Site | None) -> Span:
    """Return the stretch that a row with a start and an end is about."""
    columns = [column.name for column in TABLES[name]]
    found = dict(zip(columns, meaning(name, row, home), strict=True))
    start, end = found["start"], found["end"]
    assert isinstance(start, datetime)  # noqa: S101 - the row was read before
    assert isinstance(end, datetime)  # noqa: S101
    return Span(start, end)
