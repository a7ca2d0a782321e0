"""Decides what a contract gives its customer at a moment by a channel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.catalogue.offers import Channel, Inclusion, When
from oncall.catalogue.parties import Entitled
from oncall.entitled import Entitlement, Opening, Reached, Way, Why
from oncall.localtime import DAY, Span, union
from oncall.promises import Counting
from oncall.quotas import used
from oncall.terms import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.bought import Bought
    from oncall.contracts import Product
    from oncall.entitled import Facts

BACK, AHEAD = DAY, 35 * DAY  # how much of windows is looked at
RIGHTS = {State.RUNNING, State.GIVEN_NOTICE}
POSSIBLE = {
    Reached.CHOSEN: Why.OUT_OF_HOURS_CHOSEN,
    Reached.POSSIBLE: Why.OUT_OF_HOURS_POSSIBLE,
    Reached.EXCLUDED: Why.OUT_OF_HOURS_EXCLUDED,
}


def entitlement(bought: Bought, moment: datetime, channel: Channel, facts: Facts) -> Entitlement:
    """Return what a contract gives its customer at a moment by a channel."""
    booking, booked = _standby(bought, moment, facts.bookings)
    quota = bought.level.tickets
    shown = Entitlement(
        way=Way.NOTHING,
        why=(),
        state=bought.state(moment),
        support=_opening(bought, moment, Counting.SUPPORT),
        fault=_opening(bought, moment, Counting.FAULT),
        channels=channels(bought),
        reached=reached(bought),
        booking=booking,
        booked=booked,
        quota=used(quota, facts.tickets, moment, bought.place.zone) if quota else None,
        warranty=_warranty(bought, moment, facts.products),
    )
    way, why = _decided(bought, channel, shown)
    spent = shown.quota is not None and not shown.quota.left and way is not Way.NOTHING
    return replace(shown, way=way, why=(*why, Why.QUOTA_USED) if spent else why)


def channels(bought: Bought) -> tuple[Channel, ...]:
    """Return by which channels a contract is answered in its hours, in the catalogue's order."""
    found = (
        each.channel
        for each in bought.provider.services
        if each.channel and each.when is When.SUPPORT_HOURS and bought.has(each.key)
    )
    return tuple(dict.fromkeys(found))


def reached(bought: Bought) -> Reached:
    """Return whether the telephone is answered out of hours, besides standby."""
    services = [
        each.key
        for each in bought.provider.services
        if each.channel is Channel.TELEPHONE and each.when is When.OUT_OF_HOURS
    ]
    if any(bought.has(key) for key in services):
        return Reached.CHOSEN
    offers = (bought.level.offers.get(key) for key in services)
    optional = any(offer and offer.inclusion is Inclusion.OPTIONAL for offer in offers)
    return Reached.POSSIBLE if optional else Reached.EXCLUDED


def _decided(bought: Bought, channel: Channel, shown: Entitlement) -> tuple[Way, tuple[Why, ...]]:
    right = tuple(_right(bought, shown))
    if shown.state not in RIGHTS and Why.WARRANTY not in right:
        return Way.NOTHING, right
    way, why = _served(bought, channel, shown)
    return way, (*right, *why)


def _right(bought: Bought, shown: Entitlement) -> Iterator[Why]:
    if shown.state in RIGHTS:
        return
    yield Why.NOT_BEGUN if shown.state is State.NOT_BEGUN else Why.ENDED
    if shown.warranty and Entitled.WARRANTY in bought.level.entitled_by:
        yield Why.WARRANTY


def _served(bought: Bought, channel: Channel, shown: Entitlement) -> tuple[Way, tuple[Why, ...]]:
    """Return the way of somebody who has a right: standby first, for that was paid for."""
    other: tuple[Why, ...] = ()
    if shown.booking and bought.standby:
        if channel in bought.standby.channels:
            return Way.STANDBY, (Why.BOOKED,)
        other = (Why.BOOKED_OTHER_CHANNEL,)
    if shown.support.is_open or shown.fault.is_open:
        if channel not in shown.channels:
            return Way.OTHER_CHANNEL, (*other, Why.CHANNEL)
        if shown.support.is_open:
            return Way.NOW, (*other, Why.INSIDE)
        return Way.FAULTS, (*other, Why.INSIDE_FAULT)
    if channel is not Channel.TELEPHONE:
        return Way.MESSAGE, (*other, Why.OUTSIDE)
    way = Way.SPECIAL_NUMBER if shown.reached is Reached.CHOSEN else Way.MESSAGE
    return way, (*other, Why.OUTSIDE, POSSIBLE[shown.reached])


def _opening(bought: Bought, moment: datetime, counting: Counting) -> Opening:
    found = bought.face.next_open(moment, counting)
    if found is None:
        return Opening(is_open=False, changes=None)
    is_open = found.start <= moment
    return Opening(is_open, found.end if is_open else found.start)


def _standby(
    bought: Bought, moment: datetime, bookings: Iterable[Booking]
) -> tuple[Booking | None, Span | None]:
    """Return the booking that covers a moment, with its window; else None and the next window."""
    if bought.standby is None:
        return None, None
    ahead = Span(moment - BACK, moment + AHEAD)
    found = [(span, each) for each in bookings for span in each.window_spans(ahead)]
    now = [pair for pair in found if pair[0].start <= moment < pair[0].end]
    if now:
        span, booking = max(now, key=lambda pair: (pair[0].end, pair[1].id))
        return booking, span
    coming = union(span for span, _ in found if span.start > moment)
    return None, coming[0] if coming else None


def _warranty(bought: Bought, moment: datetime, products: Iterable[Product]) -> Product | None:
    """Return the product of the contract that is under warranty longest; None if none is."""
    today = bought.day(moment)
    mine = (
        (each.warranty_until, each.serial, each)
        for each in products
        if each.contract == bought.contract.id
        and each.warranty_until
        and today <= each.warranty_until
    )
    return max(mine, key=lambda each: each[:2], default=(None, "", None))[2]
