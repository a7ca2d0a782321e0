"""Any night at all: whatever people do and documents say, all comes to an end and is told."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import requests
from hypothesis import given
from hypothesis import strategies as st
from twilio.base.exceptions import TwilioRestException

from notify.carrier import ByHand, Fate, Faults, Reads
from notify.carrier.records import FINAL_CALL
from tests.notify.carrier.nights import DOCUMENTS, FINAL_TEXT, PHONES, STEPS, Night
from tests.notify.carrier.town import ANNA, BEN, CLARA


@given(DOCUMENTS, PHONES, STEPS)
def test_everything_comes_to_an_end(
    documents: list[str], phones: Any, steps: list[tuple[str, Any]]
) -> None:
    network = Night(documents, phones, steps).carrier.network
    assert {call.status for call in network.calls.values()} <= FINAL_CALL
    assert {text.status for text in network.messages.values()} <= FINAL_TEXT
    assert all(phone.line is None for phone in network.phones.values())
    assert not any(queue.members for queue in network.queues.values())
    assert {each.status for each in network.conferences.values()} <= {"completed"}
    assert network.timeline.next_due() is None or network.timeline.next_due() > network.now


@given(DOCUMENTS, PHONES, STEPS)
def test_every_call_is_told_in_order_from_its_beginning_to_its_one_end(
    documents: list[str], phones: Any, steps: list[tuple[str, Any]]
) -> None:
    night = Night(documents, phones, steps)
    for call in night.carrier.network.calls.values():
        if call.direction != "outbound-api":
            continue
        told = [each for each in night.desk.at("/status") if each["CallSid"] == call.sid]
        states = [each["CallStatus"] for each in told]
        assert states[-1] == call.status
        assert not FINAL_CALL & set(states[:-1])
        assert [each["SequenceNumber"] for each in told] == list(map(str, range(len(told))))
        assert ("in-progress" in states) == (call.answered is not None)
        fetched = [each for each in night.desk.at("/1") if each["CallSid"] == call.sid]
        assert bool(fetched) <= ("in-progress" in states)


@given(DOCUMENTS, PHONES, STEPS)
def test_the_same_night_is_the_same_again(
    documents: list[str], phones: Any, steps: list[tuple[str, Any]]
) -> None:
    first, second = (Night(documents, phones, steps) for _ in "ab")
    assert first.desk.asked == second.desk.asked
    for number in (ANNA, BEN, CLARA):
        assert first.carrier.phone(number).heard == second.carrier.phone(number).heard


@given(st.lists(st.sampled_from(list(Fate)), max_size=12))
def test_what_the_carrier_has_is_what_it_accepted(fates: list[Fate]) -> None:
    night = Night(["", "", "", ""], ((ByHand(), Reads()),) * 3, [])
    night.carrier.order(*fates)
    for _ in fates:
        with suppress(TwilioRestException, requests.exceptions.ConnectionError):
            night.text(ANNA)
    accepted = len(night.carrier.network.messages)
    assert accepted == sum(fate.is_accepted for fate in fates)
    night.carrier.have_faults(Faults())
    night.carrier.advance(60)
    assert len(night.carrier.phone(ANNA).inbox) == accepted
