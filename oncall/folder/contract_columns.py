"""The columns of what is agreed with customers: who they are, contracts, contacts, products."""

from __future__ import annotations

from oncall.folder import cells, contract_cells
from oncall.folder.columns import CUSTOMER, ID, Column

CUSTOMERS = (
    ID,
    Column("name", cells.text, ""),
    Column("language", contract_cells.language, "de"),
)
HOTLINES = (
    Column("number", contract_cells.dialled),
    Column("teams", cells.names),
    Column("languages", cells.names, "de"),
)
CONTRACTS = (
    ID,
    CUSTOMER,
    Column("provider", cells.text),
    Column("level", cells.text),
    Column("site", cells.optional_name, "none"),
    Column("start", contract_cells.day),
    Column("until", contract_cells.optional_day, "none"),
    Column("purchase", contract_cells.optional_day, "none"),
    Column("acceptance", contract_cells.optional_day, "none"),
    Column("operation", contract_cells.optional_day, "none"),
    Column("notice_received", contract_cells.optional_day, "none"),
    Column("options", contract_cells.options, ""),
    Column("adapted", contract_cells.adapted, ""),
    Column("pauses", cells.yes_no, "no"),
    Column("ticket_prefix", cells.text, ""),
    Column("hotline", contract_cells.optional_dialled, "none"),
)
CONTACTS = (
    CUSTOMER,
    Column("name", cells.identifier),
    Column("phones", contract_cells.phones, ""),
    Column("email", cells.email, ""),
    Column("pin", contract_cells.pin, ""),
    Column("trained", cells.yes_no, "no"),
    Column("delegate_of", cells.optional_name, "none"),
)
PRODUCTS = (
    CUSTOMER,
    Column("product", cells.text),
    Column("serial", cells.text),
    Column("contract", cells.optional_name, "none"),
    Column("warranty_until", contract_cells.optional_day, "none"),
)
CONTRACT_TABLES = {
    "customers": CUSTOMERS,
    "hotlines": HOTLINES,
    "contracts": CONTRACTS,
    "contacts": CONTACTS,
    "products": PRODUCTS,
}
