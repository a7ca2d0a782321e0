"""Calls to people: what they do, what the application is told, what it may do to a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from notify.carrier import Busy, Off, Rejects, doesnt_hear, hangs_up, mailbox, presses
from tests.notify.carrier.desk import HOME
from tests.notify.carrier.town import ANNA, BEN, HOTLINE, NOBODY

if TYPE_CHECKING:
    from notify.carrier.behaviours import Behaviour
    from tests.notify.carrier.town import Town

ASK = '<Gather numDigits="1" action="/key"><Say>Press 1 to accept.</Say></Gather><Say>Bye.</Say>'


def test_somebody_presses_a_key_and_the_application_is_asked_what_follows(town: Town) -> None:
    town.desk.says |= {"/voice": ASK, "/key": "<Say>Thank you.</Say>"}
    town.anna.behave(presses("1", after=4, at=5))
    call = town.call()
    town.wait(60)
    assert town.desk.at("/key")[0]["Digits"] == "1"
    assert town.anna.heard == "Press 1 to accept.\nThank you."
    assert town.state(call) == "completed"


def test_the_document_is_fetched_when_somebody_answers_not_while_it_rings(town: Town) -> None:
    town.desk.says["/voice"] = "<Pause length='9'/>"
    town.call()
    town.wait(10)
    assert town.anna.is_ringing
    assert town.desk.statuses() == ["initiated", "ringing"]
    assert town.desk.at("/voice") == []
    town.anna.answers()
    assert town.desk.statuses() == ["initiated", "ringing", "in-progress"]
    assert town.desk.at("/voice")[0]["CallStatus"] == "in-progress"


def test_events_are_numbered_in_their_order_and_the_last_one_tells_the_duration(
    town: Town,
) -> None:
    town.desk.says["/voice"] = "<Pause length='7'/>"
    town.anna.behave(presses("1", after=3))
    town.call()
    town.wait(60)
    assert [each["SequenceNumber"] for each in town.desk.at("/status")] == ["0", "1", "2", "3"]
    assert town.desk.at("/status")[-1]["CallDuration"] == "7"


def test_without_a_wish_for_events_only_the_end_is_told(town: Town) -> None:
    town.client.calls.create(
        to=ANNA, from_=HOTLINE, twiml="<Response/>", status_callback=f"{HOME}/status"
    )
    town.anna.behave(presses("1"))
    town.wait(60)
    assert town.desk.statuses() == ["completed"]


@pytest.mark.parametrize(
    ("behaviour", "status", "sip"),
    [
        (doesnt_hear(), "no-answer", "487"),
        (Busy(), "busy", "486"),
        (Rejects(after=2), "busy", "486"),
        (Off(), "no-answer", "480"),
        (hangs_up(after=4, at=2), "completed", "200"),
        (mailbox(after=20), "completed", "200"),
    ],
    ids=["doesn't hear", "busy", "rejects", "off", "hangs up in the prompt", "mailbox"],
)
def test_what_somebody_does_is_how_the_call_ends(
    town: Town, behaviour: Behaviour, status: str, sip: str
) -> None:
    town.desk.says["/voice"] = ASK
    town.anna.behave(behaviour)
    call = town.call()
    town.wait(120)
    assert town.state(call) == status
    assert town.desk.statuses()[-1] == status
    assert town.desk.at("/status")[-1]["SipResponseCode"] == sip


def test_a_number_that_nobody_has_fails(town: Town) -> None:
    call = town.call(NOBODY)
    town.wait(5)
    assert town.state(call) == "failed"


def test_a_mailbox_hears_it_all_and_presses_nothing(town: Town) -> None:
    town.desk.says["/voice"] = ASK
    town.anna.behave(mailbox(after=20))
    town.call()
    town.wait(120)
    assert "Bye." in town.anna.heard
    assert town.desk.at("/key") == []


def test_it_rings_as_long_as_was_asked_for(town: Town) -> None:
    town.call(timeout=25)
    town.wait(25)
    assert town.anna.is_ringing
    town.wait(1)
    assert not town.anna.is_ringing


def test_who_is_in_a_call_is_busy_for_another_one(town: Town) -> None:
    town.desk.says["/voice"] = "<Pause length='60'/>"
    first = town.call()
    town.wait(3)
    town.anna.answers()
    second = town.call()
    town.wait(3)
    assert (town.state(first), town.state(second)) == ("in-progress", "busy")


def test_calls_leave_at_the_speed_of_the_account(town: Town) -> None:
    for person in (ANNA, BEN):
        assert town.call(person).status == "queued"
    town.wait(0.9)
    assert (town.anna.is_ringing, town.ben.is_ringing) == (True, False)
    town.wait(1)
    assert town.ben.is_ringing
