"""Reads what is agreed with customers, once teams are known."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oncall.folder import build_contacts, build_contracts
from oncall.folder.build_contracts import ContractBuilder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.catalogue.provider import Catalogue
    from oncall.contracts import Contact, Contract, Customer, Hotline, Product
    from oncall.folder.rows import Register
    from oncall.folder.tabled import Tabled
    from oncall.people import Team


class Agreed(NamedTuple):
    """What is agreed with customers."""

    customers: Mapping[str, Customer]
    hotlines: Mapping[str, Hotline]
    contracts: Mapping[str, Contract]
    contacts: tuple[Contact, ...]
    products: tuple[Product, ...]


def read_agreed(tabled: Tabled, teams: Register[Team], catalogue: Catalogue | None) -> Agreed:
    """Return what could be read, in the order in which the tables refer to each other."""
    customers: Register[Customer] = tabled.register(
        "customers", "customer", build_contracts.customer
    )
    hotlines: Register[Hotline] = tabled.register(
        "hotlines", "hotline", partial(build_contracts.hotline, teams=teams), "number"
    )
    contracts: Register[Contract] = tabled.register(
        "contracts", "contract", ContractBuilder(customers, hotlines, catalogue).build
    )
    named: set[build_contacts.Key] = set()
    contacts = tabled.pairs(
        "contacts", partial(build_contacts.contact, customers=customers, named=named)
    )
    build_contacts.note_contacts(contacts, named)
    products = tabled.pairs(
        "products",
        partial(build_contacts.product, customers=customers, contracts=contracts),
    )
    build_contacts.note_products(products)
    return Agreed(
        customers.things,
        hotlines.things,
        contracts.things,
        tuple(who for _, who in contacts),
        tuple(what for _, what in products),
    )
