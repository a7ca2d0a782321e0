"""A call that a person has picked up: what is offered to them, and what their keys do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from oncall.incidents.answers import Word, waits
from oncall.incidents.deciding import Purpose
from oncall.incidents.hearing import Act
from oncall.incidents.restraint import UNRESTRAINED
from oncall.incidents.speech import Key, Offer
from oncall.services.answering import answer
from oncall.services.gathering import facts_in
from oncall.store import answering, calls

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.hearing import Answer
    from oncall.incidents.restraint import Restraint
    from oncall.people import Person
    from oncall.store.db import Database, Record, Tx
    from oncall.store.incidents import Kept

WORDS: Final = {Key.ACCEPT: Word.YES, Key.CALL_BACK: Word.YES, Key.DECLINE: Word.NO}


class Call(NamedTuple):
    """A call: to whom, in which language, for which incidents; or a message, (kind, facts)."""

    person: str
    language: str
    offers: tuple[Offer, ...]
    message: tuple[str, Mapping[str, Any]] | None = None

    def after(self, incident: int) -> tuple[Offer, ...]:
        """Return what waits beyond an incident."""
        return tuple(each for each in self.offers if each.waits and each.incident > incident)

    def of(self, incident: int) -> Offer | None:
        """Return one that the call is for."""
        return next((each for each in self.offers if each.incident == incident), None)


def call(
    database: Database, attempt: str, now: datetime, restraint: Restraint = UNRESTRAINED
) -> Call | None:
    """Return what a call is for as things stand now; None for an attempt that is not ours."""
    with database.begin() as tx:
        made = answering.attempt(tx, attempt)
        pages = answering.pages_of_call(tx, made) if made is not None else []
        if made is None or not pages:
            return None
        message = _message(tx, pages[0])
        known = facts_in(database, tx).people
        ids = {page.incident for page in pages if page.incident is not None}
        about = answering.by_ids(tx, ids)
        behind = callers(tx, facts_in(database, tx), about, restraint, now)
        offers = tuple(
            _offer(page, about[page.incident], known, behind[page.incident])
            for page in pages
            if page.incident
        )
        return Call(made.person, pages[-1].language, offers, message)


def press(database: Database, person: str, offer: Offer, key: Key, now: datetime) -> Answer:
    """Do what a key means for an incident that was offered; pressed again it changes nothing."""
    how = "key, calls back" if key is Key.CALL_BACK else "key"
    act = Act(person, how, now)
    return answer(database, offer.incident, offer.purpose, WORDS[key], act).answer


def callers(
    tx: Tx, folder: Folder, about: Mapping[int, Kept], restraint: Restraint, now: datetime
) -> dict[int, dict[str, Any]]:
    """Return, for each incident, who is behind it: in the queue, or at a number on record.

    We dial numbers that are on record alone, never what a caller has shown or pressed, and of these
    those in countries that are permitted.
    """
    waited = calls.waited_for(tx, about, now)
    dialled = calls.dialled(tx, about)
    known = {phone for contact in folder.contacts for phone in contact.phones}
    return {
        each: {
            "has_caller": each in waited,
            "shown": dialled.get(each, ""),
            "dials": phone if phone in known and restraint.permits(phone) else "",
        }
        for each, phone in ((each, kept.report.phone) for each, kept in about.items())
    }


def _offer(
    page: Record, kept: Kept, known: Mapping[str, Person], behind: Mapping[str, Any]
) -> Offer:
    incident, report = kept.incident, kept.report
    purpose = Purpose(page.purpose)
    holder = known.get(incident.holder or "")
    return Offer(
        incident.id,
        kept.number,
        report.customer or report.caller,
        report.description,
        report.phone,
        purpose,
        timedelta(seconds=page.late),
        waits(incident, page.person, purpose)
        and (purpose is not Purpose.CONNECT or behind["has_caller"]),
        incident.state.is_open,
        holder.name if holder else incident.holder or "",
        is_mine=incident.holder == page.person,
        **behind,
    )


def _message(tx: Tx, page: Record) -> tuple[str, Mapping[str, Any]] | None:
    if page.message is None:
        return None
    told = answering.message(tx, page.message)
    return told.kind, told.facts
