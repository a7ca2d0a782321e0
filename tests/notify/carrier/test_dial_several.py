"""Dial: several telephones, whispers, and legs that go their own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier import doesnt_hear, hangs_up, presses
from tests.notify.carrier.desk import HOME
from tests.notify.carrier.town import ANNA, BEN, HOTLINE

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


def dials(town: Town, dial: str) -> None:
    """Clara calls the hotline, which dials somebody."""
    town.desk.says["/voice"] = f"{dial}<Say>Nobody is there.</Say>"
    town.desk.says["/after"] = "<Say>That was it.</Say>"
    town.clara.dials(HOTLINE)
    town.wait(1)


def test_of_several_the_first_to_answer_is_connected_and_the_others_stop_ringing(
    town: Town,
) -> None:
    dials(town, f"<Dial><Number>{ANNA}</Number><Number>{BEN}</Number></Dial>")
    town.wait(5)
    assert town.anna.is_ringing
    town.ben.answers()
    assert not town.anna.is_ringing
    town.clara.says("Hello?")
    assert town.ben.heard == "Hello?"


def test_one_after_the_other_rings_where_that_is_wished(town: Town) -> None:
    town.anna.behave(doesnt_hear())
    dials(
        town,
        f'<Dial sequential="true" timeout="10"><Number>{ANNA}</Number>'
        f"<Number>{BEN}</Number></Dial>",
    )
    town.wait(5)
    assert (town.anna.is_ringing, town.ben.is_ringing) == (True, False)
    town.wait(8)
    assert (town.anna.is_ringing, town.ben.is_ringing) == (False, True)


def test_who_is_dialled_hears_a_whisper_before_they_are_connected(town: Town) -> None:
    town.desk.says["/whisper"] = "<Gather numDigits='1'><Say>Press 1.</Say></Gather><Hangup/>"
    dials(town, f'<Dial><Number url="/whisper">{ANNA}</Number></Dial>')
    town.wait(2)
    town.anna.answers()
    assert town.anna.heard == "Press 1."
    town.clara.says("Hello?")
    town.wait(10)
    assert town.anna.heard == "Press 1."
    assert town.clara.heard == "Nobody is there."


def test_states_of_the_child_leg_are_told_where_that_is_wished(town: Town) -> None:
    town.anna.behave(hangs_up())
    dials(
        town,
        f'<Dial><Number statusCallback="/leg" statusCallbackEvent="ringing answered completed">'
        f"{ANNA}</Number></Dial>",
    )
    town.wait(30)
    assert town.desk.statuses("/leg") == ["ringing", "in-progress", "completed"]
    assert town.desk.at("/leg")[0].get("ParentCallSid")


def test_a_star_ends_the_conversation_where_that_is_wished(town: Town) -> None:
    town.anna.behave(presses("1", at=100))
    dials(town, f'<Dial hangupOnStar="true" action="/after">{ANNA}</Dial>')
    town.wait(10)
    town.clara.press("*")
    assert not town.anna.is_talking
    assert town.clara.is_talking


def test_the_caller_hears_ringing_until_the_bridge_where_that_is_wished(town: Town) -> None:
    dials(town, f'<Dial answerOnBridge="true">{ANNA}</Dial>')
    town.wait(5)
    assert not town.clara.is_talking
    town.anna.answers()
    assert town.clara.is_talking


def test_who_is_taken_elsewhere_by_the_interface_leaves_the_other_one_to_go_on(
    town: Town,
) -> None:
    town.desk.says["/elsewhere"] = "<Say>Elsewhere.</Say><Pause length='30'/>"
    dials(town, f'<Dial action="/after">{ANNA}</Dial>')
    town.wait(2)
    town.anna.answers()
    child = town.client.calls.list(to=ANNA)[0]
    town.client.calls(child.sid).update(url=f"{HOME}/elsewhere")
    town.wait(0.5)
    assert (town.anna.heard, town.clara.heard) == ("Elsewhere.", "That was it.")
    town.clara.says("Hello?")
    town.client.calls(child.sid).update(url=f"{HOME}/elsewhere")
    town.wait(0.5)
    assert town.anna.heard == "Elsewhere.\nElsewhere."
