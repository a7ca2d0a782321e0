"""Rows of contacts.csv and products.csv become people who may call, and what customers own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.contracts import Contact, Product
from oncall.folder.faults import hint, shown
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.contracts import Contract, Customer
    from oncall.folder.rows import Register, Row

Found = tuple["Row", Contact]
Key = tuple[str, str]  # the customer and the name


def contact(row: Row, customers: Register[Customer], named: set[Key]) -> Contact | None:
    """Return the contact of a row, or None if the row has a fault; `named` learns who it is."""
    whose = customers.find(row, "customer")
    if row.good("customer", "name"):
        named.add((row["customer"], row["name"]))
    if row.broken or whose is None:
        return None
    return Contact(
        customer=whose,
        name=row["name"],
        phones=row["phones"],
        email=row["email"],
        pin=row["pin"],
        trained=row["trained"],
        delegate_of=row["delegate_of"],
    )


def note_contacts(found: Iterable[Found], named: Iterable[Key]) -> None:
    """Note contacts that are there twice, and delegates of nobody.

    `named` has those too whose rows have a fault of their own, which is told already.
    """
    lines: dict[Key, int] = {}
    rows = list(found)
    for row, who in rows:
        key = (who.customer.id, who.name)
        if key in lines:
            row.fault(
                "name",
                Sentence(
                    "%(name)s of %(customer)s stands in lines %(first)s and %(again)s; every "
                    "contact needs one row",
                    name=shown(who.name),
                    customer=who.customer.id,
                    first=lines[key],
                    again=row.line,
                ),
            )
        lines.setdefault(key, row.line)
    for row, who in rows:
        mine = sorted(name for customer, name in named if customer == who.customer.id)
        _note_delegate(row, who, mine)


def _note_delegate(row: Row, who: Contact, known: list[str]) -> None:
    if who.delegate_of is None:
        return
    others = [name for name in known if name != who.name]
    if who.delegate_of not in others:
        cure = hint(who.delegate_of, others, Sentence("add that contact, or leave it blank"))
        message = Sentence(
            "there is no other contact %(name)s of %(customer)s; %(cure)s",
            name=shown(who.delegate_of),
            customer=who.customer.id,
            cure=cure,
        )
        row.fault("delegate_of", message)


def product(
    row: Row, customers: Register[Customer], contracts: Register[Contract]
) -> Product | None:
    """Return the product of a row, or None if the row has a fault."""
    whose = customers.find(row, "customer")
    under = contracts.find(row, "contract") if row.good("contract") and row["contract"] else None
    if under and whose and under.customer != whose:
        message = Sentence(
            "%(contract)s is of %(customer)s; mend one of the two",
            contract=under.id,
            customer=shown(under.customer.id),
        )
        row.fault("contract", message)
    if row.broken or whose is None:
        return None
    return Product(
        customer=whose,
        product=row["product"],
        serial=row["serial"],
        contract=row["contract"],
        warranty_until=row["warranty_until"],
    )


def note_products(found: Iterable[tuple[Row, Product]]) -> None:
    """Note products of one customer that are there twice."""
    lines: dict[tuple[str, str, str], int] = {}
    for row, what in found:
        key = (what.customer.id, what.product, what.serial)
        if key in lines:
            row.fault(
                "serial",
                Sentence(
                    "%(serial)s stands in lines %(first)s and %(again)s; a product has one row",
                    serial=shown(what.serial),
                    first=lines[key],
                    again=row.line,
                ),
            )
        lines.setdefault(key, row.line)
