"""Contracts one by one: added, and ended by notice or by agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall import catalogue
from oncall.booking_changes import first_free
from oncall.bought import bought
from oncall.contract_ends import agreed_too_late, notice_too_late
from oncall.errors import BadInput, Fault
from oncall.folder.cells import CellError
from oncall.folder.contract_cells import day
from oncall.folder.faults import hint, shown
from oncall.folder.schema import TABLES
from oncall.folder.written import Written
from oncall.merge import Kind
from oncall.misnamed import misnamed
from oncall.outlasting import outlasting
from oncall.services.changing import Sheets
from oncall.services.contract_list import no_contract
from oncall.services.publishing import Act
from oncall.terms import last_day
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from oncall.bookings import Booking
    from oncall.bought import Bought
    from oncall.merge import Merge, Pair
    from oncall.store.db import Database, Tx
    from oncall.touched import Conflict

SOURCE: Final = "contract"


class Changed(NamedTuple):
    """A contract as it is now, and what follows.

    `last_day` is None where it goes on; `outlasting` are bookings that no contract covers then.
    """

    bought: Bought
    last_day: date | None
    outlasting: tuple[Booking, ...]
    conflicts: tuple[Conflict, ...]


def add(
    database: Database,
    cells: Mapping[str, str],
    *,
    by: str,
    now: datetime,
    new_customer: bool = False,
) -> Changed:
    """Add a contract from the cells of its row; without an id it gets the next free one.

    A customer whom only bookings name comes into customers.csv by it; anybody else must be meant
    as a new customer. Raises BadInput with every fault, as an import does.
    """
    levels = catalogue.load()
    with database.begin() as tx:
        stands = Sheets(tx, Act(by, now))
        row = {column.name: cells.get(column.name, "").strip() for column in TABLES["contracts"]}
        known = {stored.cells["id"] for stored in stands.stored["contracts"]}
        id_ = row["id"] = row["id"] or first_free(known, "C")
        if id_ in known:
            taken = Sentence("there is a contract %(id)s already; take another id", id=shown(id_))
            raise _refused("id", taken)
        merge = _with_customer(stands, row["customer"], new_customer=new_customer)
        merge = merge.adding("contracts", Written(row, SOURCE, None), id_)
        contract = merge.facts().contracts[id_]
        if faults := tuple(misnamed(contract, levels)):
            raise BadInput(tuple(Fault(SOURCE, None, *fault) for fault in faults))
        return _change(stands, merge, "add contract", bought(contract, levels))


def end(
    database: Database,
    id_: str,
    *,
    by: str,
    now: datetime,
    received: str = "",
    last: str = "",
) -> Changed:
    """End a contract: by notice that was received on a day, today if none is named, or with a
    last day that both agreed on. Days are written as in a cell.

    A notice takes effect at the end of the term that it is in time for. Bookings that outlast the
    contract stay, and are named. Raises BadInput.
    """
    levels = catalogue.load()
    with database.begin() as tx:
        stands, merge, pair = _opened(tx, id_, Act(by, now))
        whole = bought(stands.facts.contracts[id_], levels)
        agreed = bool(last.strip())
        on = _day(last if agreed else received, whole.day(now))
        if why := (agreed_too_late if agreed else notice_too_late)(whole, on, now):
            raise _refused(None, why)
        row = {**pair.row.cells, "until" if agreed else "notice_received": f"{on}"}
        merge = merge.making(pair, Kind.CHANGED, Written(row, SOURCE, None))
        after = bought(merge.facts().contracts[id_], levels)
        return _change(stands, merge, "end contract", after)


def _with_customer(stands: Sheets, customer: str, *, new_customer: bool) -> Merge:
    """Return the sheets with a row for a customer who has none yet."""
    merge, facts = stands.merge(), stands.facts
    if not customer or customer in facts.customers:
        return merge
    booked = {booking.customer for booking in facts.bookings.values()}
    if not new_customer and customer not in booked:
        cure = hint(customer, {*booked, *facts.customers}, Sentence("there is none yet"))
        message = Sentence(
            "there is no customer %(customer)s; %(cure)s. Say so if it is a new one",
            customer=shown(customer),
            cure=cure,
        )
        raise _refused("customer", message)
    row = {column.name: "" for column in TABLES["customers"]} | {"id": customer}
    return merge.adding("customers", Written(row, SOURCE, None), customer)


def _opened(tx: Tx, id_: str, act: Act) -> tuple[Sheets, Merge, Pair]:
    stands = Sheets(tx, act)
    merge = stands.merge()
    pairs = {pair.label: pair for pair in merge.sheets["contracts"]}
    if id_ not in pairs:
        raise _refused(None, no_contract(id_, pairs))
    return stands, merge, pairs[id_]


def _change(stands: Sheets, merge: Merge, what: str, whole: Bought) -> Changed:
    conflicts = stands.change(merge, what, f"contract {whole.contract.id}")
    last = last_day(whole.contract, whole.level.term)
    left = outlasting(whole.contract.customer.id, merge.facts(), catalogue.load(), stands.act.now)
    return Changed(whole, last, left, conflicts)


def _day(written: str, today: date) -> date:
    try:
        return day(written.strip()) if written.strip() else today
    except CellError as error:
        raise _refused(None, str(error)) from error


def _refused(column: str | None, message: str) -> BadInput:
    return BadInput((Fault(SOURCE, None, column, message),))
