"""Mails from customers: a report, or more about one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.hotline.callers import customer_of
from oncall.hotline.words import language_of, say
from oncall.incidents.hearing import Act
from oncall.incidents.report import Intake, Report
from oncall.services import acting
from oncall.services.gathering import facts
from oncall.services.naming import named, named_by_any
from oncall.services.reporting import hotline_of, report
from oncall.store import reaches

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.letters import Letter
    from oncall.store.db import Database

BY: Final = "mail"


def heard(database: Database, letter: Letter, number: str, now: datetime) -> str | None:
    """Take a mail and return the ticket number that it belongs to; None for a machine's.

    Whoever's address no contact has is unknown, as a caller is; who works here opens nothing by it,
    and accepts nothing. A mail that is read twice is one
    report, or one note. `number` is that of the hotline whose teams see to it.
    """
    folder, key = facts(database), f"mail {letter.id}"
    if letter.is_automatic or not folder.teams:
        return None
    ours = _ours(database, folder, letter.sender)
    if ours is not None:
        return _of_ours(database, letter, Act(ours, BY, now), key)
    mine = [each for each in folder.contacts if each.email.casefold() == letter.sender]
    customer = customer_of(mine)
    what = _words(letter)
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
        sender="" if customer else letter.sender,
        intake=Intake.EMAIL,
        language=customer.language if customer else line.languages[0],
        key=key,
        joins=True,
    )
    return report(database, said, line, customer, by=BY, now=now).taken.number


def _ours(database: Database, folder: Folder, sender: str) -> str | None:
    """Return who of our own people has an address, None where it is nobody's."""
    for person in folder.people.values():
        if sender and person.email.casefold() == sender:
            return person.id
    with database.begin() as tx:
        ways = reaches.at(tx, "email", sender)
    return next((row.person for row in ways), None)


def _of_ours(database: Database, letter: Letter, act: Act, key: str) -> str | None:
    """Add what one of our own has written to the open incident that the subject names, if any.

    It is no acceptance, whatever it says: who a mail is from can be forged (RELIABILITY, S8).
    """
    about = named_by_any(database, letter.subject)
    if not about:
        return None
    acting.note(database, about[0].incident.id, act, _words(letter), key)
    return about[0].number


def _words(letter: Letter) -> str:
    return "\n".join(part for part in (letter.subject, letter.text) if part)
