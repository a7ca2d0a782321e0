"""Webhooks: repeated as their address asks, fifteen seconds and no more, and a fallback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.carrier import Reply, Silence, presses
from notify.carrier.hooks import manners
from tests.notify.carrier.desk import HOME, Asked
from tests.notify.carrier.town import BEN, HOTLINE

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

from tests.notify.carrier.wires import Answers, said, wired

HELLO = "<Say>Hello.</Say>"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Reply(500), "11200"),
        (Reply(404), "11200"),
        (Silence("ct"), "11205"),
        (Silence("rt"), "11200"),
        (said("Too late.", seconds=15.1), "11200"),
        (Reply(200, "<Response>", "text/xml"), "12100"),
        (Reply(200, "<Answer/>", "text/xml"), "12100"),
        (Reply(200, "<!DOCTYPE x><Response/>", "text/xml"), "12100"),
        (Reply(200, "{}", "application/json"), "12300"),
    ],
)
def test_a_number_without_an_answer_falls_back_and_says_why(
    town: Town, answer: Reply | Silence, code: str
) -> None:
    transport = Answers(voice=answer, fallback=said("Please dial another number."))
    wired(town, transport)
    town.anna.dials(HOTLINE)
    town.wait(40)
    fallen = next(hook for hook in transport.hooks if "fallback" in hook.url)
    assert (fallen.params["ErrorCode"], fallen.params["ErrorUrl"]) == (code, f"{HOME}/voice")
    assert town.anna.heard == "Please dial another number."
    town.carrier.expect_complaint(code)


def test_without_a_fallback_the_call_ends_with_an_apology(town: Town) -> None:
    wired(town, Answers(voice=Reply(500)))
    town.anna.behave(presses("1", at=60))
    call = town.call()
    town.wait(30)
    assert "An error has occurred" in town.anna.heard
    assert town.state(call) == "completed"


def test_an_answer_within_fifteen_seconds_is_in_time(town: Town) -> None:
    wired(town, Answers(voice=said("Just so.", seconds=14.9)))
    town.anna.dials(HOTLINE)
    town.wait(15)
    assert town.anna.heard == ""
    town.wait(1)
    assert town.anna.heard == "Just so."


@pytest.mark.parametrize(
    ("fragment", "answer", "times"),
    [
        ("", Silence("ct"), 2),
        ("", Silence("rt"), 1),
        ("", Reply(503), 1),
        ("#rc=0", Silence("ct"), 1),
        ("#rc=2&rp=all", Reply(503), 3),
        ("#rc=2&rp=all", Reply(404), 3),
        ("#rc=2&rp=5xx", Reply(404), 1),
        ("#rc=3&rp=ct,rt", Silence("rt"), 4),
        ("#rc=9&rp=all", Reply(503), 6),
        ("#rc=2&rp=all", Reply(204), 1),
    ],
)
def test_requests_are_repeated_as_their_address_asks(
    town: Town, fragment: str, answer: Reply | Silence, times: int
) -> None:
    transport = Answers(voice=answer)
    wired(town, transport)
    town.anna.behave(presses("1"))
    town.call(url=f"{HOME}/voice{fragment}")
    town.wait(60)
    assert transport.times("voice") == times
    assert not any("#" in hook.url for hook in transport.hooks)


def test_repeats_end_when_the_time_for_all_of_them_is_up(town: Town) -> None:
    transport = Answers(voice=Reply(503, seconds=6))
    wired(town, transport)
    town.anna.behave(presses("1"))
    town.call(url=f"{HOME}/voice#rc=5&rp=all")
    town.wait(60)
    assert transport.times("voice") == 3


def test_a_callback_that_is_not_taken_is_complained_about(town: Town) -> None:
    wired(town, Answers(status=Reply(500)))
    town.text()
    town.wait(10)
    town.carrier.expect_complaint("/status", "500")


def test_an_empty_answer_with_200_is_complained_about(town: Town) -> None:
    wired(town, Answers(voice=Reply(200, "", "text/xml")))
    town.anna.dials(HOTLINE)
    town.wait(5)
    town.carrier.expect_complaint("answer 204")


@given(st.integers(0, 9), st.sets(st.sampled_from(["4xx", "5xx", "ct", "rt"]), min_size=1))
def test_manners_are_read_as_they_are_written(retries: int, policies: set[str]) -> None:
    read = manners(f"rc={retries}&rp={','.join(sorted(policies))}")
    assert read.retries == min(retries, 5)
    for failure in ("4xx", "5xx", "ct", "rt"):
        assert read.repeats_after(Silence(failure)) == (failure in policies)


@given(st.text(st.sampled_from("rcpt=&;,0123456789axé%"), max_size=30))
def test_manners_that_make_no_sense_change_nothing_that_breaks(fragment: str) -> None:
    read = manners(fragment)
    assert 0 <= read.retries <= 5
    assert read.total_limit >= 0


def test_an_application_may_use_the_interface_while_it_answers(town: Town) -> None:
    def pages_ben(_asked: Asked) -> str:
        town.client.messages.create(to=BEN, from_=HOTLINE, body="Anna has answered.")
        return HELLO

    town.desk.says["/voice"] = pages_ben
    town.anna.behave(presses("1"))
    town.call()
    town.wait(10)
    assert town.ben.expect_text() == "Anna has answered."
