"""Queues: waiting with the truth, leaving, being taken out, and what the action is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.notify.carrier.town import HIDDEN, HOTLINE, SECOND

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

ENQUEUE = '<Enqueue waitUrl="/wait" action="/left">night</Enqueue><Say>Below.</Say>'


def clara_waits(town: Town, enqueue: str = ENQUEUE) -> None:
    town.desk.says |= {
        "/voice": enqueue,
        "/wait": "<Say>We are calling somebody.</Say><Pause length='18'/>",
        "/left": "<Say>Left.</Say><Pause length='30'/>",
        "/second": "<Dial><Queue>night</Queue></Dial><Say>Nobody waits.</Say>",
    }
    town.clara.dials(HOTLINE)
    town.wait(1)


def test_the_waiting_document_is_asked_for_again_and_again_with_the_place(town: Town) -> None:
    clara_waits(town)
    town.wait(45)
    waits = town.desk.at("/wait")
    assert [each["QueuePosition"] for each in waits] == ["1", "1", "1"]
    assert [each["QueueTime"] for each in waits] == ["0", "20", "39"]
    assert town.clara.heard.count("We are calling somebody.") == 3


def test_without_a_waiting_document_there_is_music(town: Town) -> None:
    clara_waits(town, "<Enqueue>night</Enqueue>")
    town.wait(40)
    assert town.clara.heard == "♪\n♪"


def test_who_dials_the_queue_is_connected_with_the_first(town: Town) -> None:
    clara_waits(town)
    town.ben.dials(HOTLINE)
    town.wait(5)
    town.anna.dials(SECOND)
    town.wait(1)
    town.anna.says("Anna speaking.")
    assert town.clara.heard.endswith("Anna speaking.")
    assert "Anna" not in town.ben.heard


def test_two_who_dial_the_queue_at_one_instant_get_one_each(town: Town) -> None:
    clara_waits(town)
    town.ben.dials(HOTLINE)
    town.wait(5)
    hidden = town.carrier.phone(HIDDEN)
    hidden.dials(SECOND)  # half a second later both are asked for, in the same step of time
    town.anna.dials(SECOND)
    town.wait(1)
    hidden.says("Hidden speaking.")
    town.anna.says("Anna speaking.")
    assert "Hidden" in town.clara.heard
    assert "Anna" in town.ben.heard


def test_after_the_conversation_the_action_is_told_that_it_was_bridged(town: Town) -> None:
    clara_waits(town)
    town.wait(9)
    town.anna.dials(SECOND)
    town.wait(11)
    assert town.desk.at("/left") == []
    town.anna.hangs_up()
    left = town.desk.at("/left")[0]
    assert (left["QueueResult"], left["QueueTime"]) == ("bridged", "10")
    assert town.clara.heard.endswith("Left.")


def test_when_the_caller_hangs_up_first_the_other_one_goes_on_below(town: Town) -> None:
    clara_waits(town)
    town.anna.dials(SECOND)
    town.wait(5)
    town.clara.hangs_up()
    assert town.anna.heard.endswith("Nobody waits.")


def test_who_hangs_up_while_waiting_is_told_to_the_action(town: Town) -> None:
    clara_waits(town)
    town.clara.hangs_up()
    assert town.desk.at("/left")[0]["QueueResult"] == "hangup"
    assert town.client.queues.list()[0].current_size == 0


def test_a_key_in_the_waiting_document_can_lead_out_of_the_queue(town: Town) -> None:
    clara_waits(town)
    town.desk.says["/wait"] = "<Gather action='/out' numDigits='1'><Say>2 leaves.</Say></Gather>"
    town.desk.says["/out"] = "<Leave/>"
    town.wait(20)
    town.clara.press("2")
    assert town.desk.at("/left")[0]["QueueResult"] == "leave"
    assert town.clara.heard.endswith("Left.")
    town.carrier.nothing_else_happened()


def test_without_an_action_the_document_goes_on_below(town: Town) -> None:
    clara_waits(town, '<Enqueue waitUrl="/wait">night</Enqueue><Say>Below.</Say>')
    town.desk.says["/wait"] = "<Leave/>"
    town.wait(25)
    assert town.clara.heard.endswith("Below.")


def test_dialling_a_queue_waits_for_somebody_as_long_as_it_may_ring(town: Town) -> None:
    clara_waits(town, "<Hangup/>")
    town.client.queues.create(friendly_name="night")
    town.desk.says["/second"] = "<Dial timeout='10' action='/dialled'><Queue>night</Queue></Dial>"
    town.anna.dials(SECOND)
    town.wait(9)
    assert town.desk.at("/dialled") == []
    town.wait(2)
    assert town.desk.at("/dialled")[0]["DialCallStatus"] == "no-answer"


def test_dialling_a_queue_that_is_not_there_fails(town: Town) -> None:
    town.desk.says["/second"] = "<Dial action='/dialled'><Queue>nowhere</Queue></Dial>"
    town.anna.dials(SECOND)
    town.wait(2)
    assert town.desk.at("/dialled")[0]["DialCallStatus"] == "failed"


def test_who_waits_hears_a_whisper_before_being_connected(town: Town) -> None:
    clara_waits(town)
    town.desk.says["/second"] = "<Dial><Queue url='/soon'>night</Queue></Dial>"
    town.desk.says["/soon"] = "<Say>One moment.</Say>"
    town.anna.dials(SECOND)
    town.wait(3)
    soon = town.desk.at("/soon")[0]
    assert soon["CallSid"] == town.clara.calls[-1].call.sid
    assert soon["DequeingCallSid"] == town.anna.calls[-1].call.sid
    assert town.clara.heard.endswith("One moment.")
