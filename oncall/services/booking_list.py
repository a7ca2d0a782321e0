"""All bookings with where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oncall import booking_changes
from oncall.booking_changes import Cover, State
from oncall.folder.meaning import meaning, span_of
from oncall.folder.schema import TABLES
from oncall.localtime import DAY, union
from oncall.merging import homes
from oncall.services.gathering import team_named
from oncall.store import gaps, sheets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.merge import Stored
    from oncall.store.db import Database

COLUMNS = [column.name for column in TABLES["bookings"]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A booking, whether cancelled or not; `lead_days` are whole days from request to begin."""

    cells: Mapping[str, str]
    span: Span
    zone: ZoneInfo
    lead_days: int
    state: State
    cover: Cover

    @property
    def id(self) -> str:
        """The booking's id."""
        return self.cells["id"]

    def entry(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        start, end = (at.astimezone(self.zone) for at in (self.span.start, self.span.end))
        return {
            **self.cells,
            "start": start.isoformat(timespec="minutes"),
            "end": end.isoformat(timespec="minutes"),
            "lead_days": self.lead_days,
            "state": self.state.value,
            "cover": self.cover.value,
        }


def listed(
    database: Database, *, now: datetime, team: str | None = None, customer: str | None = None
) -> tuple[Listed, ...]:
    """Return the bookings in order of begin, of one team or customer if it is named.

    Raises BadInput for an unknown team. A customer may be named in any case.
    """
    with database.begin() as tx:
        facts = sheets.read_facts(tx)
        if team is not None:
            team_named(facts, team)
        rows = [
            row
            for row in sheets.stored(tx)["bookings"]
            if team in (None, row.cells["team"])
            and (customer is None or row.cells["customer"].casefold() == customer.casefold())
        ]
        teams = {row.cells["team"] for row in rows}
        published = {id_: union(gaps.published_spans(tx, id_, now)) for id_ in teams}
    found = (_listed(row, facts, published[row.cells["team"]], now) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.span, each.id)))


def _listed(row: Stored, facts: Folder, published: tuple[Span, ...], now: datetime) -> Listed:
    home = homes(facts).of("bookings", row.cells)
    assert home is not None  # noqa: S101 - its team is there, or the database refuses it
    span = span_of("bookings", row.cells, home)
    requested = dict(zip(COLUMNS, meaning("bookings", row.cells, home), strict=True))[
        "requested_at"
    ]
    booking = facts.bookings.get(row.cells["id"])
    return Listed(
        row.cells,
        span,
        home.zone,
        (span.start - requested) // DAY,  # type: ignore[operator] # an instant, as the reader has it
        booking_changes.state(booking, now) if booking else State.CANCELLED,
        booking_changes.cover(booking, published, now) if booking else Cover.NOTHING,
    )
