"""Mails in a real mailbox, over TLS, become incidents once, whatever is in them or fails."""

from __future__ import annotations

import ssl
from base64 import b64encode
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from oncall.clock import WoundClock
from oncall.store import incidents as store
from tests.oncall.services.firms import stored
from tests.web.worker.mail_server import PASSWORD, MailServer
from tests.web.worker.test_mailbox import TABLES
from web.worker.mailbox import Mailbox, opening, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database
    from web.worker.mailbox import Box

NOW = datetime(2026, 12, 7, 18, tzinfo=UTC)


@pytest.fixture
def mails(tmp_path: Path) -> Iterator[MailServer]:
    made = MailServer(tmp_path)
    yield made
    made.end()


class Intake:
    """A firm, its mailbox, and a worker that looks into it."""

    def __init__(self, database: Database, mails: MailServer, **where: str) -> None:
        self.database = database
        self.mails = mails
        self.said: list[str] = []
        opened = opening(mails.address(**where), mails.trust)
        self.mailbox = Mailbox(database, WoundClock(NOW), opened, "", self.said.append)

    def takes(self, *mails: bytes) -> int:
        self.mails.arrives(*mails)
        return self.mailbox.look()

    def count(self, of: str) -> int:
        with self.database.begin() as tx:
            return int(tx.execute(text(f"select count(*) from {of}")).scalar_one())  # noqa: S608

    def description(self, incident: int = 1) -> str:
        with self.database.begin() as tx:
            return store.by_id(tx, incident).report.description

    def number(self, incident: int = 1) -> str:
        with self.database.begin() as tx:
            return store.by_id(tx, incident).number


@pytest.fixture
def intake(database: Database, mails: MailServer) -> Intake:
    stored(database, **TABLES)
    return Intake(database, mails)


def mail(body: str, subject: str = "", id_: str = "1", **headers: str) -> bytes:
    head = {"From": "Wanda@Alster.example", "Subject": subject, "Message-ID": f"<{id_}@a.example>"}
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return f"{lines}\r\n{body}\r\n".encode()


def test_unread_mail_is_an_incident_once_and_read_then(intake: Intake) -> None:
    assert intake.takes(mail("Bitte schnell.", "Bild weg")) == 1
    assert intake.description() == "Bild weg\nBitte schnell."
    assert intake.mails.unread() == 0
    assert intake.mailbox.look() == 0
    assert intake.count("incidents") == 1


class Killed(BaseException):
    """The worker is no more."""


def test_a_worker_that_dies_before_it_marks_a_mail_as_read_makes_no_second_incident(
    intake: Intake, mails: MailServer
) -> None:
    def dies(at: int) -> Box:
        box = opening(mails.address(), mails.trust)()
        real, stored = box.uid, count(1)

        def uid(command: str, *args: str) -> Any:
            if command == "STORE" and next(stored) == at:
                raise Killed
            return real(command, *args)

        box.uid = uid
        return box

    number = f"{number_after(intake)} jetzt auch der Ton"
    mails.arrives(mail("neu", "Ton weg", "2"), mail("mehr", f"Re: {number}", "3"))
    for nth, unread in ((1, 2), (2, 1)):  # at the report, then at the note that follows it
        doomed = Mailbox(intake.database, WoundClock(NOW), partial(dies, nth), "", print)
        with pytest.raises(Killed):
            doomed.look()
        assert mails.unread() == unread
    assert intake.mailbox.look() == 1
    assert mails.unread() == 0
    assert intake.count("incidents") == 1
    assert intake.count("incident_events where kind = 'again'") == 1
    assert intake.count("incident_events where kind = 'noted'") == 1
    assert intake.count("incidents where reports = 2") == 1


def number_after(intake: Intake) -> str:
    intake.takes(mail("Bitte schnell.", "Bild weg"))
    return intake.number()


def test_a_strangers_mail_joins_what_the_same_address_has_reported_and_no_other(
    intake: Intake,
) -> None:
    def of(sender: str, id_: str) -> bytes:
        return mail("Es brennt.", id_=id_, From=f"{sender}@nobody.example")

    intake.takes(of("one", "1"), of("two", "2"), of("One", "3"))
    assert intake.count("incidents") == 2
    assert intake.count("incidents where sender = 'one@nobody.example' and reports = 2") == 1
    assert intake.count("incidents where sender = 'two@nobody.example' and reports = 1") == 1
    intake.takes(*(of(f"many{number}", f"m{number}") for number in range(30)))
    assert intake.count("incidents where sender <> '' and reports > 1") == 1, "still but its own"
    assert intake.count("incidents where sender = ''") == 1, "what is over the limit"


def test_what_a_machine_wrote_is_passed_over_and_read(intake: Intake) -> None:
    bounce = b"From: x@y.example\r\nReturn-Path: <>\r\nSubject: undeliverable\r\n\r\nsorry\r\n"
    report = mail("x", Content_Type="multipart/report; boundary=b", id_="4")
    assert (
        intake.takes(
            mail("Bin im Urlaub", "Abwesend", Auto_Submitted="auto-replied"),
            mail("Neues", "Rundbrief", Precedence="bulk", id_="2"),
            mail("weg", "Urlaub", X_Autoreply="yes", id_="3"),
            report,
            bounce,
        )
        == 5
    )
    assert (intake.count("incidents"), intake.mails.unread()) == (0, 0)


def odd() -> Iterator[tuple[bytes, str]]:
    """Yield mails as programs really write them, and what a person reads in each."""
    latin = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n"
    yield f"From: wanda@alster.example\r\n{latin}\r\nTür und Gerät".encode("latin-1"), "Gerät"
    coded = b64encode("Größe ändern".encode()).decode()
    based = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    yield f"From: wanda@alster.example\r\n{based}\r\n{coded}\r\n".encode(), "Größe ändern"
    page = "<html><head><style>p { color: red }</style></head><p>Ton &uuml;berall weg</p></html>"
    yield mail(page, Content_Type="text/html; charset=utf-8", id_=""), "Ton überall weg"
    yield mail("", "=?iso-8859-1?Q?St=F6rung?=", id_=""), "Störung"
    yield b"From: wanda@alster.example\r\nSubject: \xff\xfe roh\r\n\r\nBild\x00weg", "roh"
    wrong = mail("Bild weg", Content_Type="text/plain; charset=klingon", id_="")
    yield wrong, "Bild weg"


@pytest.mark.parametrize(("octets", "words"), list(odd()), ids=[words for _, words in odd()])
def test_odd_encodings_are_read(intake: Intake, octets: bytes, words: str) -> None:
    assert intake.takes(octets) == 1
    assert words in intake.description()
    assert "color" not in intake.description()
    assert intake.said == []


def test_a_large_attachment_is_no_trouble(intake: Intake) -> None:
    large = EmailMessage()
    large["From"], large["Subject"] = "wanda@alster.example", "Bild weg"
    large.set_content("Siehe Anhang.")
    octets = bytes(range(256)) * 8192
    large.add_attachment(octets, maintype="image", subtype="jpeg", filename="a.jpg")
    assert intake.takes(large.as_bytes()) == 1
    assert intake.description() == "Bild weg\nSiehe Anhang."


def test_a_mailbox_that_is_gone_is_said_once_and_read_when_it_is_back(intake: Intake) -> None:
    intake.mails.arrives(mail("Bitte schnell.", "Bild weg"))
    intake.mails.goes_down()
    intake.mailbox.try_to_look()
    intake.mailbox.try_to_look()
    intake.mails.comes_back()
    intake.mailbox.try_to_look()
    assert len(intake.said) == 2
    assert "Connection refused" in intake.said[0]
    assert "tried again" in intake.said[0]
    assert intake.said[1] == "the mailbox can be read again"
    assert intake.count("incidents") == 1


def test_a_wrong_password_and_a_folder_that_is_not_there_are_told_in_words(
    intake: Intake, mails: MailServer
) -> None:
    stranger = Intake(intake.database, mails, password="another")  # noqa: S106 - invented
    stranger.mailbox.try_to_look()
    lost = Intake(intake.database, mails, folder="Faults")
    lost.mailbox.try_to_look()
    assert "Invalid authentication credentials" in stranger.said[0]
    assert "b'" not in stranger.said[0]
    assert "there is no folder 'Faults'" in lost.said[0]


@pytest.mark.parametrize(("host", "trusted"), [("127.0.0.1", False), ("localhost", True)])
def test_a_password_is_not_told_to_whoever_has_no_right_to_the_name(
    intake: Intake, mails: MailServer, host: str, trusted: bool
) -> None:
    opened = opening(mails.address(host), mails.trust if trusted else None)
    with pytest.raises(ssl.SSLCertVerificationError) as refused:
        opened()
    assert "certificate verify failed" in said(refused.value)
    assert PASSWORD not in said(refused.value)
