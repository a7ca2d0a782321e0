"""Rows of customers.csv, hotlines.csv and contracts.csv become what is agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.catalogue.terms import Milestone
from oncall.contracts import Contract, Customer, Hotline
from oncall.folder.faults import hint, shown
from oncall.misnamed import misnamed
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.catalogue.provider import Catalogue
    from oncall.folder.rows import Register, Row
    from oncall.people import Team


def customer(row: Row) -> Customer | None:
    """Return the customer of a row, or None if the row has a fault."""
    if row.broken:
        return None
    return Customer(row["id"], row["name"] or row["id"], row["language"])


def hotline(row: Row, teams: Register[Team]) -> Hotline | None:
    """Return the hotline of a row, or None if the row has a fault."""
    if not row.good("teams"):
        return None
    if not row["teams"]:
        row.fault("teams", Sentence("names no team; write the id of the one that answers"))
    found = [teams.find(row, "teams", name) for name in row["teams"]]
    if row.broken:
        return None
    teams_ = tuple(team for team in found if team)
    return Hotline(row["number"], teams_, row["languages"], row["helpdesk"])


@dataclass(frozen=True, slots=True)
class ContractBuilder:
    """Makes contracts; `catalogue` is None where its names are not to be looked up."""

    customers: Register[Customer]
    hotlines: Register[Hotline]
    catalogue: Catalogue | None

    def build(self, row: Row) -> Contract | None:
        """Return the contract of a row, or None if the row has a fault."""
        whose = self.customers.find(row, "customer")
        line = self._hotline(row)
        if row.good("start", "until") and row["until"] and row["until"] < row["start"]:
            message = Sentence(
                "is before start; write %(day)s or later, or leave it blank", day=row["start"]
            )
            row.fault("until", message)
        if whose is None or not row.good(*row.cells):
            return None
        made = _contract(row, whose, line)
        for refusal in misnamed(made, self.catalogue) if self.catalogue else ():
            row.fault(*refusal)
        return None if row.broken else made

    def _hotline(self, row: Row) -> Hotline | None:
        number = row["hotline"] if row.good("hotline") else None
        if number is None:
            return None
        if number not in self.hotlines.lines and self.hotlines.complete:
            cure = hint(number, self.hotlines.lines, Sentence("add it to hotlines.csv"))
            message = Sentence(
                "there is no hotline %(number)s; %(cure)s", number=shown(number), cure=cure
            )
            row.fault("hotline", message)
        return self.hotlines.things.get(number)


def _contract(row: Row, whose: Customer, line: Hotline | None) -> Contract:
    known = {each: row[each.value] for each in Milestone if row[each.value]}
    return Contract(
        id=row["id"],
        customer=whose,
        provider=row["provider"],
        level=row["level"],
        site=row["site"],
        start=row["start"],
        until=row["until"],
        milestones=known,
        notice_received=row["notice_received"],
        options=row["options"],
        adapted=row["adapted"],
        pauses=row["pauses"],
        ticket_prefix=row["ticket_prefix"],
        hotline=line,
    )
