"""Dial to telephones: child legs, who is connected with whom, what the action is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from notify.carrier import Busy, Off, doesnt_hear, hangs_up
from tests.notify.carrier.town import ANNA, CLARA, HOTLINE, NOBODY

if TYPE_CHECKING:
    from notify.carrier.behaviours import Behaviour
    from tests.notify.carrier.town import Town


def dials(town: Town, dial: str) -> None:
    """Clara calls the hotline, which dials somebody."""
    town.desk.says["/voice"] = f"{dial}<Say>Nobody is there.</Say>"
    town.desk.says["/after"] = "<Say>That was it.</Say>"
    town.clara.dials(HOTLINE)
    town.wait(1)


def test_two_who_are_connected_hear_each_other(town: Town) -> None:
    dials(town, f"<Dial>{ANNA}</Dial>")
    town.wait(5)
    town.anna.answers()
    town.anna.says("Anna speaking.")
    town.clara.says("The pump has stopped.")
    assert town.anna.heard == "The pump has stopped."
    assert town.clara.heard == "Anna speaking."


def test_the_leg_to_the_other_one_is_a_child_of_the_call(town: Town) -> None:
    dials(town, f"<Dial>{ANNA}</Dial>")
    town.wait(1)
    parent = next(call for call in town.client.calls.list() if call.direction == "inbound")
    child = town.client.calls.list(parent_call_sid=parent.sid)[0]
    assert (child.to, child.direction, child.parent_call_sid) == (
        ANNA,
        "outbound-dial",
        parent.sid,
    )


@pytest.mark.parametrize(("attributes", "shown"), [("", CLARA), (f'callerId="{HOTLINE}"', HOTLINE)])
def test_the_number_shown_is_the_callers_or_the_chosen_one(
    town: Town, attributes: str, shown: str
) -> None:
    dials(town, f"<Dial {attributes}>{ANNA}</Dial>")
    town.wait(1)
    assert town.anna.expect_call().call.from_ == shown


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [(doesnt_hear(), "no-answer"), (Busy(), "busy"), (Off(), "no-answer")],
)
def test_without_an_action_the_document_goes_on_when_nobody_answers(
    town: Town, behaviour: Behaviour, status: str
) -> None:
    town.anna.behave(behaviour)
    dials(town, f'<Dial timeout="20">{ANNA}</Dial>')
    town.wait(30)
    assert town.clara.heard == "Nobody is there."
    assert [c.status for c in town.client.calls.list(to=ANNA)] == [status]


def test_a_number_that_nobody_has_is_told_to_the_action(town: Town) -> None:
    dials(town, f'<Dial action="/after">{NOBODY}</Dial>')
    town.wait(30)
    assert town.desk.at("/after")[0]["DialCallStatus"] == "failed"


def test_when_the_other_one_hangs_up_the_action_is_told_how_long_it_was(town: Town) -> None:
    town.anna.behave(hangs_up(after=4, at=30))
    dials(town, f'<Dial action="/after">{ANNA}</Dial>')
    town.wait(60)
    after = town.desk.at("/after")[0]
    assert (after["DialCallStatus"], after["DialCallDuration"]) == ("completed", "30")
    assert town.clara.heard == "That was it."


def test_when_the_caller_hangs_up_the_other_ones_call_ends_too(town: Town) -> None:
    dials(town, f"<Dial>{ANNA}</Dial>")
    town.wait(2)
    town.clara.hangs_up()
    assert not town.anna.is_ringing
    dials(town, f"<Dial>{ANNA}</Dial>")
    town.wait(2)
    town.anna.answers()
    town.clara.hangs_up()
    assert not town.anna.is_talking
