"""A feed over HTTP: conditional, compressed, in two forms, and cheap to ask for again."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta
from http.client import HTTPConnection

import pytest
from werkzeug.http import parse_options_header

from oncall.services import bookings
from tests.stories.subscriber import served
from tests.web.pages.rotas import NOW, evening, opened

MONDAY = date(2026, 12, 7)


@pytest.fixture
def asked(firm):
    """Asks for Ada's feed with some headers."""
    firm.publish(evening(MONDAY, "ada"))
    address = firm.address()
    return lambda query="", **headers: firm.client.get(
        f"{address}{query}", headers={name.replace("_", "-"): v for name, v in headers.items()}
    )


def test_a_feed_says_what_it_is_and_that_it_is_private(asked):
    answer = asked()
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "inline; filename=oncall-ada.ics"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert answer.last_modified == NOW
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["Łódź Połączenia", "Eule 🦉 & Söhne", 'a"b\\c/d;e', "東京"])
def test_a_name_that_no_header_can_hold_names_the_file_all_the_same(firm, name):
    row = {
        "customer": name, "team": "video", "start": "2027-01-11", "end": "2027-01-12",
        "windows": "Mon-Fri 18:00-22:00", "primary": "1", "backup": "0",
    }  # fmt: skip
    bookings.add(firm.database, row, by="petra", now=NOW)
    with served(firm) as address:
        asked = HTTPConnection(address.removeprefix("http://"))
        asked.request("GET", firm.address("customer", name))
        answer = asked.getresponse()
        assert b"BEGIN:VEVENT" in answer.read()
        asked.close()
    said = answer.headers["Content-Disposition"]
    assert said.isascii()
    assert parse_options_header(said) == ("inline", {"filename": f"oncall-{name}.ics"})


@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"x", "{}"', 'W/"x",W/"{}"', "*"])
def test_who_has_it_already_is_told_so(asked, form):
    tag = asked().headers["ETag"].strip('"')
    answer = asked(If_None_Match=form.format(tag))
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == f'"{tag}"'
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert "Content-Type" not in answer.headers


def test_who_has_another_one_gets_it_whole(asked, firm):
    tag = asked().headers["ETag"]
    firm.publish(evening(MONDAY, "ben"))
    answer = asked(If_None_Match=tag)
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_a_date_is_no_reason_to_say_that_nothing_changed(asked):
    """What a feed reaches moves on by itself; only its content tells."""
    assert asked(If_Modified_Since="Fri, 31 Dec 2027 00:00:00 GMT").status_code == 200


def test_gzip_is_used_where_it_is_accepted_and_has_a_validator_of_its_own(asked):
    plain, zipped = asked(), asked(Accept_Encoding="gzip, deflate")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    tag = zipped.headers["ETag"]
    assert asked(Accept_Encoding="gzip", If_None_Match=tag).status_code == 304
    assert asked(If_None_Match=tag).status_code == 200
    assert asked(Accept_Encoding="gzip").data == zipped.data


def test_gzip_can_be_switched_off_by_client_address_and_server(asked, copies, tmp_path):
    assert "Content-Encoding" not in asked(Accept_Encoding="gzip;q=0, identity").headers
    assert "Content-Encoding" not in asked("?gzip=no", Accept_Encoding="gzip").headers
    with opened(copies, tmp_path / "other", gzip=False) as firm:
        answer = firm.get(headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in answer.headers


def test_head_says_the_same_without_the_content(asked, firm):
    whole, head = asked(), firm.client.head(firm.address())
    assert head.data == b""
    same = ("ETag", "Content-Length", "Content-Type", "Last-Modified", "Vary")
    assert [head.headers[name] for name in same] == [whole.headers[name] for name in same]


def test_json_of_the_same_is_there_for_who_prefers_it(asked):
    answer = asked(Accept="application/json, text/calendar;q=0.5")
    assert answer.content_type == "application/json"
    said = json.loads(answer.data)
    assert said["language"] == "de"
    assert [event["title"] for event in said["events"]] == ["Erstbereitschaft · Alster AG"]
    assert answer.headers["ETag"] != asked().headers["ETag"]
    assert asked(Accept="text/html, */*;q=0.8").content_type.startswith("text/calendar")


def test_the_last_use_is_noted_once_a_minute(asked, firm):
    asked(User_Agent="khal\t1")
    firm.clock.wind(timedelta(seconds=59))
    asked(User_Agent="other")
    row = firm.feed()
    assert (row.used_at, row.used_by) == (NOW, "khal1")
    firm.clock.wind(timedelta(seconds=1))
    asked(User_Agent="other")
    assert firm.feed().used_by == "other"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("rol=primary", "the nearest is “role”"),
        ("role=first", "primary, backup, manager"),
        ("alarm=0", "from 1 to 10080"),
        ("alarm=soon", "“soon” is no alarm"),
        ("lang=fr", "write de or en"),
    ],
)
def test_what_an_address_says_in_vain_is_refused_with_a_cure(firm, query, sentence):
    address = f"{firm.address()}?{query}"
    answer = firm.client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert answer.content_type == "text/plain; charset=utf-8"


def test_empty_choices_of_a_form_are_none(firm):
    assert firm.get(query="role=&alarm=&team=&lang=").status_code == 200
