"""TwiML: what flows where, and what is said of TwiML that isn't any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from notify.carrier import presses
from tests.notify.carrier.town import HOTLINE

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


def hears(town: Town, document: str) -> str:
    """What comes out of Anna's phone when she takes the call."""
    town.desk.says["/voice"] = document
    town.anna.behave(presses("1", at=100))
    town.call()
    town.wait(60)
    return town.anna.heard


def test_verbs_are_obeyed_one_after_the_other_and_the_end_hangs_up(town: Town) -> None:
    assert hears(town, "<Say>One.</Say><Pause/><Say>Two.</Say>") == "One.\nTwo."
    assert not town.anna.is_talking


def test_hangup_ends_the_call_before_the_rest(town: Town) -> None:
    assert hears(town, "<Say>One.</Say><Hangup/><Say>Two.</Say>") == "One."


def test_a_redirect_goes_on_elsewhere_by_an_address_next_to_this_one(town: Town) -> None:
    town.desk.says["/next"] = "<Say>There.</Say>"
    assert hears(town, "<Redirect method='GET'>next</Redirect><Say>Here.</Say>") == "There."
    assert town.desk.at("/next")[0].method == "GET"


def test_something_is_said_as_often_as_asked_for(town: Town) -> None:
    assert hears(town, "<Say loop='2'>Hello.</Say>") == "Hello.\nHello."


def test_spaces_and_marks_within_words_are_not_heard(town: Town) -> None:
    assert hears(town, "<Say>Fault\n   <say-as interpret-as='digits'>47</say-as>.</Say>") == (
        "Fault 47."
    )


def test_the_language_is_known_by_which_it_is_said(town: Town) -> None:
    hears(town, "<Say language='de-DE'>Guten Abend.</Say>")
    assert [heard.language for heard in town.anna.hearing] == ["de-DE"]


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ("<Shout>Hello.</Shout>", "<Shout> can't stand in <Response>"),
        ("<Say volume='11'>Hello.</Say>", "has no attribute 'volume'"),
        ("<Gather><Dial>+493023125001</Dial></Gather>", "<Dial> can't stand in <Response/Gather>"),
        ("Hello.", "holds words, which are not read out"),
        ("<Connect/>", "can't do it"),
        ("<Leave/>", "outside of a queue"),
        ("<Dial timeout='soon'>+4917139200002</Dial>", "is no number"),
    ],
)
def test_what_is_not_twiml_is_complained_about(town: Town, document: str, complaint: str) -> None:
    hears(town, document)
    town.carrier.expect_complaint(complaint)


def test_twiml_as_the_package_makes_it_is_not_complained_about(town: Town) -> None:
    hears(town, "<Gather input='dtmf' timeout='3'><Say voice='Polly.Vicki'>A</Say></Gather>")
    assert town.carrier.complaints == []


def test_a_call_from_outside_rings_until_the_document_has_come_and_is_then_answered(
    town: Town,
) -> None:
    town.desk.says["/voice"] = "<Say>Welcome.</Say><Pause length='30'/>"
    town.anna.dials(HOTLINE)
    town.wait(1)
    assert town.desk.at("/voice")[0]["CallStatus"] == "ringing"
    assert town.desk.at("/voice")[0]["Direction"] == "inbound"
    assert town.anna.is_talking
    town.anna.hangs_up()
    assert town.desk.statuses("/hotline-status") == ["completed"]


@pytest.mark.parametrize(("reason", "status"), [("busy", "busy"), ("rejected", "no-answer")])
def test_a_rejected_call_is_never_answered_and_costs_nothing(
    town: Town, reason: str, status: str
) -> None:
    town.desk.says["/voice"] = f"<Reject reason='{reason}'/>"
    town.anna.dials(HOTLINE)
    town.wait(5)
    call = town.client.calls.list()[0]
    assert (call.status, call.price, call.duration) == (status, None, "0")


def test_who_hangs_up_before_the_answer_was_not_answered(town: Town) -> None:
    town.desk.says["/voice"] = "<Pause length='5'/><Say>Welcome.</Say>"
    town.anna.dials(HOTLINE)
    town.wait(2)
    town.anna.hangs_up()
    assert town.client.calls.list()[0].status == "no-answer"


def test_an_anonymous_caller_shows_no_number(town: Town) -> None:
    town.carrier.phone("+4917139200004").dials(HOTLINE)
    town.wait(2)
    assert town.desk.at("/voice")[0]["From"] == "+266696687"


def test_a_text_can_be_sent_from_within_a_call(town: Town) -> None:
    hears(town, "<Sms>Your ticket\n4711</Sms><Say>Sent.</Say>")
    assert town.anna.expect_text("4711") == "Your ticket\n4711"
    assert town.client.messages.list()[0].direction == "outbound-call"


def test_documents_that_lead_round_in_a_circle_end_the_call(town: Town) -> None:
    assert hears(town, "<Redirect>/voice</Redirect>") == ""
    town.carrier.expect_complaint("without end")
    assert not town.anna.is_talking
