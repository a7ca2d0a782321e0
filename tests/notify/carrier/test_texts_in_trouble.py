"""Texts that do not arrive, wait, cost, or are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from notify.carrier import Off, Reads, Refused, Undelivered, doesnt_hear
from tests.notify.carrier.town import NOBODY, SENDER, refused

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


@pytest.mark.parametrize("code", [30004, 30006])
def test_a_text_that_does_not_arrive_says_why(town: Town, code: int) -> None:
    town.anna.behave(texting=Undelivered(code))
    made = town.text()
    town.wait(10)
    assert town.text_state(made) == ("undelivered", code)
    assert town.desk.at("/status")[-1]["ErrorCode"] == str(code)
    assert town.anna.inbox == ()


def test_a_number_that_nobody_has_is_unknown(town: Town) -> None:
    made = town.text(NOBODY)
    town.wait(5)
    assert town.text_state(made) == ("undelivered", 30005)


def test_a_number_that_takes_no_texts_is_refused_at_once(town: Town) -> None:
    town.anna.behave(texting=Refused(21614))
    with refused(21614):
        town.text()
    town.anna.behave(texting=Reads())
    town.text()


def test_a_phone_that_is_off_gets_its_texts_when_it_is_on_again(town: Town) -> None:
    town.anna.behave(Off(gives_up=300))
    made = town.text()
    town.wait(60)
    assert town.text_state(made) == ("sent", None)
    town.anna.behave(doesnt_hear())
    town.wait(10)
    assert town.text_state(made) == ("delivered", None)


@pytest.mark.parametrize(("gives_up", "validity"), [(30, 36_000), (300, 30)])
def test_a_phone_that_stays_off_is_reported_when_patience_or_validity_ends(
    town: Town, gives_up: int, validity: int
) -> None:
    town.anna.behave(Off(gives_up))
    made = town.text(validity_period=validity)
    town.wait(25)
    assert town.text_state(made) == ("sent", None)
    town.wait(10)
    assert town.text_state(made) == ("undelivered", 30003)


def test_texts_leave_at_the_speed_of_the_sender(town: Town) -> None:
    for _ in range(21):
        town.text()
    town.wait(2.0)
    assert town.desk.statuses().count("sent") == 16  # ten a second, half a second on the way
    town.wait(2.0)
    assert town.desk.statuses().count("delivered") == 21


def test_a_text_that_waits_longer_than_it_is_valid_is_not_sent(town: Town) -> None:
    for _ in range(20):
        town.text()
    late = town.text(validity_period=1)
    town.wait(10)
    assert town.text_state(late) == ("failed", 30036)


def test_a_sender_with_a_name_can_text_but_not_be_answered(town: Town) -> None:
    town.text(from_=SENDER)
    town.wait(5)
    town.anna.expect_text("4711")
    town.anna.sends(SENDER, "1")
    town.wait(5)
    assert town.desk.at("/sms") == []


def test_the_price_counts_the_parts(town: Town) -> None:
    town.text(body=161 * "a")
    town.text(body="Ω€" * 10 + "…")
    town.wait(10)
    found = town.client.messages.list()
    assert [(each.num_segments, each.price) for each in found] == [
        ("1", "-0.07500"),
        ("2", "-0.15000"),
    ]


def test_words_can_be_taken_out_and_a_text_forgotten(town: Town) -> None:
    made = town.text()
    with refused(20009):
        town.client.messages(str(made.sid)).delete()
    town.wait(10)
    assert town.client.messages(str(made.sid)).update(body="").body == ""
    assert town.client.messages(str(made.sid)).delete()
    assert town.client.messages.list() == []


def test_a_text_that_has_not_left_can_be_called_off(town: Town) -> None:
    for _ in range(5):
        made = town.text()
    town.client.messages(str(made.sid)).update(status="canceled")
    town.wait(10)
    assert len(town.anna.inbox) == 4
