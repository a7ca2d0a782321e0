"""Texts from customers to a hotline's number: a report, or more about one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.hotline.callers import customer_of, hinted, number_of
from oncall.hotline.words import language_of, say
from oncall.incidents.hearing import Act
from oncall.incidents.replies import read
from oncall.incidents.report import Intake, Report
from oncall.services import acting
from oncall.services.gathering import facts
from oncall.services.naming import named
from oncall.services.reporting import hotline_of, report
from oncall.store import answering, reaches

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.contracts import Contact
    from oncall.folder.facts import Folder
    from oncall.services.replying import Text
    from oncall.store.db import Database

BY: Final = "sms"


class Answered(NamedTuple):
    """What is answered to a text; None where nothing is, for nobody unknown is texted."""

    words: str | None


def heard(database: Database, text: Text, number: str, now: datetime) -> Answered | None:
    """Take a text as a report or as more about one; None where it is for others to understand.

    That is the case for our own people, for whoever wants texts no more, and for whom we have
    written to without knowing them as a customer's.
    """
    folder = facts(database)
    sender = number_of(text.address)
    hints = hinted(folder.contacts, sender)
    if not sender or read(text.body).wish is not None or _is_ours(database, folder, sender, hints):
        return None
    with database.begin() as tx:
        before = answering.reply(tx, text.sid)
    if before is not None:
        return Answered(before.answer)
    said = _taken(database, text, (folder, number, hints), now)
    with database.begin() as tx:
        answering.note_reply(tx, text.sid, said.words, now)
    return said


def _taken(
    database: Database,
    text: Text,
    known: tuple[Folder, str, tuple[Contact, ...]],
    now: datetime,
) -> Answered:
    folder, number, hints = known
    customer = customer_of(hints)
    open_ = named(database, text.body, customer)
    language = customer.language if customer else ""
    if open_ is not None and customer is not None:
        act = Act(hints[0].name, BY, now)
        acting.note(database, open_.incident.id, act, text.body)
        return Answered(say(language, "noted", number=open_.number))
    line = hotline_of(folder, number)
    said = Report(
        line.teams[0].id,
        text.body if customer else f"{say(language_of(line.teams[0]), 'unverified')}; {text.body}",
        caller=hints[0].name if len(hints) == 1 else "",
        phone=text.address,
        intake=Intake.SMS,
        language=language or line.languages[0],
        key=f"sms {text.sid}",
        joins=True,
    )
    made = report(database, said, line, customer, by=BY, now=now)
    return Answered(say(language, "texted", number=made.taken.number) if customer else None)


def _is_ours(database: Database, folder: Folder, sender: str, hints: tuple[Contact, ...]) -> bool:
    if any(person.phone == sender for person in folder.people.values()):
        return True
    with database.begin() as tx:
        if reaches.at(tx, "sms", sender):
            return True
        return not hints and answering.known_at(tx, sender) is not None
