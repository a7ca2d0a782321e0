"""Mails are understood as reports, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents.letters import read

HEAD = (
    "From: Wanda Weber <Wanda@Alster.example>\r\nSubject: Bild weg\r\nMessage-ID: <1@a.example>\r\n"
)


def test_what_is_new_is_read_and_what_is_quoted_is_not() -> None:
    letter = read(f"{HEAD}\r\nDas Bild ist weg.\r\n\r\n> Wie geht es?\r\n".encode())
    assert letter.id == "<1@a.example>"
    assert (letter.sender, letter.subject) == ("wanda@alster.example", "Bild weg")
    assert letter.text == "Das Bild ist weg."
    assert not letter.is_automatic


def test_umlauts_and_html_are_read() -> None:
    kind = "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n"
    octets = f"{HEAD}{kind}\r\n<p>Störung</p>".encode("iso-8859-1")
    assert read(octets).text == "Störung"


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Id: <news.example>",
        "Auto-Submitted: auto-generated",
    ],
)
def test_what_a_machine_wrote_is_told_apart(line: str) -> None:
    assert read(f"{HEAD}{line}\r\n\r\nBin im Urlaub".encode()).is_automatic


def test_a_bounce_is_a_machines() -> None:
    assert read(b"From: MAILER-DAEMON@mail.example\r\n\r\nnot delivered").is_automatic


def test_a_mail_without_an_id_is_known_by_its_octets() -> None:
    first, again, other = (read(b"From: a@b.example\r\n\r\n" + t) for t in (b"x", b"x", b"y"))
    assert first.id == again.id != other.id


@given(st.binary(max_size=400))
def test_nothing_that_arrives_breaks_it(octets: bytes) -> None:
    assert len(read(octets).text) <= 4000
    assert len(read(HEAD.encode() + b"Content-Type: " + octets).text) <= 4000
