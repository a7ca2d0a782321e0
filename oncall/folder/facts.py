"""What a planner's folder says, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.bookings import Booking
    from oncall.contracts import Contact, Contract, Customer, Hotline, Product
    from oncall.history import HistoryDuty
    from oncall.incidents.choosing import TeamLadder
    from oncall.people import Person, Site, Team
    from oncall.prices import Price
    from oncall.worklog import WorkEntry


@dataclass(frozen=True, slots=True)
class Folder:
    """All facts of a folder in the order of its files; by id, or what stands for it.

    Prices are by customer, hotlines by number.

    `sources` names, for faults found later, the file or sheet from which each table came.
    """

    sites: Mapping[str, Site]
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    bookings: Mapping[str, Booking]
    history: tuple[HistoryDuty, ...] = ()
    worklog: tuple[WorkEntry, ...] = ()
    prices: Mapping[str, Price] = field(default_factory=dict)
    customers: Mapping[str, Customer] = field(default_factory=dict)
    hotlines: Mapping[str, Hotline] = field(default_factory=dict)
    contracts: Mapping[str, Contract] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    products: tuple[Product, ...] = ()
    ladders: tuple[TeamLadder, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def staff(self) -> Mapping[str, tuple[str, ...]]:
        """The people of each team."""
        found: dict[str, list[str]] = {name: [] for name in self.teams}
        for person in self.people.values():
            for team in person.teams:
                found[team.id].append(person.id)
        return {name: tuple(some) for name, some in found.items()}
