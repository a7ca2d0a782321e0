"""A program reports a fault: for a customer as was agreed with them, else to a team at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.contracts import Hotline
from oncall.errors import Fault, Unknown
from oncall.folder.faults import hint, shown
from oncall.services import intake
from oncall.services.gathering import facts, team_named
from oncall.services.reporting import report
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.contracts import Customer
    from oncall.folder.facts import Folder
    from oncall.incidents.report import Report
    from oncall.services.intake import Taken
    from oncall.store.db import Database

BY: Final = "api"


def open_incident(database: Database, said: Report, now: datetime) -> Taken:
    """Open an incident; raises Unknown, with the nearest, for a team or customer there is not.

    A customer's is served as their contract says. Without one, and for a customer who is known by
    bookings alone, the team that is named is paged now.
    """
    folder = facts(database)
    team = team_named(folder, said.team) if said.team else next(iter(folder.teams.values()), None)
    customer = _customer(folder, said.customer)
    if customer is None or team is None:
        return intake.take(database, said, by=BY, now=now)
    line = Hotline("", (team,), (said.language,))
    return report(database, said, line, customer, by=BY, now=now).taken


def _customer(folder: Folder, named: str | None) -> Customer | None:
    if named is None or named in folder.customers:
        return folder.customers.get(named or "")
    booked = {each.customer for each in folder.bookings.values()}
    if named in booked:
        return None
    near = hint(named, {*folder.customers, *booked}, Sentence("add the customer first"))
    message = Sentence("there is no customer %(id)s; %(cure)s", id=shown(named), cure=near)
    raise Unknown((Fault("body", None, "customer", message),))
