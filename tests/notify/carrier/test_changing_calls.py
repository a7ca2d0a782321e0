"""Calls that the interface ends, sends elsewhere, or gives their document along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier import presses
from tests.notify.carrier.desk import HOME
from tests.notify.carrier.town import BEN, refused

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

ASK = '<Gather numDigits="1" action="/key"><Say>Press 1 to accept.</Say></Gather><Say>Bye.</Say>'


def test_a_call_that_rings_can_be_called_off(town: Town) -> None:
    call = town.call()
    town.wait(3)
    town.client.calls(call.sid).update(status="canceled")
    town.wait(0)
    assert town.state(call) == "canceled"
    assert not town.anna.is_ringing


def test_a_call_that_waits_for_its_turn_can_be_called_off_and_never_rings(town: Town) -> None:
    town.call(BEN)
    call = town.call()
    town.client.calls(call.sid).update(status="completed")
    town.wait(10)
    assert town.state(call) == "canceled"
    assert town.anna.calls == ()


def test_a_running_call_is_not_called_off_but_ended(town: Town) -> None:
    town.desk.says["/voice"] = "<Pause length='60'/>"
    call = town.call()
    town.wait(3)
    town.anna.answers()
    town.client.calls(call.sid).update(status="canceled")
    town.wait(1)
    assert town.state(call) == "in-progress"
    town.client.calls(call.sid).update(status="completed")
    town.wait(0)
    assert town.state(call) == "completed"


def test_a_running_call_is_sent_to_another_document(town: Town) -> None:
    town.desk.says |= {"/voice": "<Pause length='60'/>", "/other": "<Say>Ben has it.</Say>"}
    call = town.call()
    with refused(21220):
        town.client.calls(call.sid).update(url=f"{HOME}/other")
    town.wait(3)
    town.anna.answers()
    town.client.calls(call.sid).update(url=f"{HOME}/other")
    town.wait(1)
    assert town.anna.heard == "Ben has it."


def test_a_document_can_come_with_the_call(town: Town) -> None:
    town.anna.behave(presses("1"))
    town.call(twiml="<Response><Say>Hello.</Say></Response>")
    town.wait(30)
    assert town.anna.heard == "Hello."
    assert town.desk.at("/voice") == []


def test_a_begun_minute_is_charged(town: Town) -> None:
    town.desk.says["/voice"] = "<Pause length='61'/>"
    town.anna.behave(presses("1"))
    call = town.call()
    town.wait(120)
    assert town.client.calls(call.sid).fetch().price == "-0.09000"
