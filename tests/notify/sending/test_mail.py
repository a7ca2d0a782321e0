"""Mails, to a real server in this process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from notify.channel import Outcome, Parcel
from notify.mail import Mails, Post
from tests.notify.sending.box import Box, served

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
FROM = "oncall@firm.example"


def parcel(**more: object) -> Parcel:
    made = {"address": "ada@firm.example", "text": "Störung 100001\n- neu", "subject": "Störung"}
    made |= more
    return Parcel(24 * "a", "email", language="de", lasts=timedelta(hours=1), **made)


def sent(box: Box, url: str = "smtp://{}", **more: object):
    with served(box) as place:
        return Mails(Post(url.format(place), FROM), lambda: NOW).send(parcel(**more))


def test_a_mail_arrives_with_its_words_and_names_its_attempt() -> None:
    box = Box()
    receipt = sent(box)
    assert receipt.outcome is Outcome.ACCEPTED
    mail = box.mails[0]
    assert (mail["To"], mail["Subject"]) == ("ada@firm.example", "Störung")
    assert mail["Message-ID"] == f"<{24 * 'a'}@firm.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip().splitlines() == ["Störung 100001", "- neu"]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("550 nobody here", Outcome.REFUSED),
        ("450 later", Outcome.BUSY),
    ],
)
def test_what_the_server_says_of_a_recipient_counts(said: str, outcome: Outcome) -> None:
    box = Box()
    box.of_recipient = said
    assert sent(box).outcome is outcome


def test_nobody_knows_whether_a_mail_went_out_before_the_connection_broke() -> None:
    box = Box()
    box.says = "hang up"
    assert sent(box).outcome is Outcome.DOUBTFUL


def test_a_server_that_is_not_there_has_accepted_nothing() -> None:
    with served(Box()) as place:
        pass
    receipt = Mails(Post(f"smtp://{place}", FROM), lambda: NOW).send(parcel())
    assert receipt.outcome is Outcome.BUSY


def test_a_password_is_not_sent_without_tls() -> None:
    receipt = sent(Box(), "smtp://user:word@{}")
    assert receipt.outcome is Outcome.BROKEN
    assert "TLS" in receipt.why


def test_a_subject_makes_no_further_header() -> None:
    box = Box()
    sent(box, subject="Störung\r\nBcc: mallory@firm.example")
    mail = box.mails[0]
    assert mail["Bcc"] is None


def test_an_address_that_is_none_is_refused() -> None:
    assert sent(Box(), address="ada@\r\nfirm").outcome is Outcome.REFUSED
