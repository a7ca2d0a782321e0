"""Mails from customers: a report, or more about one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.hotline.callers import customer_of
from oncall.hotline.words import say
from oncall.incidents.hearing import Act
from oncall.incidents.report import Intake, Report
from oncall.services import acting
from oncall.services.gathering import facts
from oncall.services.naming import named
from oncall.services.reporting import hotline_of, language_of, report

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.letters import Letter
    from oncall.store.db import Database

BY: Final = "mail"


def heard(database: Database, letter: Letter, number: str, now: datetime) -> str | None:
    """Take a mail and return the ticket number that it belongs to; None for a machine's.

    Whoever's address no contact has is unknown, as a caller is. A mail that is read twice is one
    report, or one note. `number` is that of the hotline whose teams see to it.
    """
    folder, key = facts(database), f"mail {letter.id}"
    if letter.is_automatic or not folder.teams:
        return None
    mine = [each for each in folder.contacts if each.email.casefold() == letter.sender]
    customer = customer_of(mine)
    what = "\n".join(part for part in (letter.subject, letter.text) if part)
    open_ = named(database, letter.subject, customer)
    if open_ is not None:
        who = mine[0].name if len(mine) == 1 else letter.sender
        acting.note(database, open_.incident.id, Act(who, BY, now), what, key)
        return open_.number
    line = hotline_of(folder, number)
    marked = f"{say(language_of(line.teams[0]), 'unverified')}; {letter.sender}; {what}"
    said = Report(
        line.teams[0].id,
        what if customer else marked,
        caller=mine[0].name if len(mine) == 1 else "",
        phone=mine[0].phones[0] if len(mine) == 1 and mine[0].phones else "",
        intake=Intake.EMAIL,
        language=customer.language if customer else line.languages[0],
        key=key,
        joins=True,
    )
    return report(database, said, line, customer, by=BY, now=now).taken.number
