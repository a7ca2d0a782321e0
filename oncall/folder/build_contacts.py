"""Rows of contacts.csv and products.csv become people who may call, and what customers own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.contracts import Contact, Product
from oncall.folder.faults import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.contracts import Contract, Customer
    from oncall.folder.rows import Register, Row

Found = tuple["Row", Contact]


def contact(row: Row, customers: Register[Customer]) -> Contact | None:
    """Return the contact of a row, or None if the row has a fault."""
    whose = customers.find(row, "customer")
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


def note_contacts(found: Iterable[Found]) -> None:
    """Note contacts that are there twice, and delegates of nobody."""
    lines: dict[tuple[str, str], int] = {}
    rows = list(found)
    for row, who in rows:
        key = (who.customer.id, who.name)
        if key in lines:
            row.fault(
                "name",
                f"{shown(who.name)} of {who.customer.id} stands in lines {lines[key]} and "
                f"{row.line}; every contact needs one row",
            )
        lines.setdefault(key, row.line)
    for row, who in rows:
        _note_delegate(row, who, [name for customer, name in lines if customer == who.customer.id])


def _note_delegate(row: Row, who: Contact, known: list[str]) -> None:
    if who.delegate_of is None:
        return
    others = [name for name in known if name != who.name]
    if who.delegate_of not in others:
        near = nearest(who.delegate_of, others)
        cure = f"the nearest is {near}" if near else "add that contact, or leave it blank"
        row.fault(
            "delegate_of",
            f"there is no other contact {shown(who.delegate_of)} of {who.customer.id}; {cure}",
        )


def product(
    row: Row, customers: Register[Customer], contracts: Register[Contract]
) -> Product | None:
    """Return the product of a row, or None if the row has a fault."""
    whose = customers.find(row, "customer")
    under = contracts.find(row, "contract") if row.good("contract") and row["contract"] else None
    if under and whose and under.customer != whose:
        row.fault("contract", f"{under.id} is of {shown(under.customer.id)}; mend one of the two")
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
                f"{shown(what.serial)} stands in lines {lines[key]} and {row.line}; a product has "
                "one row",
            )
        lines.setdefault(key, row.line)
