"""How somebody who calls is served: by whom, how fast, and what is promised to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from oncall.accepting import known
from oncall.catalogue.offers import Channel
from oncall.entitled import Facts, Way
from oncall.entitlement import entitlement
from oncall.faces import Face
from oncall.hotline.ladders import in_hours, of_managers, quiet, until
from oncall.incidents.booked import INSTANT
from oncall.incidents.choosing import chosen
from oncall.incidents.due import callback, clocks_of
from oncall.incidents.ladder import USUAL
from oncall.incidents.report import Severity
from oncall.localtime import Span
from oncall.promises import Counting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.bookings import Booking
    from oncall.bought import Bought
    from oncall.catalogue.provider import Catalogue
    from oncall.contracts import Customer, Hotline
    from oncall.entitled import Entitlement
    from oncall.folder.facts import Folder
    from oncall.incidents.incident import Clock
    from oncall.incidents.ladder import Ladder
    from oncall.people import Team


class Help(StrEnum):
    """How somebody is helped."""

    STANDBY = "standby"  # whoever is on call is called, and the caller waits
    HELPDESK = "helpdesk"  # its telephones ring
    MESSAGE = "message"  # it is seen to when hours open
    MANAGER = "manager"  # somebody unknown, out of hours


ORDER: Final[Mapping[Way, Help]] = {
    Way.STANDBY: Help.STANDBY,
    Way.NOW: Help.HELPDESK,
    Way.FAULTS: Help.HELPDESK,
    Way.SPECIAL_NUMBER: Help.STANDBY,
    Way.MESSAGE: Help.MESSAGE,
    Way.OTHER_CHANNEL: Help.MESSAGE,
    Way.NOTHING: Help.MESSAGE,
}


@dataclass(frozen=True, slots=True)
class Served:
    """How a caller is served; `opens` is when hours open again, None where they are open or never.

    Without clocks those of standby hold, without a ladder the team's own.
    """

    help: Help
    team: Team
    zone: ZoneInfo
    clocks: Mapping[Clock, datetime]
    ladder: Ladder | None = None
    opens: datetime | None = None
    contract: str | None = None
    prefix: str = ""


def served(
    folder: Folder,
    levels: Catalogue,
    hotline: Hotline,
    customer: Customer | None,
    now: datetime,
    *,
    by_mail: bool = False,
) -> Served:
    """Return how somebody is served who calls a hotline; `customer` is None for the unknown.

    Of several contracts the one counts that helps most; a number whose contract it is comes first.
    For somebody unknown who writes a mail nobody is woken: to write thousands costs nothing.
    """
    team = hotline.teams[0]
    if customer is None:
        return _unknown(folder, team, now, by_mail=by_mail)
    found = sorted(_of_contracts(folder, levels, hotline, customer, now), key=_rank)
    if found:
        _, each, whole = found[0]
        return _by_contract(each, whole, team, now)
    booking = next(_booked(folder, customer.id, now), None)
    if booking is not None:
        return Served(Help.STANDBY, booking.team, booking.team.site.zone, {})
    return _at_site(team, now, Help.MESSAGE)


def _of_contracts(
    folder: Folder, levels: Catalogue, hotline: Hotline, customer: Customer, now: datetime
) -> Iterator[tuple[bool, Entitlement, Bought]]:
    bookings = tuple(each for each in folder.bookings.values() if each.customer == customer.id)
    products = tuple(each for each in folder.products if each.customer == customer)
    for contract in folder.contracts.values():
        if contract.customer != customer:
            continue
        whole = known(contract, levels)
        if whole is None:
            continue
        elsewhere = contract.hotline is not None and contract.hotline.number != hotline.number
        counted = Facts(bookings, products)
        yield elsewhere, entitlement(whole, now, Channel.TELEPHONE, counted), whole


def _rank(found: tuple[bool, Entitlement, Bought]) -> tuple[int, bool, str]:
    elsewhere, each, whole = found
    return tuple(ORDER).index(each.way), elsewhere, whole.contract.id


def _by_contract(each: Entitlement, whole: Bought, team: Team, now: datetime) -> Served:
    found = Served(ORDER[each.way], team, whole.place.zone, {}, None, None, whole.contract.id)
    found = replace(found, prefix=whole.contract.ticket_prefix)
    if each.way is Way.STANDBY and each.booking and whole.standby:
        clocks = clocks_of(whole.standby.promises, whole.face, now)
        return replace(found, team=each.booking.team, clocks=clocks)
    clocks = clocks_of(whole.promises, whole.face, now)
    if each.way is Way.SPECIAL_NUMBER:
        return replace(found, clocks=clocks)
    clocks = clocks or callback(whole.face, now)
    opens = None if found.help is Help.HELPDESK else _opens(each)
    return replace(found, clocks=clocks, ladder=_ladder(team, clocks, opens, now), opens=opens)


def _opens(each: Entitlement) -> datetime | None:
    """Return when hours of any kind open next."""
    closed = (hours.changes for hours in (each.support, each.fault) if not hours.is_open)
    return min((at for at in closed if at), default=None)


def _unknown(folder: Folder, team: Team, now: datetime, *, by_mail: bool) -> Served:
    found = _at_site(team, now, Help.MESSAGE if by_mail else Help.MANAGER)
    if found.help is Help.HELPDESK:
        return found
    if by_mail:
        return replace(found, ladder=quiet(found.ladder or USUAL))
    ladder = of_managers(chosen(folder.ladders, team.id, Severity.MAJOR, now))
    return Served(Help.MANAGER, team, found.zone, found.clocks, ladder, found.opens)


def _at_site(team: Team, now: datetime, otherwise: Help) -> Served:
    """Serve somebody without a contract by the hours of the team's site."""
    site = team.site
    face = Face(site.zone, site.calendar, site.support_hours, site.support_hours)
    hours = face.next_open(now, Counting.SUPPORT)
    is_open = hours is not None and hours.start <= now
    opens = None if is_open or hours is None else hours.start
    clocks = callback(face, now)
    help_ = Help.HELPDESK if is_open else otherwise
    return Served(help_, team, site.zone, clocks, _ladder(team, clocks, opens, now), opens)


def _booked(folder: Folder, customer: str, now: datetime) -> Iterator[Booking]:
    instant = Span(now, now + INSTANT)
    for each in folder.bookings.values():
        if each.customer == customer and each.window_spans(instant):
            yield each


def _ladder(
    team: Team, clocks: Mapping[Clock, datetime], opens: datetime | None, now: datetime
) -> Ladder:
    first = min(clocks.values(), default=None)
    return in_hours(team.id, until(now, opens), until(now, first))
