"""Conferences: who begins and ends them, who is called in, muted and sent out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.notify.carrier.town import ANNA, HOTLINE, SECOND, refused

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

CALLER = (
    '<Dial><Conference startConferenceOnEnter="false" waitUrl="/wait" statusCallback="/events" '
    'statusCallbackEvent="start end join leave mute">bridge</Conference></Dial><Say>Below.</Say>'
)
ENGINEER = '<Dial action="/after"><Conference endConferenceOnExit="true">bridge</Conference></Dial>'


def clara_waits(town: Town) -> None:
    town.desk.says |= {
        "/voice": CALLER,
        "/second": ENGINEER,
        "/wait": "<Say>Somebody is coming.</Say><Pause length='18'/>",
        "/after": "<Say>Conference over.</Say>",
    }
    town.clara.dials(HOTLINE)
    town.wait(1)


def anna_comes(town: Town) -> None:
    town.anna.dials(SECOND)
    town.wait(1)


def events(town: Town) -> list[str | None]:
    return [each.get("StatusCallbackEvent") for each in town.desk.at("/events")]


def test_who_may_not_begin_it_waits_with_the_waiting_document(town: Town) -> None:
    clara_waits(town)
    town.wait(25)
    assert town.clara.heard == "Somebody is coming.\nSomebody is coming."
    assert town.client.conferences.list()[0].status == "init"


def test_two_who_may_not_begin_it_wait_both(town: Town) -> None:
    clara_waits(town)
    town.ben.dials(HOTLINE)
    town.wait(1)
    assert town.client.conferences.list()[0].status == "init"


def test_it_begins_with_one_who_may_and_they_hear_each_other(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    assert town.client.conferences.list(status="in-progress")[0].friendly_name == "bridge"
    town.anna.says("Anna speaking.")
    town.clara.says("At last.")
    assert town.clara.heard.endswith("Anna speaking.")
    assert town.anna.heard == "At last."


def test_with_one_whose_exit_ends_it_everybody_goes_on_below(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    town.anna.hangs_up()
    assert town.clara.heard.endswith("Below.")
    ended = town.client.conferences.list()[0]
    assert ended.status == "completed"
    assert ended.reason_conference_ended == "participant-with-end-conference-on-exit-left"


def test_when_another_one_leaves_it_goes_on(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    town.clara.hangs_up()
    assert town.client.conferences.list()[0].status == "in-progress"
    assert town.anna.is_talking


def test_events_are_told_in_their_order(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    town.anna.hangs_up()
    assert events(town) == [
        "participant-join",
        "participant-join",
        "conference-start",
        "participant-leave",
        "participant-leave",
        "conference-end",
    ]
    numbers = [each["SequenceNumber"] for each in town.desk.at("/events")]
    assert numbers == ["0", "1", "2", "3", "4", "5"]


def test_who_is_muted_is_not_heard(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    sid = town.client.conferences.list()[0].sid
    participants = town.client.conferences(sid).participants
    clara = town.clara.calls[-1].call.sid
    assert participants(clara).update(muted=True).muted is True
    town.clara.says("Can you hear me?")
    participants(clara).update(muted=False)
    town.clara.says("And now?")
    assert town.anna.heard == "And now?"


def test_who_is_sent_out_goes_on_below_in_the_same_call(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    sid = town.client.conferences.list()[0].sid
    participants = town.client.conferences(sid).participants
    assert len(participants.list()) == 2
    assert participants(town.clara.calls[-1].call.sid).delete()
    town.wait(0)
    assert town.clara.heard.endswith("Below.")
    with refused(20404):
        participants(town.clara.calls[-1].call.sid).fetch()


def test_somebody_can_be_called_into_it(town: Town) -> None:
    clara_waits(town)
    sid = town.client.conferences.list()[0].sid
    made = town.client.conferences(sid).participants.create(from_=HOTLINE, to=ANNA, label="Anna")
    assert (made.status, made.label) == ("queued", "Anna")
    town.wait(3)
    town.anna.answers()
    town.anna.says("Anna speaking.")
    assert town.clara.heard.endswith("Anna speaking.")
    assert town.client.conferences(sid).participants("Anna").fetch().call_sid == made.call_sid


def test_it_can_be_ended_by_the_interface(town: Town) -> None:
    clara_waits(town)
    anna_comes(town)
    sid = town.client.conferences.list()[0].sid
    ended = town.client.conferences(sid).update(status="completed")
    town.wait(0)
    assert ended.reason_conference_ended == "conference-ended-via-api"
    assert town.anna.heard == "Conference over."
    assert town.desk.at("/after")[0]["DialCallStatus"] == "answered"


def test_the_next_one_of_that_name_is_another_one(town: Town) -> None:
    clara_waits(town)
    town.clara.hangs_up()
    town.clara.dials(HOTLINE)
    town.wait(1)
    found = town.client.conferences.list(friendly_name="bridge")
    assert [each.status for each in found] == ["init", "completed"]
