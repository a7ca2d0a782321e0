"""The real twilio client against the practice carrier: what becomes of each way to go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from notify.carrier import Fate, Refused
from notify.channel import Outcome, Parcel, Silent
from notify.twilio import Account, Calls, Texts
from tests.notify.carrier.desk import HOME, TOKEN
from tests.notify.carrier.town import ANNA, HOTLINE, NOW, SID, town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.notify.carrier.town import Town

TEXT = Parcel(24 * "a", "sms", ANNA, "Störung „100001“", "de", timedelta(minutes=3))
CALL = replace(TEXT, channel="voice", text="")
SENDERS = pytest.mark.parametrize(("kind", "parcel"), [(Texts, TEXT), (Calls, CALL)])


@pytest.fixture(name="town")
def _town() -> Iterator[Town]:
    with town() as made:
        yield made


def account(town: Town, **more: str) -> Account:
    return replace(Account(SID, TOKEN, HOTLINE, f"{HOME}/hooks", town.served.url), **more)


@SENDERS
def test_what_is_handed_over_is_found_in_the_carrier_s_list(town, kind, parcel) -> None:
    sender = kind(account(town))
    receipt = sender.send(parcel)
    assert receipt.outcome is Outcome.ACCEPTED
    assert [each.sid for each in sender.find(parcel, NOW)] == [receipt.sid]
    assert sender.find(parcel, NOW + timedelta(minutes=1)) == ()


def test_a_text_is_found_by_its_mark_whatever_it_says_by_now(town) -> None:
    sender = Texts(account(town))
    marks = [f"https://oncall.example/a/{n}7" for n in range(2)]
    some = [replace(TEXT, text=f"Ton fehlt. {mark}", mark=mark) for mark in marks]
    receipts = [sender.send(each) for each in some]
    for parcel, receipt in zip(some, receipts, strict=True):
        later = replace(parcel, text=f"Ton fehlt in Saal 2. {parcel.mark}")
        assert [each.sid for each in sender.find(later, NOW)] == [receipt.sid]


@SENDERS
@pytest.mark.parametrize(
    ("fate", "outcome", "arrives"),
    [
        (Fate.LOST_BEFORE, Outcome.DOUBTFUL, 0),
        (Fate.LOST_AFTER, Outcome.DOUBTFUL, 1),
        (Fate.ERROR_BEFORE, Outcome.DOUBTFUL, 0),
        (Fate.ERROR_AFTER, Outcome.DOUBTFUL, 1),
        (Fate.TOO_MANY, Outcome.BUSY, 0),
    ],
)
def test_what_may_have_been_accepted_is_doubtful_and_never_repeated(
    town, kind, parcel, fate, outcome, arrives
) -> None:
    town.carrier.order(fate)
    sender = kind(account(town))
    assert sender.send(parcel).outcome is outcome
    assert len(sender.find(parcel, NOW)) == arrives


@SENDERS
def test_a_carrier_that_is_not_there_has_accepted_nothing(town, kind, parcel) -> None:
    sender = kind(account(town))
    town.served.goes_down()
    assert sender.send(parcel).outcome is Outcome.BUSY
    with pytest.raises(Silent):
        sender.find(parcel, NOW)
    town.served.comes_back()
    assert sender.send(parcel).outcome is Outcome.ACCEPTED


@SENDERS
def test_wrong_credentials_are_broken_settings(town, kind, parcel) -> None:
    receipt = kind(account(town, token="wrong")).send(parcel)  # noqa: S106
    assert (receipt.outcome, receipt.code) == (Outcome.BROKEN, "20003")


@SENDERS
def test_a_country_that_is_not_permitted_is_broken_settings(town, kind, parcel) -> None:
    receipt = kind(account(town)).send(replace(parcel, address="+12025550123"))
    assert receipt.outcome is Outcome.BROKEN


def test_a_number_that_gets_no_texts_is_refused(town) -> None:
    town.anna.behave(texting=Refused(21614))
    receipt = Texts(account(town)).send(TEXT)
    assert (receipt.outcome, receipt.code) == (Outcome.REFUSED, "21614")


def test_who_has_texted_stop_has_opted_out(town) -> None:
    town.anna.sends(HOTLINE, "STOP")
    receipt = Texts(account(town)).send(TEXT)
    assert receipt.has_opted_out


def test_a_text_goes_out_in_gsm_s_own_signs_and_names_its_attempt(town) -> None:
    Texts(account(town)).send(TEXT)
    town.wait(5)
    assert town.anna.inbox == ('Störung "100001"',)
    paths = {asked.path for asked in town.desk.asked if "MessageStatus" in asked.params}
    assert paths == {f"/hooks/sms/{24 * 'a'}/status"}


def test_a_call_that_rings_is_called_off_and_one_that_was_answered_goes_on(town) -> None:
    town.desk.says[f"/hooks/voice/{CALL.attempt}"] = "<Pause length='60'/>"
    calls = Calls(account(town))
    first = calls.send(CALL)
    town.wait(3)
    assert calls.call_off(first.sid) == "ringing"
    town.wait(0)
    assert calls.call_off(first.sid) == "canceled"
    assert not town.anna.is_ringing
    second = calls.send(CALL)
    town.wait(3)
    town.anna.answers()
    assert calls.call_off(second.sid) == "in-progress"
    town.wait(1)
    assert town.carrier.network.calls[second.sid].status == "in-progress"


@pytest.mark.parametrize("fate", [Fate.LOST_BEFORE, Fate.ERROR_BEFORE, Fate.TOO_MANY, None])
def test_whether_a_call_could_be_called_off_troubles_nobody(town, fate) -> None:
    calls = Calls(account(town))
    made = calls.send(CALL)
    town.wait(3)
    if fate is None:
        town.served.goes_down()
    else:
        town.carrier.order(fate)
    assert calls.call_off(made.sid) == ""
    assert town.anna.is_ringing


def test_how_far_a_call_is_can_be_asked_for(town) -> None:
    calls = Calls(account(town))
    made = calls.send(CALL)
    town.wait(3)
    assert calls.how_far(made.sid) == "ringing"
    town.wait(40)
    assert calls.how_far(made.sid) == "no-answer"
    town.served.goes_down()
    assert calls.how_far(made.sid) == ""
