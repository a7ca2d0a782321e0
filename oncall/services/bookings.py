"""Bookings one by one: listed, added, cancelled, shortened, extended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall import booking_changes
from oncall.accepting import stranger
from oncall.booking_changes import TooLate, first_free
from oncall.errors import BadInput, Fault
from oncall.folder.cells import CellError
from oncall.folder.faults import hint, shown
from oncall.folder.meaning import as_cell
from oncall.folder.moments import moment
from oncall.folder.schema import TABLES
from oncall.folder.written import Written
from oncall.limits import load_limits
from oncall.merge import Kind
from oncall.services import assuring
from oncall.services.changing import Sheets
from oncall.services.publishing import Act
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.merge import Merge, Pair
    from oncall.store.db import Database, Tx
    from oncall.touched import Conflict

SOURCE: Final = "booking"


class Changed(NamedTuple):
    """A booking as it is now, None where it is as if it had never been, and what follows."""

    id: str
    booking: Booking | None
    conflicts: tuple[Conflict, ...]


def add(database: Database, cells: Mapping[str, str], *, by: str, now: datetime) -> Changed:
    """Add a booking from the cells of its row.

    Without an id it gets the next free one; without `requested_at` it is requested now. Raises
    BadInput with every fault, as an import does.
    """
    with database.begin() as tx:
        stands = Sheets(tx, Act(by, now))
        row = {column.name: cells.get(column.name, "").strip() for column in TABLES["bookings"]}
        known = {stored.cells["id"] for stored in stands.stored["bookings"]}
        id_ = row["id"] = row["id"] or first_free(known)
        if id_ in known:
            taken = Sentence("there is a booking %(id)s already; take another id", id=shown(id_))
            raise _refused("id", taken)
        row["requested_at"] = row["requested_at"] or _now(stands, row["team"])
        if refused := stranger(row["customer"], stands.facts):
            raise _refused(*refused)
        merge = stands.merge().adding("bookings", Written(row, SOURCE, None), id_)
        return _change(stands, merge, "add booking", id_)


def cancel(database: Database, id_: str, *, by: str, now: datetime) -> Changed:
    """Cancel a booking: one that runs ends now, any other is as if it had never been."""
    with database.begin() as tx:
        stands, merge, pair = _opened(tx, id_, Act(by, now))
        booking = stands.facts.bookings[id_]
        try:
            end = booking_changes.cancelled(booking, now)
        except TooLate as late:
            raise _refused(id_, str(late)) from late
        merge = _ending(merge, pair, booking, end) if end else merge.making(pair, Kind.CALLED_OFF)
        return _change(stands, merge, "cancel booking", id_)


def shorten(database: Database, id_: str, end: str, *, by: str, now: datetime) -> Changed:
    """Let a booking end earlier, but not in the past; `end` is written as in a cell."""
    with database.begin() as tx:
        stands, merge, pair = _opened(tx, id_, Act(by, now))
        booking = stands.facts.bookings[id_]
        until = _instant(end, booking)
        try:
            booking_changes.shortened(booking, until, now)
        except TooLate as late:
            raise _refused("end", str(late)) from late
        return _change(stands, _ending(merge, pair, booking, until), "shorten booking", id_)


def extend(database: Database, id_: str, end: str, *, by: str, now: datetime) -> Changed:
    """Let a booking end later; what is added needs its lead time, as if it were booked now."""
    with database.begin() as tx:
        stands, merge, pair = _opened(tx, id_, Act(by, now))
        booking = stands.facts.bookings[id_]
        until = _instant(end, booking)
        try:
            booking_changes.extended(booking, until, now, load_limits())
        except TooLate as late:
            raise _refused("end", str(late)) from late
        return _change(stands, _ending(merge, pair, booking, until), "extend booking", id_)


def _opened(tx: Tx, id_: str, act: Act) -> tuple[Sheets, Merge, Pair]:
    """Return the sheets and the row of a booking that is not cancelled."""
    stands = Sheets(tx, act)
    merge = stands.merge()
    pairs = {pair.label: pair for pair in merge.sheets["bookings"]}
    if id_ not in pairs:
        cure = hint(id_, pairs, Sentence("import a folder first"))
        message = Sentence("there is no booking %(id)s; %(cure)s", id=shown(id_), cure=cure)
        raise _refused(None, message)
    if not pairs[id_].stays:
        raise _refused(None, Sentence("%(id)s was cancelled; add a new booking", id=id_))
    return stands, merge, pairs[id_]


def _now(stands: Sheets, team: str) -> str:
    """Return how to write the present for a team; one that is unknown is a fault of its own."""
    now = stands.act.now
    known = stands.facts.teams.get(team)
    return as_cell(now, known.site.zone) if known else now.isoformat(timespec="seconds")


def _instant(end: str, booking: Booking) -> datetime:
    try:
        return moment(end.strip()).as_end(booking.team.site.zone)
    except CellError as error:
        raise _refused("end", str(error)) from error


def _ending(merge: Merge, pair: Pair, booking: Booking, end: datetime) -> Merge:
    cells = {**pair.row.cells, "end": as_cell(end, booking.team.site.zone)}
    return merge.making(pair, Kind.CHANGED, Written(cells, SOURCE, None))


def _change(stands: Sheets, merge: Merge, what: str, id_: str) -> Changed:
    conflicts = stands.change(merge, what, f"booking {id_}")
    after = merge.facts().bookings.get(id_)
    assuring.confirm(stands, what, after or stands.facts.bookings[id_], cancelled=after is None)
    return Changed(id_, after, conflicts)


def _refused(column: str | None, message: str) -> BadInput:
    return BadInput((Fault(SOURCE, None, column, message),))
