"""All contracts with where they stand, and one with all that there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oncall import catalogue
from oncall.accepting import known
from oncall.entitled import Facts
from oncall.entitlement import entitlement
from oncall.errors import Fault, Unknown
from oncall.folder.faults import hint, shown
from oncall.outlasting import outlasting
from oncall.quotas import tickets_of
from oncall.services.gathering import facts
from oncall.terms import current_end, last_day, possible_notice
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from oncall.bookings import Booking
    from oncall.bought import Bought
    from oncall.catalogue.offers import Channel
    from oncall.catalogue.provider import Catalogue
    from oncall.contracts import Contact, Contract, Product
    from oncall.entitled import Entitlement
    from oncall.store.db import Database
    from oncall.terms import Notice, State


@dataclass(frozen=True, slots=True)
class Listed:
    """A contract, and where it stands on a day.

    `bought` is None where the catalogue has lost its level, and so are those that follow from it.
    `ends` is the last day for certain, `term_ends` that of the term that runs.
    """

    contract: Contract
    bought: Bought | None
    state: State | None
    ends: date | None
    term_ends: date | None
    notice: Notice | None

    def entry(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        contract, notice = self.contract, self.notice
        return {
            "id": contract.id,
            "customer": contract.customer.id,
            "provider": contract.provider,
            "level": contract.level,
            "site": self.bought.place.key if self.bought else contract.site,
            "start": f"{contract.start}",
            "state": self.state.value if self.state else None,
            "ends": _iso(self.ends),
            "term_ends": _iso(self.term_ends),
            "notice_received": _iso(contract.notice_received),
            "notice_until": _iso(notice.by) if notice else None,
            "notice_ends": _iso(notice.last_day) if notice else None,
            "standby": bool(self.bought and self.bought.standby),
        }


@dataclass(frozen=True, slots=True)
class Whole:
    """A contract with who may call, what the customer owns and booked, and what outlasts it.

    Products are those of the contract, or of none; bookings are there where it allows standby;
    tickets are the customer's incidents.
    """

    listed: Listed
    contacts: tuple[Contact, ...]
    products: tuple[Product, ...]
    bookings: tuple[Booking, ...]
    outlasting: tuple[Booking, ...]
    tickets: tuple[datetime, ...]

    def entitled(self, moment: datetime, channel: Channel) -> Entitlement | None:
        """Return what the customer may have at a moment; None where the level is unknown."""
        counted = Facts(self.bookings, self.products, self.tickets)
        found = self.listed.bought
        return entitlement(found, moment, channel, counted) if found else None


def listed(database: Database, *, now: datetime, customer: str | None = None) -> tuple[Listed, ...]:
    """Return the contracts by customer and start, of one customer if one is named, in any case."""
    folder, levels = facts(database), catalogue.load()
    some = (
        each
        for each in folder.contracts.values()
        if customer is None or each.customer.id.casefold() == customer.casefold()
    )
    ordered = sorted(some, key=lambda each: (each.customer.name.casefold(), each.start, each.id))
    return tuple(_listed(each, levels, now) for each in ordered)


def whole(database: Database, id_: str, *, now: datetime) -> Whole:
    """Return one contract; raises Unknown with the nearest."""
    folder, levels = facts(database), catalogue.load()
    if id_ not in folder.contracts:
        raise Unknown((Fault("contract", None, None, no_contract(id_, folder.contracts)),))
    contract = folder.contracts[id_]
    mine, place = contract.customer, _listed(contract, levels, now)
    booked = place.bought and place.bought.standby
    return Whole(
        place,
        tuple(each for each in folder.contacts if each.customer == mine),
        tuple(p for p in folder.products if p.customer == mine and p.contract in (None, id_)),
        tuple(b for b in folder.bookings.values() if booked and b.customer == mine.id),
        outlasting(mine.id, folder, levels, now) if booked else (),
        tickets_of(folder.worklog, mine.id),
    )


def no_contract(id_: str, known: Iterable[str]) -> Sentence:
    """Return that there is no contract of an id, and which is the nearest."""
    cure = hint(id_, known, Sentence("add one first"))
    return Sentence("there is no contract %(id)s; %(cure)s", id=shown(id_), cure=cure)


def _listed(contract: Contract, levels: Catalogue, now: datetime) -> Listed:
    found = known(contract, levels)
    if found is None:
        return Listed(contract, None, None, None, None, None)
    term, today = found.level.term, found.day(now)
    return Listed(
        contract,
        found,
        found.state(now),
        last_day(contract, term),
        current_end(contract, term, today),
        possible_notice(contract, term, today),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
