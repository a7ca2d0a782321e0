"""A caller's incident: it exists before they wait for anything (RELIABILITY, P1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.hotline.call import Call, Place
from oncall.hotline.callers import customer_of, hinted
from oncall.hotline.words import language_of, say
from oncall.incidents.incident import Clock
from oncall.incidents.report import Intake, Report
from oncall.services.publishing import Act
from oncall.services.reporting import hotline_of, report_in
from oncall.store import calls as store

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.contracts import Contact, Customer
    from oncall.folder.facts import Folder
    from oncall.store.db import Tx

BY = "hotline"


def taken(
    tx: Tx, folder: Folder, call: Call, contact: Contact | None, now: datetime, what: str = ""
) -> Call:
    """Return a call that was locked with its incident, which exists once the transaction is done.

    Without a contact it is that of the customer whom the number hints at, marked as not verified,
    or that of somebody unknown.
    """
    hints = hinted(folder.contacts, call.caller)
    customer = contact.customer if contact else customer_of(hints)
    line = hotline_of(folder, call.number)
    said = Report(
        line.teams[0].id,
        _what(language_of(line.teams[0]), contact, customer, what),
        caller=contact.name if contact else "",
        phone=call.caller or next(iter(contact.phones if contact else ()), ""),
        intake=Intake.HOTLINE,
        language=call.language,
        key=f"call {call.sid}",
        joins=True,
    )
    made, how = report_in(tx, folder, said, line, customer, Act(BY, now))
    clocks = made.kept.incident.clocks
    call = replace(
        call,
        place=Place.TAKEN,
        customer=customer.id if customer else None,
        contact=said.caller,
        is_verified=contact is not None,
        incident=made.kept.incident.id,
        ticket=made.number,
        help=how.help,
        opens=how.opens,
        promised=clocks.get(Clock.ACTION) or clocks.get(Clock.RESPONSE),
        zone=how.zone.key,
    )
    store.write(tx, call)
    return call


def _what(language: str, contact: Contact | None, customer: Customer | None, what: str) -> str:
    """Return what is written of a call of which nobody knows yet what it is about."""
    if contact is not None:
        return what
    name = "unverified for" if customer else "unverified"
    said = say(language, name, customer=customer.name if customer else "")
    return f"{said}; {say(language, what)}" if what else said
