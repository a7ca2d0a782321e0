"""Mails are understood as reports, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents.letters import read
from oncall.incidents.plain_mail import plain_of

HEAD = (
    "From: Wanda Weber <Wanda@Alster.example>\r\nSubject: Bild weg\r\nMessage-ID: <1@a.example>\r\n"
)


def test_what_is_new_is_read_and_what_is_quoted_is_not() -> None:
    letter = read(f"{HEAD}\r\nDas Bild ist weg.\r\n\r\n> Wie geht es?\r\n".encode())
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
        "Return-Path: <>",
        "X-Autoreply: yes",
        "Content-Type: multipart/report; boundary=b",
    ],
)
def test_what_a_machine_wrote_is_told_apart(line: str) -> None:
    assert read(f"{HEAD}{line}\r\n\r\nBin im Urlaub".encode()).is_automatic


def test_a_bounce_is_a_machines() -> None:
    assert read(b"From: MAILER-DAEMON@mail.example\r\n\r\nnot delivered").is_automatic


def test_a_mail_without_an_id_is_known_by_its_octets() -> None:
    first, again, other = (read(b"From: a@b.example\r\n\r\n" + t) for t in (b"x", b"x", b"y"))
    assert first.id == again.id != other.id


def test_one_mail_by_two_ways_is_one_and_two_of_one_id_are_two() -> None:
    first, by_way, other = (
        read(f"{more}{HEAD}\r\n{words}".encode())
        for more, words in (("", "x"), ("Received: from b.example\r\n", "x"), ("", "y"))
    )
    assert first.id == by_way.id != other.id


def test_a_page_is_read_as_it_is_seen() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><header>Hallo,</header><p>Bild &amp; Ton<br>"
        "sind weg</p><!-- <p>nicht</p> --><script>alert(1)</script><div>Danke</div></body></html>"
    )
    assert plain_of(page) == "Hallo, Bild & Ton\nsind weg\nDanke"


@pytest.mark.parametrize("sign", ["<", "<style", "<!--", "<p ", "<br", "Am ", "&", "> "])
def test_what_was_made_to_be_slow_is_read_all_the_same(sign: str) -> None:
    kind = "Content-Type: text/html; charset=utf-8\r\n"
    assert len(read(f"{HEAD}{kind}\r\n{sign * 200_000}".encode()).text) <= 4000


@given(st.binary(max_size=400))
def test_nothing_that_arrives_breaks_it_and_all_of_it_can_be_kept(octets: bytes) -> None:
    html = b"Content-Type: text/html\r\n\r\n"
    for head in (b"", b"Content-Type: ", b"Subject: ", b"From: ", html):
        letter = read(HEAD.encode() + head + octets if head else octets)
        assert len(letter.text) <= 4000
        assert len(letter.subject) <= 500
        said = letter.sender + letter.subject + letter.text
        assert "\0" not in said.encode().decode()
