"""Programs report faults: signed, once however often they ask, and told what is wrong."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oncall.clock import WoundClock
from oncall.incidents.incident import State
from oncall.incidents.signed import Signed, signature
from oncall.store import incidents as store
from tests.oncall.services.firms import stored
from web.carriers import Carriers
from web.hooks.app import make_hotline
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from oncall.store.db import Database

NOW = datetime(2026, 12, 7, 18, tzinfo=UTC)
SECRET, NEXT = "an invented secret of thirty-two signs", "another invented secret, just as long"
FAULT = {"team": "video", "description": "Bild fällt aus"}


@pytest.fixture(name="client")
def _client(database: Database, tmp_path: Path) -> FlaskClient:
    stored(database, customers="id,name,language\nAlster,Alster GmbH,de\n")
    carriers = Carriers(api_secrets=(SECRET, NEXT))
    settings = Settings(tmp_path, None, None, "https://oncall.example", None, "petra", carriers)
    return make_hotline(House(settings, database, WoundClock(NOW))).test_client()


def post(client: FlaskClient, told: Any, key: str = "alarm 1", **more: Any) -> TestResponse:
    """A program posts something that it has signed."""
    body = json.dumps(told).encode()
    at = more.get("at", NOW)
    timestamp = more.get("timestamp", str(int(at.timestamp())))
    headers = {
        "X-Oncall-Timestamp": timestamp,
        "X-Oncall-Signature": more.get(
            "signed", signature(more.get("secret", SECRET), Signed(timestamp, key, body))
        ),
        "Idempotency-Key": key,
    }
    return client.post("/api/incidents", data=more.get("body", body), headers=headers)


def test_a_signed_report_is_an_incident(client: FlaskClient, database: Database) -> None:
    answer = post(client, FAULT | {"severity": "critical"})
    assert answer.status_code == 201
    assert answer.json is not None
    with database.begin() as tx:
        kept = store.get(tx, answer.json["number"])
    assert kept is not None
    assert (kept.report.description, kept.report.severity) == ("Bild fällt aus", "critical")
    assert kept.incident.state is State.REPORTED


def test_what_was_signed_for_one_fault_is_no_other(client: FlaskClient) -> None:
    body = json.dumps(FAULT).encode()
    listened = signature(SECRET, Signed(str(int(NOW.timestamp())), "alarm 1", body))
    assert post(client, FAULT, signed=listened).status_code == 201
    assert post(client, FAULT, key="alarm 2", signed=listened).status_code == 401


def test_the_same_key_is_the_same_incident(client: FlaskClient) -> None:
    first, again = post(client, FAULT), post(client, FAULT)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json is not None
    assert again.json == first.json | {"new": False}
    other = post(client, FAULT, key="alarm 2")
    assert other.json is not None
    assert other.json["number"] != first.json["number"]


def test_both_secrets_are_good_while_one_is_changed(client: FlaskClient) -> None:
    assert post(client, FAULT, secret=NEXT).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "a secret that nobody has given to them"},
        {"signed": ""},
        {"signed": "ü" * 64},
        {"timestamp": "yesterday"},
        {"timestamp": "9" * 30},
        {"at": NOW - timedelta(minutes=5, seconds=1)},
        {"at": NOW + timedelta(minutes=5, seconds=1)},
        {"body": b'{"team": "voice"}'},
    ],
    ids=str,
)
def test_what_is_not_signed_is_refused(
    client: FlaskClient, database: Database, wrong: dict[str, Any]
) -> None:
    if "signed" in wrong and not wrong["signed"].isascii():
        wrong = {"signed": wrong["signed"].encode().decode("latin1")}
    assert post(client, FAULT, **wrong).status_code == 401
    with database.begin() as tx:
        assert store.next_due(tx) is None


def test_the_signature_is_of_timestamp_key_and_body_as_documented(client: FlaskClient) -> None:
    body, timestamp = json.dumps(FAULT).encode(), str(int(NOW.timestamp()))
    made = hmac.new(SECRET.encode(), timestamp.encode() + b".alarm 1." + body, "sha256").hexdigest()
    assert post(client, FAULT, signed=made).status_code == 201
    bare = hmac.new(SECRET.encode(), timestamp.encode() + b"." + body, "sha256").hexdigest()
    assert post(client, FAULT, signed=bare).status_code == 401


def test_four_minutes_are_not_too_old(client: FlaskClient) -> None:
    assert post(client, FAULT, at=NOW - timedelta(minutes=4)).status_code == 201


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "body must be a JSON object"),
        ({}, "name a team, or a customer"),
        ({"team": "vidoe"}, "there is no team 'vidoe'; the nearest is video"),
        ({"team": "video", "colour": "red"}, "colour is unknown"),
        ({"team": 7}, "must be a text"),
        ({"customer": "Alstr"}, "there is no customer 'Alstr'; the nearest is Alster"),
        (FAULT | {"severity": "dire"}, "severity must be one of critical, major, minor"),
        (FAULT | {"description": "x" * 4001}, "at most 4000 signs"),
    ],
)
def test_what_is_wrong_is_told_and_opens_nothing(
    client: FlaskClient, database: Database, told: Any, sentence: str
) -> None:
    answer = post(client, told)
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True).replace(":", "")
    with database.begin() as tx:
        assert store.next_due(tx) is None


def test_a_key_is_demanded(client: FlaskClient) -> None:
    assert "Idempotency-Key" in post(client, FAULT, key="").get_data(as_text=True)


def test_a_customer_without_a_team_is_served_as_agreed(
    client: FlaskClient, database: Database
) -> None:
    answer = post(client, {"customer": "Alster", "description": "Ton fehlt"})
    assert answer.json is not None
    with database.begin() as tx:
        kept = store.get(tx, answer.json["number"])
    assert kept is not None
    assert (kept.report.customer, kept.report.bookings) == ("Alster", ("B1",))


def test_the_hotlines_process_has_no_page(client: FlaskClient) -> None:
    for address in ("/", "/planning", "/incidents", "/people"):
        assert client.get(address, headers={"Accept": "text/html"}).status_code == 404
    assert client.get("/api/incidents").status_code == 405
    assert client.post("/hooks/hotline").status_code == 403
