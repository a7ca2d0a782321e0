"""Webhooks are signed as Twilio signs them, over the address they go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

from notify.carrier import presses
from tests.notify.carrier.desk import HOME, Asked
from tests.notify.carrier.town import ANNA, HOTLINE, SID

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

HELLO = "<Say>Hello.</Say>"


def test_every_webhook_is_signed(town: Town) -> None:
    town.desk.says |= {"/voice": "<Gather numDigits='1' action='/key?round=1'/>", "/key": HELLO}
    town.anna.behave(presses("1"))
    town.call(url=f"{HOME}/voice?attempt=7")
    town.text()
    town.anna.sends(HOTLINE, "1")
    town.wait(30)
    assert {each.path for each in town.desk.asked} == {"/voice", "/key", "/status", "/sms"}
    assert all(each.is_signed for each in town.desk.asked)


def test_what_is_fetched_by_get_is_signed_with_its_query(town: Town) -> None:
    town.desk.says["/voice"] = HELLO
    town.anna.behave(presses("1"))
    town.call(method="GET")
    town.wait(10)
    assert town.desk.at("/voice")[0].method == "GET"
    assert town.desk.at("/voice")[0].is_signed
    assert town.desk.at("/voice")[0]["To"] == ANNA


def test_a_forged_webhook_has_a_wrong_signature(town: Town) -> None:
    def only_signed(asked: Asked) -> Response:
        return Response(status=204 if asked.is_signed else 403)

    town.desk.says["/status"] = only_signed
    town.carrier.forge(SID, f"{HOME}/status", {"CallStatus": "completed"})
    assert [each.is_signed for each in town.desk.at("/status")] == [False]


def test_relative_addresses_start_at_the_document(town: Town) -> None:
    town.desk.says |= {"/deep/voice": "<Redirect>next?a=1</Redirect>", "/deep/next": HELLO}
    town.anna.behave(presses("1"))
    town.call(url=f"{HOME}/deep/voice")
    town.wait(10)
    assert town.desk.at("/deep/next")[0]["a"] == "1"
