"""Which standby bookings are accepted, by what their customer bought (decision 0029)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.accepting_words import not_able, outside
from oncall.bought import bought
from oncall.errors import Unknown
from oncall.folder.faults import hint, nearest, shown
from oncall.identity import Refusal
from oncall.localtime import Span, subtract, union
from oncall.people import ALWAYS
from solver.sentence import Sentence, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.bought import Bought
    from oncall.catalogue.provider import Catalogue
    from oncall.contracts import Contract
    from oncall.folder.facts import Folder


class Asked(NamedTuple):
    """A booking as it was, None where it is new, and as it is to be.

    `now` is True where what it adds is asked for now, else when the booking says.
    """

    before: Booking | None
    booking: Booking
    now: bool


def uncovered(
    asked: Asked, folder: Folder, catalogue: Catalogue, now: datetime
) -> Iterator[Refusal]:
    """Refuse a booking that its customer's contracts do not cover; one without any is not refused.

    Only what it adds to the one before and is not over needs cover. Notice counts that had been
    received before the day of the request; what was accepted until then stays so.
    """
    booking = asked.booking
    mine = contracts_of(folder, booking.customer)
    added = subtract([booking.span], [asked.before.span] if asked.before else [])
    ahead = subtract(added, [Span(ALWAYS, now)])
    if mine and ahead:
        requested = None if asked.now else min(booking.requested_at, now)
        yield from _uncovered(booking, ahead, [known(each, catalogue) for each in mine], requested)


def not_asked(asked: Asked, folder: Folder) -> Iterator[Refusal]:
    """Refuse a booking that was asked for by somebody who is no contact, or is not trained."""
    before, booking = asked.before, asked.booking
    if booking.requested_by and (before is None or before.requested_by != booking.requested_by):
        yield from _asked_by(booking, folder)


def contracts_of(folder: Folder, customer: str) -> tuple[Contract, ...]:
    """Return a customer's contracts."""
    return tuple(each for each in folder.contracts.values() if each.customer.id == customer)


def stranger(customer: str, folder: Folder) -> Refusal | None:
    """Refuse a new booking of a customer without any contract, where contracts are kept at all."""
    if not folder.contracts or contracts_of(folder, customer):
        return None
    if customer in folder.customers:
        message = Sentence(
            "%(customer)s has no contract; add one that allows standby", customer=customer
        )
        return Refusal("customer", message)
    known = {each.customer.id for each in folder.contracts.values()}
    return Refusal(
        "customer",
        Sentence(
            "there is no customer %(customer)s with a contract; the nearest is %(near)s",
            customer=shown(customer),
            near=nearest(customer, known),
        ),
    )


def allowing(folder: Folder, catalogue: Catalogue, now: datetime) -> tuple[Bought, ...]:
    """Return the contracts that are not over and allow standby."""
    found = (known(contract, catalogue) for contract in folder.contracts.values())
    return tuple(each for each in found if each and each.standby and each.span().end > now)


def known(contract: Contract, catalogue: Catalogue) -> Bought | None:
    """Return what a contract bought; None where the catalogue lacks it by now."""
    try:
        return bought(contract, catalogue)
    except Unknown:
        return None


def _uncovered(
    booking: Booking,
    ahead: Iterable[Span],
    mine: Iterable[Bought | None],
    requested: datetime | None,
) -> Iterator[Refusal]:
    some = [each for each in mine if each]
    able = [each for each in some if each.standby]
    if not able:
        yield Refusal("customer", not_able(booking.customer, some))
        return
    terms = union(each.span(requested) for each in able)
    if left := subtract(ahead, terms):
        column = "start" if left[0].start == booking.span.start else "end"
        yield Refusal(column, outside(booking, left[0], terms, booking.team.site.zone))


def _asked_by(booking: Booking, folder: Folder) -> Iterator[Refusal]:
    mine = {each.name: each for each in folder.contacts if each.customer.id == booking.customer}
    who = mine.get(booking.requested_by)
    if who is None:
        cure = hint(booking.requested_by, mine, Sentence("leave it blank if the planner books"))
        message = Sentence(
            "%(customer)s has no contact %(name)s; %(cure)s",
            customer=booking.customer,
            name=shown(booking.requested_by),
            cure=cure,
        )
        yield Refusal("requested_by", message)
    elif not who.trained:
        able = sorted(each.name for each in mine.values() if each.trained)
        may = (
            Sentence("%(names)s may", names=listed(able))
            if able
            else Sentence("only the planner may")
        )
        message = Sentence(
            "%(name)s is not trained, and standby is booked by trained contacts; %(may)s",
            name=who.name,
            may=may,
        )
        yield Refusal("requested_by", message)
