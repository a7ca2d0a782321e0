"""Who has the link gets in, and nobody else; a link that was revoked opens nothing."""

from __future__ import annotations

import io
import logging
import re
from datetime import date

import pytest

from oncall.errors import BadInput
from oncall.services import feeds
from oncall.store import audit
from tests.web.pages.rotas import NOW, evening
from web.discretion import FORMAT, Discreet
from web.feeds.links import Links

ENGLISH = {"Accept-Language": "en"}


def revoked(firm, row):
    return feeds.revoke(firm.database, row.id, row.generation, by="petra", now=NOW)


def test_a_token_has_160_bits_and_follows_from_key_feed_and_generation(firm):
    row = firm.feed()
    token = firm.links.token(row)
    assert re.fullmatch("[a-z2-7]{32}", token)
    assert Links(b"another key", "https://x").token(row) != token
    assert firm.links.token(firm.feed("person", "ben")) != token
    assert firm.links.token(revoked(firm, row)) != token


def test_https_and_webcal_lead_to_the_same_feed(firm):
    row = firm.feed()
    https, webcal = firm.links.feed(row, "alarm=30"), firm.links.webcal(row, "alarm=30")
    assert https.startswith("https://oncall.example/feeds/1-")
    assert webcal == https.replace("https://", "webcal://")


@pytest.mark.parametrize("path", ["/feeds/1-{}", "/feeds/1-{}.ics", "/feeds/77-{}.ics"])
def test_a_wrong_token_or_number_is_not_found(firm, path):
    firm.feed()
    answer = firm.client.get(path.format("a" * 32), headers=ENGLISH)
    assert answer.status_code == 404
    assert "There is no calendar at this address." in answer.text


def test_a_token_of_one_feed_opens_no_other(firm):
    mine, other = firm.feed(), firm.feed("person", "ben")
    path = f"/feeds/{other.id}-{firm.links.token(mine)}.ics"
    assert firm.client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/feeds/1-short.ics", f"/feeds/{'9' * 30}-{'a' * 32}.ics"])
def test_what_is_no_link_at_all_is_not_found_either(firm, path):
    assert firm.client.get(path).status_code == 404


def test_a_revoked_link_is_gone_and_the_new_one_works_at_once(firm):
    row = firm.feed()
    before = firm.links.path(row)
    after = firm.links.path(revoked(firm, row))
    for ending in ("", ".ics"):
        answer = firm.client.get(before + ending, headers=ENGLISH)
        assert answer.status_code == 410
        assert "was revoked" in answer.text
        assert firm.client.get(after + ending).status_code == 200


def test_a_link_is_revoked_once_however_often_one_presses(firm):
    row = firm.feed()
    after = revoked(firm, row)
    with pytest.raises(BadInput, match="revoked already"):
        revoked(firm, row)
    assert firm.feed().generation == after.generation == 2


def test_the_log_says_who_made_and_revoked_and_holds_no_token(firm):
    row = firm.feed()
    after = revoked(firm, row)
    with firm.database.begin() as tx:
        lines = audit.lines(tx, "feed person ada")
    assert [(line["who"], line["what"]) for line in lines] == [
        ("petra", "revoke feed"),
        ("petra", "make feed"),
    ]
    for each in (row, after):
        assert firm.links.token(each) not in str(lines)


def test_neither_lines_nor_tracebacks_of_the_servers_log_hold_a_token(firm):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet(FORMAT))
    row = firm.feed()
    token = firm.links.token(row)
    firm.app.logger.addHandler(handler)
    firm.app.add_url_rule(
        "/feeds/<int:number>-<token:token>/broken", view_func=lambda **_: 1 / 0, endpoint="broken"
    )
    try:
        answer = firm.client.get(f"{firm.links.path(row)}/broken", headers=ENGLISH)
        firm.app.logger.error("asked for %s", firm.links.feed(row))
    finally:
        firm.app.logger.removeHandler(handler)
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "ZeroDivisionError" in written.getvalue()
    assert f"/feeds/{row.id}-…" in written.getvalue()
    assert token not in written.getvalue()


def test_getting_feed_and_page_changes_nothing_but_the_last_use(firm):
    firm.publish(evening(date(2026, 12, 7), "ada"))
    before = firm.feed()
    with firm.database.begin() as tx:
        log = audit.lines(tx)
    firm.client.get(firm.links.path(before))
    assert firm.feed() == before
    firm.get()
    assert firm.feed() != before
    with firm.database.begin() as tx:
        assert audit.lines(tx) == log
