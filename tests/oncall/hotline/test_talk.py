"""What callers hear is short, complete, and true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.hotline import talk, waiting
from oncall.hotline.call import Call, Place
from oncall.hotline.prompt import End, Held, Key, Leave, Prompt, Queue, Record, Ring, Step
from oncall.hotline.serving import Help
from oncall.hotline.waiting import Truth, called
from oncall.hotline.words import WORDS, moment
from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Clock, Incident, State
from oncall.incidents.ladder import USUAL

NOW = datetime(2026, 12, 7, 18, tzinfo=UTC)
SIGNS_A_SECOND = 15  # as the practice carrier speaks
CALL = Call(
    "CA1",
    "+493023125000",
    "+493023125150",
    NOW,
    "de",
    Place.TAKEN,
    "Alster",
    "Wanda Weber",
    is_verified=True,
    incident=7,
    ticket="ALS100001",
    help=Help.STANDBY,
    promised=NOW + timedelta(minutes=30),
    opens=NOW + timedelta(hours=14),
    zone="Europe/Berlin",
    waits_since=NOW,
)
INCIDENT = Incident(
    7, "video", USUAL, NOW, NOW, {Clock.ACTION: NOW + timedelta(minutes=30)}, timedelta(minutes=15)
)


def fired(*targets: str) -> Event:
    """A rung was fired."""
    return Event(NOW, Kind.FIRED, "oncall", {"targets": list(targets), "people": ["ada"]})


def seconds(prompt: Prompt) -> list[float]:
    """How long each sentence of a prompt takes."""
    return [len(line.words) / SIGNS_A_SECOND for line in prompt.lines]


CALLS = [
    replace(CALL, language=language, help=help_, is_verified=known)
    for language, help_, known in product(WORDS, Help, (True, False))
]


@pytest.mark.parametrize("call", CALLS, ids=lambda c: f"{c.language} {c.help} {c.is_verified}")
def test_no_sentence_is_longer_than_eight_seconds(call: Call) -> None:
    prompts = [talk.ticket(call, NOW), talk.record(call), talk.recorded(call, NOW)]
    prompts += [talk.pin(call.language), talk.pin(call.language, again=True)]
    prompts += [talk.nobody_free(call, NOW), talk.whisper(call, call.language)]
    assert max(each for prompt in prompts for each in seconds(prompt)) <= 8


@pytest.mark.parametrize("language", WORDS)
def test_the_greeting_with_its_language_key_takes_six_seconds_at_most(language: str) -> None:
    assert sum(seconds(talk.greeting(("de", "en"), language))) <= 6


@pytest.mark.parametrize("language", WORDS)
def test_all_languages_have_all_sentences(language: str) -> None:
    assert WORDS[language].keys() == WORDS["de"].keys()


def test_a_hotline_of_one_language_asks_for_the_pin_at_once() -> None:
    assert talk.greeting(("de",), "de").then.step is Step.PIN


@given(st.sampled_from(CALLS), st.text("0123456789*#", max_size=1))
def test_no_key_at_any_choice_ends_the_call(call: Call, key: str) -> None:
    then = talk.chosen(call, key, ("+493023125155",), NOW).then
    assert isinstance(then, Key | Queue | Ring | Record)


@given(st.sampled_from(CALLS))
def test_whoever_presses_nothing_gets_what_helps_most(call: Call) -> None:
    then = talk.chosen(call, "", ("+493023125155",), NOW).then
    wanted = {Help.STANDBY: Queue, Help.HELPDESK: Ring}.get(call.help, Record)
    assert isinstance(then, wanted)


def test_nothing_of_a_contract_is_told_on_a_number_alone() -> None:
    known = replace(CALL, help=Help.MESSAGE)
    said = "keine Bereitschaft gebucht"
    assert said in str(talk.ticket(known, NOW))
    assert said not in str(talk.ticket(replace(known, is_verified=False), NOW))


def test_a_promise_that_is_past_is_not_made() -> None:
    assert talk.until(CALL, NOW) == ", spätestens heute 19 Uhr 30"
    assert talk.until(CALL, NOW + timedelta(hours=1)) == ""


def test_another_day_is_told_with_its_name() -> None:
    told = moment("en", NOW + timedelta(hours=14), NOW, ZoneInfo("Europe/London"))
    assert told == "Tuesday, 08 Dec, at 08:00"


@pytest.mark.parametrize(
    ("targets", "name"),
    [
        ((), "wait"),
        (("role:primary",), "calling primary"),
        (("role:backup",), "calling backup"),
        (("role:manager",), "calling manager"),
        (("team:video", "role:manager"), "calling others"),
    ],
)
def test_the_truth_is_the_newest_rung(targets: tuple[str, ...], name: str) -> None:
    events = [fired("role:primary"), fired(*targets)] if targets else []
    assert called(events) == name


def test_who_waits_stays_until_somebody_has_it_or_the_longest_wait_is_over() -> None:
    truth = Truth(INCIDENT, (fired("role:primary"),))
    just_before = NOW + truth.longest - timedelta(seconds=1)
    assert isinstance(waiting.heard(CALL, truth, just_before).prompt.then, Held)
    after = waiting.heard(CALL, truth, NOW + truth.longest)
    assert (after.place, after.prompt.then) == (Place.MESSAGE, Leave())


@pytest.mark.parametrize(
    ("how", "place"),
    [("key", Place.WAITING), ("key, calls back", Place.TOLD), ("reply", Place.TOLD)],
)
def test_who_accepts_to_connect_fetches_and_all_others_call_back(how: str, place: Place) -> None:
    mine = replace(INCIDENT, state=State.ACCEPTED, holder="ada")
    event = Event(NOW, Kind.ACCEPTED, "ada", {"person": "ada", "how": how})
    found = waiting.heard(CALL, Truth(mine, (event,), "Ada Ahlers"), NOW)
    assert found.place is place
    later = waiting.heard(CALL, Truth(mine, (event,), "Ada Ahlers"), NOW + waiting.FETCHED)
    assert later.place is Place.TOLD
    assert "Ada Ahlers" in str(later.prompt)


def test_a_name_is_not_told_to_whoever_has_not_proven_who_they_are() -> None:
    mine = replace(INCIDENT, state=State.WORKING, holder="ada")
    call = replace(CALL, is_verified=False)
    assert "Ada" not in str(waiting.heard(call, Truth(mine, (), "Ada Ahlers"), NOW).prompt)


def test_after_the_message_it_is_goodbye() -> None:
    assert talk.recorded(CALL, NOW).then == End()
