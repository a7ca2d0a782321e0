"""The REST interface: who may use it, what it refuses and how, its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests
from twilio.rest import Client

from notify.carrier import Elsewhere
from tests.notify.carrier.desk import HOME, TOKEN
from tests.notify.carrier.town import (
    ANNA,
    HOTLINE,
    OTHER_SID,
    SECOND,
    SID,
    THEIRS,
    refused,
)

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

CALLS = f"/2010-04-01/Accounts/{SID}/Calls.json"


def as_(town: Town, user: str, password: str) -> Client:
    return Client(user, password, SID, http_client=Elsewhere(town.served.url, timeout=60))


def test_an_account_is_opened_by_its_token_and_by_its_keys(town: Town) -> None:
    assert as_(town, SID, TOKEN).calls.list() == []
    assert as_(town, "SK" + 32 * "c", "an invented secret").calls.list() == []


@pytest.mark.parametrize(
    ("user", "password"), [(SID, "wrong"), ("SK" + 32 * "c", TOKEN), ("nobody", ""), ("", "")]
)
def test_others_are_refused(town: Town, user: str, password: str) -> None:
    answer = requests.get(town.served.url + CALLS, auth=(user, password), timeout=60)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    told = answer.json()
    assert sorted(told) == ["code", "message", "more_info", "status"]
    assert (told["code"], told["status"]) == (20003, 401)


def test_another_account_sees_nothing(town: Town) -> None:
    call = town.call()
    other = Client(
        OTHER_SID, "another invented token", http_client=Elsewhere(town.served.url, timeout=60)
    )
    assert other.calls.list() == []
    with refused(20404):
        other.calls(call.sid).fetch()
    with refused(20404):
        as_(town, SID, TOKEN).api.accounts(OTHER_SID).fetch()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"to": "0171 3920001"}, 21211),
        ({"to": "+12025550123"}, 21215),
        ({"from_": "+493023125999"}, 21210),
        ({"from_": THEIRS}, 21210),
        ({"from_": "Example AG"}, 21212),
        ({"url": "oncall.example/voice"}, 21205),
        ({"twiml": "<Response/>"}, 21205),
        ({"timeout": 601}, 13223),
        ({"status_callback": HOME, "status_callback_event": ["answered", "sung"]}, 21626),
        ({"twiml": "<Response>" + 4000 * " " + "</Response>", "url": None}, 21218),
    ],
)
def test_calls_are_refused_with_twilios_codes(town: Town, told: dict[str, Any], code: int) -> None:
    wished = {"to": ANNA, "from_": HOTLINE, "url": f"{HOME}/voice"} | told
    with refused(code):
        town.client.calls.create(**{name: value for name, value in wished.items() if value})
    assert town.client.calls.list() == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"to": "Anna"}, 21211),
        ({"to": "+12025550123"}, 21408),
        ({"from_": "+493023125999"}, 21606),
        ({"from_": THEIRS}, 21606),
        ({"from_": "A name that is too long"}, 21212),
        ({"body": 1601 * "a"}, 21617),
        ({"validity_period": 36_001}, 21621),
    ],
)
def test_texts_are_refused_with_twilios_codes(town: Town, told: dict[str, Any], code: int) -> None:
    wished = {"to": ANNA, "from_": HOTLINE, "body": "Fault 4711"} | told
    with refused(code):
        town.client.messages.create(**wished)
    assert town.client.messages.list() == []


def test_what_is_accepted_by_twilio_but_not_practised_here_is_refused_aloud(town: Town) -> None:
    with refused(20001):
        town.call(machine_detection="Enable")
    town.carrier.expect_complaint("MachineDetection is not practised here")


def test_what_should_be_a_number_and_is_none_is_refused_by_name(town: Town) -> None:
    url = f"{town.served.url}{CALLS}?PageSize=many"
    told = requests.get(url, auth=(SID, TOKEN), timeout=60).json()
    assert told["code"] == 20001
    assert "PageSize" in told["message"]


def test_what_nobody_knows_is_not_found(town: Town) -> None:
    for path in ("Calls/CA0.json", "Addresses.json", "Messages/SM0.json", "Conferences/CF0.json"):
        url = f"{town.served.url}/2010-04-01/Accounts/{SID}/{path}"
        assert requests.get(url, auth=(SID, TOKEN), timeout=60).json()["code"] == 20404


def test_the_account_and_its_numbers_are_shown(town: Town) -> None:
    assert town.client.api.accounts(SID).fetch().status == "active"
    numbers = town.client.incoming_phone_numbers.list()
    assert {each.phone_number for each in numbers} == {HOTLINE, SECOND}
    found = town.client.incoming_phone_numbers.list(phone_number=HOTLINE)[0]
    assert found.voice_url == f"{HOME}/voice"
    assert found.voice_fallback_url == f"{HOME}/fallback"


def test_a_number_gets_other_webhooks(town: Town) -> None:
    sid = town.client.incoming_phone_numbers.list(phone_number=SECOND)[0].sid
    numbers = town.client.incoming_phone_numbers
    assert numbers(sid).update(voice_url=f"{HOME}/moved").voice_url == f"{HOME}/moved"
    town.desk.says["/moved"] = "<Say>Moved.</Say>"
    town.anna.dials(SECOND)
    town.wait(5)
    assert town.anna.heard == "Moved."
    assert numbers(sid).update(voice_fallback_url="").voice_fallback_url is None
    with refused(21205):
        numbers(sid).update(sms_url="nowhere")


def test_a_call_that_is_over_can_be_forgotten(town: Town) -> None:
    call = town.call()
    with refused(20009):
        town.client.calls(call.sid).delete()
    town.wait(60)
    assert town.client.calls(call.sid).delete()
    with refused(20404):
        town.client.calls(call.sid).fetch()
