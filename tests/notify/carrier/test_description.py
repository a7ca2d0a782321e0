"""Twilio's own description, held against requests and answers."""

from __future__ import annotations

from typing import Any

import pytest

from notify.carrier.rest.asking import Shown
from notify.carrier.rest.description import Description, load
from notify.carrier.rest.routes import ACCOUNTS, routes
from notify.carrier.twiml.grammar import messaging, voice
from tests.notify.carrier.town import ANNA, DESCRIPTION, HOTLINE

pytestmark = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason=f"Twilio's description is not at hand ({DESCRIPTION})"
)
CALLS = f"{ACCOUNTS}/{{AccountSid}}/Calls.json"
TEXTS = f"{ACCOUNTS}/{{AccountSid}}/Messages.json"
FINE = {"To": ANNA, "From": HOTLINE, "Url": "https://oncall.example/voice"}


@pytest.fixture(name="description")
def _description() -> Description:
    return load(DESCRIPTION)


def faults(description: Description, told: dict[str, str], path: str = CALLS) -> list[str]:
    return description.faults_of_request("POST", path, tuple(told.items()))


def test_a_good_request_has_no_fault(description: Description) -> None:
    assert faults(description, FINE) == []
    events = (("StatusCallbackEvent", "ringing"), ("StatusCallbackEvent", "answered"))
    assert description.faults_of_request("POST", CALLS, (*FINE.items(), *events)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Callback": "x"}, "Callback is no parameter"),
        ({"To": None}, "'To' is a required property"),
        ({"Url": None}, "one of Url, Twiml, ApplicationSid is needed"),
        ({"Timeout": "soon"}, "Timeout: 'soon' is not of type 'integer'"),
        ({"Method": "PUT"}, "Method: 'PUT' is not one of"),
        ({"Url": "https://a b"}, "is not a 'uri'"),
    ],
)
def test_a_bad_one_has(description: Description, change: dict[str, str | None], fault: str) -> None:
    told = {name: value for name, value in (FINE | change).items() if value is not None}
    found = faults(description, told)
    assert len(found) == 1
    assert fault in found[0]


def test_a_text_needs_a_sender_and_words(description: Description) -> None:
    assert faults(description, {"To": ANNA}, TEXTS) == [
        "one of From, MessagingServiceSid is needed",
        "one of Body, MediaUrl, ContentSid is needed",
    ]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"status": "ringing", "sid": None}, None),
        ({"status": "singing"}, "status: 'singing' is not one of"),
        ({"sid": "CA1"}, "sid: 'CA1'"),
        ({"url": "https://oncall.example"}, "'url' was unexpected"),
        ({"date_created": "yesterday"}, "is not a 'date-time-rfc-2822'"),
        ({"price_unit": "Euro"}, "is not a 'currency'"),
    ],
)
def test_an_answer_shows_what_is_described_and_nothing_else(
    description: Description, body: dict[str, Any], fault: str | None
) -> None:
    found = description.faults_of_answer("POST", CALLS, Shown(201, body))
    assert found == [] if fault is None else fault in found[0]
    in_a_list = description.faults_of_answer("GET", CALLS, Shown(200, {"calls": [body]}))
    assert in_a_list == [] if fault is None else fault in in_a_list[0]


def test_a_state_that_is_not_described_is_a_fault(description: Description) -> None:
    assert description.faults_of_answer("POST", CALLS, Shown(202, {})) != []
    path = f"{ACCOUNTS}/{{AccountSid}}/Calls/{{Sid}}.json"
    assert description.faults_of_answer("DELETE", path, Shown(204)) == []


def test_every_route_but_the_sound_of_recordings_is_described(description: Description) -> None:
    ours = {(route.method, route.path) for rows in routes().values() for _, route in rows}
    described = {
        (method.upper(), path)
        for path, item in description._document["paths"].items()
        for method in item
    }
    assert {path.rpartition("/")[2] for _, path in ours - described} == {"{Sid}", "{Sid}.wav"}


def test_what_is_practised_is_described(description: Description) -> None:
    for rows in routes().values():
        for _, route in rows:
            for name in route.practised or ():
                told = description.faults_of_request(route.method, route.path, ((name, "x"),))
                assert f"{name} is no parameter" not in told


def test_the_grammar_of_twiml_is_read_off_the_package() -> None:
    gather = voice().children["Gather"]
    assert {"numDigits", "finishOnKey", "actionOnEmptyResult"} <= gather.attributes
    assert set(gather.children) == {"Say", "Play", "Pause"}
    assert voice().children["Say"].has_words
    assert not voice().children["Hangup"].has_words
    assert set(messaging().children) == {"Message", "Redirect"}
    assert set(voice().children["Dial"].children) >= {"Number", "Queue", "Conference"}
