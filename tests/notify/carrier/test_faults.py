"""Trouble: lost answers, refusals, and callbacks lost, doubled, late or turned round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from notify.carrier import Fate, Faults, Within
from tests.notify.carrier.desk import TOKEN
from tests.notify.carrier.town import ACCOUNT, ANNA, SID, refused, town

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

TEXTS = 200


def accepted(found: Town) -> int:
    """How many texts the carrier has, whatever we were told."""
    return len(found.client.messages.list(limit=1000))


@pytest.mark.parametrize(
    ("fate", "is_accepted"), [(Fate.LOST_AFTER, True), (Fate.LOST_BEFORE, False)]
)
def test_a_connection_that_is_cut_says_nothing_of_acceptance(
    town: Town, fate: Fate, is_accepted: bool
) -> None:
    town.carrier.order(fate)
    with pytest.raises(requests.exceptions.ConnectionError):
        town.text()
    assert accepted(town) == is_accepted
    town.text()
    assert accepted(town) == 1 + is_accepted


@pytest.mark.parametrize(
    ("fate", "code", "is_accepted"),
    [
        (Fate.ERROR_BEFORE, 20500, False),
        (Fate.ERROR_AFTER, 20500, True),
        (Fate.TOO_MANY, 20429, False),
    ],
)
def test_an_error_may_come_before_or_after_acceptance(
    town: Town, fate: Fate, code: int, is_accepted: bool
) -> None:
    town.carrier.order(fate)
    with refused(code):
        town.text()
    assert accepted(town) == is_accepted


def test_what_was_accepted_and_lost_reaches_somebody_all_the_same(town: Town) -> None:
    town.carrier.order(Fate.LOST_AFTER)
    with pytest.raises(requests.exceptions.ConnectionError):
        town.call()
    town.wait(5)
    assert town.anna.is_ringing
    assert town.desk.statuses() == ["initiated", "ringing"]


def test_within_the_process_a_lost_answer_is_the_same_error(town: Town) -> None:
    client = Client(SID, TOKEN, http_client=Within(town.carrier))
    town.carrier.order(Fate.LOST_AFTER)
    with pytest.raises(requests.exceptions.ConnectionError):
        client.messages.create(to=ANNA, from_=ACCOUNT.numbers[0].number, body="Hello")
    assert len(client.messages.list()) == 1


def test_look_ups_can_fail_while_the_rest_works(town: Town) -> None:
    town.carrier.have_faults(Faults(lookups_fail=1))
    town.text()
    with refused(20500):
        town.client.api.accounts(SID).fetch()


def test_a_carrier_that_is_down_refuses_connections_and_knows_all_when_back(town: Town) -> None:
    town.call()
    town.wait(3)
    town.served.goes_down()
    with pytest.raises(requests.exceptions.ConnectionError):
        town.text()
    town.anna.answers()  # calls go on without the interface
    town.served.comes_back()
    assert accepted(town) == 0
    assert town.client.calls.list()[0].to == ANNA


def outcomes(faults: Faults) -> list[str]:
    """What became of many texts in a row."""
    found = []
    with town(faults) as made:
        client = Client(SID, TOKEN, http_client=Within(made.carrier))
        for _ in range(TEXTS):
            try:
                client.messages.create(to=ANNA, from_=ACCOUNT.numbers[0].number, body="Hello")
            except requests.exceptions.ConnectionError as error:
                found.append(str(error))
            except TwilioRestException as error:
                found.append(str(error.code))
            else:
                found.append("fine")
    return found


def test_the_same_seed_brings_the_same_trouble_and_another_one_other() -> None:
    faults = Faults(seed=3, answers_lost=0.1, requests_lost=0.1, too_many=0.1, errors_after=0.1)
    first = outcomes(faults)
    assert first == outcomes(faults)
    assert first != outcomes(Faults(seed=4, answers_lost=0.1, requests_lost=0.1))
    assert set(first) == {
        "fine",
        "20429",
        "20500",
        "accepted, the answer lost",
        "lost before it arrived",
    }
