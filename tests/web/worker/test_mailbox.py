"""Mails of customers become incidents, each once, and unread mails are never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from oncall.clock import WoundClock
from oncall.errors import Unreachable
from oncall.hotline.ladders import MANAGER
from oncall.incidents.events import Kind
from oncall.incidents.loudness import NEVER, first_loud
from oncall.store import incidents as store
from oncall.store import reaches
from tests.oncall.services.firms import stored
from web.worker.mailbox import Mailbox

if TYPE_CHECKING:
    from oncall.store.db import Database
    from oncall.store.incidents import Kept

NOW = datetime(2026, 12, 7, 18, tzinfo=UTC)
TABLES = {
    "customers": "id,name,language\nAlster,Alster GmbH,de\n",
    "contacts": "customer,name,email\nAlster,Wanda Weber,wanda@alster.example\n",
}


def mail(subject: str, sender: str = "Wanda@alster.example", number: int = 1) -> bytes:
    """A mail as it arrives."""
    head = f"From: {sender}\r\nSubject: {subject}\r\nMessage-ID: <{number}@mail.example>\r\n"
    return f"{head}\r\nBitte schnell.\r\n".encode()


class Box:
    """A mailbox as imaplib shows it."""

    def __init__(self, *mails: bytes) -> None:
        self.unread = {str(number): octets for number, octets in enumerate(mails, 1)}
        self.is_open = True

    def uid(self, command: str, *args: str) -> tuple[str, list[Any]]:
        if command == "SEARCH":
            return "OK", [" ".join(self.unread).encode()]
        if command == "FETCH":
            return "OK", [(b"1 (BODY[] {1}", self.unread[args[0]]), b")"]
        self.unread.pop(args[0])
        return "OK", [None]

    def logout(self) -> None:
        self.is_open = False


@pytest.fixture(name="firm")
def _firm(database: Database) -> Database:
    stored(database, **TABLES)
    with database.begin() as tx:
        tx.execute(text("update people set email = 'Ada@firm.example' where id = 'ada'"))
        tx.execute(text("update installation set revision = revision + 1"))
    return database


def looked(database: Database, box: Box) -> int:
    """Look into a mailbox once."""
    return Mailbox(database, WoundClock(NOW), lambda: box, "").look()


def kept(database: Database, incident: int) -> Kept:
    with database.begin() as tx:
        return store.by_id(tx, incident)


def test_a_mail_of_a_contact_is_an_incident_of_the_customer(firm: Database) -> None:
    box = Box(mail("Bild weg"))
    assert looked(firm, box) == 1
    report = kept(firm, 1).report
    assert (report.customer, report.caller, report.intake) == ("Alster", "Wanda Weber", "email")
    assert report.description == "Bild weg\nBitte schnell."
    assert (box.unread, box.is_open) == ({}, False)


def test_the_same_mail_read_twice_is_one_incident(firm: Database) -> None:
    looked(firm, Box(mail("Bild weg")))
    looked(firm, Box(mail("Bild weg")))
    with firm.begin() as tx:
        assert kept(firm, 1).reports == 1
        assert store.get(tx, kept(firm, 1).number) is not None


def test_the_number_in_the_subject_adds_to_what_is_open(firm: Database) -> None:
    looked(firm, Box(mail("Bild weg")))
    looked(firm, Box(mail(f"Re: {kept(firm, 1).number} jetzt auch der Ton", number=2)))
    with firm.begin() as tx:
        notes = [each.facts["text"] for each in store.events(tx, 1) if each.kind == "noted"]
    assert len(notes) == 1
    assert "jetzt auch der Ton" in notes[0]


def test_somebody_unknown_is_marked_as_not_verified(firm: Database) -> None:
    looked(firm, Box(mail("Hallo", sender="nobody@else.example")))
    report = kept(firm, 1).report
    assert report.customer is None
    assert "ungeprüft; nobody@else.example" in report.description


def test_of_a_mail_of_somebody_unknown_nobody_is_called_at_night(firm: Database) -> None:
    looked(firm, Box(mail("Hallo", sender="nobody@else.example")))
    ladder = kept(firm, 1).incident.ladder
    rungs = (*ladder.rungs, ladder.last_resort)
    assert first_loud(ladder) == NEVER
    assert ladder.rungs[0].after > timedelta(hours=12), "when hours open"
    assert all(MANAGER in each.targets for each in rungs)


@pytest.mark.parametrize("subject", ["Re: Störung {number}, ja", "AW: {number} gestartet"])
def test_a_mail_of_one_of_our_own_is_a_note_and_accepts_nothing(
    firm: Database, subject: str
) -> None:
    looked(firm, Box(mail("Bild weg")))
    before = kept(firm, 1)
    ours = Box(mail(subject.format(number=before.number), "Ada <ADA@firm.example>", number=2))
    assert looked(firm, ours) == 1
    assert kept(firm, 1) == before
    with firm.begin() as tx:
        (note,) = [each for each in store.events(tx, 1) if each.kind is Kind.NOTED]
    assert (note.who, note.facts["how"]) == ("ada", "mail")
    assert before.number in note.facts["text"]


def test_a_mail_of_one_of_our_own_never_opens_an_incident(firm: Database) -> None:
    way = {"person": "ben", "channel": "email", "address": "ben@private.example"}
    with firm.begin() as tx:
        reaches.ensure(tx, *way.values(), NOW)
    box = Box(mail("Bild weg", "ada@firm.example"), mail("ja", way["address"], number=2))
    assert looked(firm, box) == 2
    with firm.begin() as tx:
        assert tx.execute(text("select count(*) from incidents")).scalar_one() == 0


def test_one_mail_that_nobody_can_take_keeps_no_other_waiting_and_is_said_once(
    firm: Database,
) -> None:
    said: list[str] = []

    class Odd(WoundClock):
        """At the first of two mails something happens that nobody thought of."""

        looks = 0

        def now(self) -> datetime:
            self.looks += 1
            return self.at if self.looks % 2 == 0 else None  # type: ignore[return-value]

    box = Box(mail("eins"), mail("zwei", number=2))
    mailbox = Mailbox(firm, Odd(NOW), lambda: box, "", said.append)
    assert mailbox.look() == 1
    assert list(box.unread) == ["1"]
    assert kept(firm, 1).report.description.startswith("zwei")
    mailbox.look()
    assert len(said) == 1
    assert said[0].startswith("mail 1 can't be taken and stays unread")


def test_a_mail_that_can_not_be_written_down_stays_unread(firm: Database) -> None:
    box = Box(mail("Bild weg"))

    class Gone(WoundClock):
        def now(self) -> datetime:
            raise Unreachable("gone")

    with pytest.raises(Unreachable):
        Mailbox(firm, Gone(NOW), lambda: box, "").look()
    assert list(box.unread) == ["1"]
    assert not box.is_open
