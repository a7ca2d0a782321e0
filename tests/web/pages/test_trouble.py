"""What pages say when something is wrong, to browsers as pages and to programs as text."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url

from oncall.errors import BadInput, Fault
from tests.databases import at, run
from tests.web.pages.desks import send
from tests.web.pages.rotas import opened

END_SESSIONS = (
    "select pg_terminate_backend(pid, 9999) from pg_stat_activity where usename = 'oncall'"
)
REFRESH = '<meta http-equiv="refresh" content="5">'
BROWSER = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "de"}


def test_an_address_that_is_none_is_told_in_the_browsers_language(firm):
    answer = firm.client.get("/nothing/here", headers=BROWSER)
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "Unter dieser Adresse gibt es nichts" in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_method_that_is_not_allowed_is_told_with_those_that_are(firm):
    answer = firm.client.post(firm.address(), headers=BROWSER)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_bad_input_is_told_in_general_in_the_readers_language_and_then_in_detail(firm):
    faults = (Fault("row", 7, "end", "is over; write a later one"),)

    def refuse():
        raise BadInput(faults)

    firm.app.add_url_rule("/bad", view_func=refuse)
    answer = firm.client.get("/bad", headers=BROWSER)
    assert answer.status_code == 400
    general, detail = "Das geht so nicht; es wurde nichts geändert.", faults[0].message
    assert 0 < answer.text.index(general) < answer.text.index(detail)


def test_while_the_database_is_gone_a_sentence_is_answered_and_then_it_goes_on(
    copies, server, tmp_path
):
    with opened(copies, tmp_path) as firm:
        address = firm.address()
        name, other = make_url(firm.database.url).database, at(server.owner, "template1")
        run(other, f"alter database {name} with allow_connections false", END_SESSIONS)
        answer = firm.client.get(address, headers=BROWSER)
        assert answer.status_code == 503
        assert "Die Datenbank ist gerade nicht erreichbar." in answer.text
        assert answer.headers["Retry-After"] == "30"
        run(other, f"alter database {name} with allow_connections true")
        assert firm.client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/rota/video", "/bookings", "/people", "/people/ada"])
def test_a_planning_page_says_that_the_database_is_gone_and_comes_back_by_itself(
    copies, server, tmp_path, address
):
    with opened(copies, tmp_path) as firm:
        name, other = make_url(firm.database.url).database, at(server.owner, "template1")
        run(other, f"alter database {name} with allow_connections false", END_SESSIONS)
        answer = firm.client.get(address, headers=BROWSER)
        posted = firm.client.post("/bookings", headers=BROWSER)
        run(other, f"alter database {name} with allow_connections true")
        assert answer.status_code == 503
        assert "Die Datenbank ist gerade nicht erreichbar." in answer.text
        assert REFRESH in answer.text
        assert REFRESH not in posted.text
        assert firm.client.get(address, headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/people/nobody",
        "/people/nobody/particulars",
        "/contracts/C99",
        "/bookings/B99",
        "/swaps/99",
        "/duties/D99",
        "/incidents/99",
    ],
)
def test_what_there_is_not_is_not_found(firm, address):
    answer = firm.client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "nothing was changed" not in answer.text


def test_a_page_that_answers_a_form_can_be_read_in_the_other_language(firm):
    fields = {"what": "add", "start": "soon", "end": ""}
    answer = send(firm, "/people/ada?lang=en", **fields)
    assert answer.status_code == 200
    assert 'href="/people/ada?lang=de"' in answer.text
