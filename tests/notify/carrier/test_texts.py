"""Texts: out, back, not delivered, not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.wrappers import Response

from notify.carrier import TextsBack
from tests.notify.carrier.town import ANNA, BEN, HOTLINE, refused

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


def test_a_text_arrives_and_its_states_are_told(town: Town) -> None:
    made = town.text(body="Störung 4711")
    assert made.status == "queued"
    town.wait(10)
    assert town.anna.expect_text("4711") == "Störung 4711"
    assert town.desk.statuses() == ["sent", "delivered"]
    assert {each["MessageSid"] for each in town.desk.at("/status")} == {made.sid}


def test_somebody_answers_with_what_the_text_asks_for(town: Town) -> None:
    town.desk.says["/sms"] = "<Message>You have it.</Message>"
    town.anna.behave(texting=TextsBack(r"\1 ja", find=r"Antwort (\d+)"))
    town.text(body="Antwort 17 zum Annehmen")
    town.wait(10)
    asked = town.desk.at("/sms")[0]
    assert (asked["Body"], asked["From"], asked["To"]) == ("17 ja", ANNA, HOTLINE)
    town.wait(5)
    assert town.anna.inbox[-1] == "You have it."
    assert town.client.messages.list()[0].direction == "outbound-reply"


def test_a_text_that_asks_for_nothing_is_not_answered(town: Town) -> None:
    town.anna.behave(texting=TextsBack("1", find="Antwort"))
    town.text(body="Erledigt.")
    town.wait(30)
    assert town.desk.at("/sms") == []


@pytest.mark.parametrize(
    ("answer", "replies"),
    [
        ("", ()),
        (Response(status=204), ()),
        ("<Message><Body>One</Body></Message><Message>Two</Message>", ("One", "Two")),
        ("<Redirect>/more</Redirect>", ("More",)),
        (Response("As it is", content_type="text/plain"), ("As it is",)),
    ],
    ids=["empty", "204", "two", "redirect", "plain text"],
)
def test_what_the_application_answers_is_sent_back(
    town: Town, answer: str | Response, replies: tuple[str, ...]
) -> None:
    town.desk.says |= {"/sms": answer, "/more": "<Message>More</Message>"}
    town.anna.sends(HOTLINE, "Hello")
    town.wait(10)
    assert town.anna.inbox == replies
    assert town.carrier.complaints == []


def test_who_says_stop_gets_no_more_until_they_say_start(town: Town) -> None:
    town.anna.sends(HOTLINE, "Stop")
    with refused(21610):
        town.text()
    town.text(BEN)
    town.anna.sends(HOTLINE, "START")
    town.text()
    town.wait(10)
    town.anna.expect_text("4711")
    town.ben.expect_text("4711")
    town.carrier.nothing_else_happened()
