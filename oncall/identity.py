"""Who and what an id stands for: that never changes, for duties and bills are filed under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.folder.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.bookings import Booking
    from oncall.people import Person, Site, Team


class Refusal(NamedTuple):
    """Why a column of a row can't be so, as a sentence that says what to do."""

    column: str
    message: str


def renamed(before: Person, after: Person) -> Iterator[Refusal]:
    """Refuse another name under the same id; a wedding is no new person, but must be said."""
    if before.name != after.name:
        yield Refusal(
            "name",
            f"{before.id} is {before.name}; a new person gets an id of their own. If it is the "
            f"same person with a new name, say so by --renamed {before.id}",
        )


def rebooked(before: Booking, after: Booking) -> Iterator[Refusal]:
    """Refuse another customer or another team for a booking."""
    if before.customer != after.customer:
        yield Refusal(
            "customer",
            f"{before.id} is of {shown(before.customer)}; give a booking of another customer an "
            "id of its own",
        )
    if before.team.id != after.team.id:
        yield Refusal(
            "team",
            f"{before.id} is booked with {before.team.id}; cancel it there and give the booking "
            f"with {after.team.id} an id of its own",
        )


def moved(before: Team, after: Team) -> Iterator[Refusal]:
    """Refuse another site for a team."""
    if before.site.id != after.site.id:
        yield Refusal(
            "site",
            f"{before.id} is at {before.site.id}; give the team at {after.site.id} an id of its "
            "own",
        )


def relocated(before: Site, after: Site) -> Iterator[Refusal]:
    """Refuse another time zone or country for a site at which rotas have been published."""
    for column, old, new in (
        ("timezone", before.zone.key, after.zone.key),
        ("country", before.country, after.country),
    ):
        if old != new:
            yield Refusal(
                column,
                f"{before.id} is in {old} and rotas are published there; give the site in {new} "
                "an id of its own",
            )
