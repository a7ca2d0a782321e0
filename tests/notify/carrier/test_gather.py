"""Gather, as Twilio does it: a prompt cut short by a key, five seconds, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

LONG = "<Say>" + 150 * "x" + "</Say>"  # ten seconds of talk


def asks(town: Town, attributes: str = "", prompt: str = LONG) -> None:
    """Somebody has taken a call that asks for keys."""
    town.desk.says["/voice"] = (
        f'<Gather action="/key" {attributes}>{prompt}</Gather><Say>Nothing came.</Say>'
    )
    town.desk.says["/key"] = "<Pause length='30'/>"
    town.call()
    town.wait(3)
    town.anna.answers()


def keys(town: Town) -> list[str | None]:
    return [each.get("Digits") for each in town.desk.at("/key")]


def test_a_key_cuts_the_prompt_short(town: Town) -> None:
    asks(town, 'numDigits="1"')
    town.wait(2)
    town.anna.press("1")
    assert keys(town) == ["1"]


def test_five_seconds_after_the_prompt_it_goes_on_below(town: Town) -> None:
    asks(town)
    town.wait(14.9)
    assert "Nothing came." not in town.anna.heard
    town.wait(0.2)
    assert "Nothing came." in town.anna.heard
    assert keys(town) == []


def test_the_time_to_press_can_be_chosen(town: Town) -> None:
    asks(town, 'timeout="2"')
    town.wait(12.1)
    assert "Nothing came." in town.anna.heard


def test_with_action_on_empty_result_the_application_is_asked(town: Town) -> None:
    asks(town, 'actionOnEmptyResult="true"')
    town.wait(16)
    assert keys(town) == [""]


def test_a_hash_ends_the_keys_and_is_none_of_them(town: Town) -> None:
    asks(town)
    town.anna.press("4711#")
    assert keys(town) == ["4711"]
    assert town.desk.at("/key")[0]["FinishedOnKey"] == "#"


def test_another_key_can_end_them(town: Town) -> None:
    asks(town, 'finishOnKey="*"')
    town.anna.press("1#*")
    assert keys(town) == ["1#"]


def test_without_an_ending_key_all_of_them_count(town: Town) -> None:
    asks(town, 'finishOnKey="" numDigits="2"')
    town.anna.press("#*")
    assert keys(town) == ["#*"]


def test_keys_are_waited_for_one_after_the_other(town: Town) -> None:
    asks(town)
    for key in "47":
        town.anna.press(key)
        town.wait(4)
    assert keys(town) == []
    town.wait(1)
    assert keys(town) == ["47"]


def test_keys_from_before_the_question_do_not_count(town: Town) -> None:
    town.desk.says["/voice"] = f"{LONG}<Gather action='/key' numDigits='1'/>"
    town.call()
    town.wait(3)
    town.anna.answers()
    town.anna.press("1")
    town.wait(12)
    assert keys(town) == []


def test_without_an_action_the_document_itself_is_asked_again(town: Town) -> None:
    town.desk.says["/voice"] = "<Gather numDigits='1' timeout='60'/>"
    town.call()
    town.wait(3)
    town.anna.answers()
    town.anna.press("7")
    assert [each.get("Digits") for each in town.desk.at("/voice")] == [None, "7"]


def test_who_hangs_up_in_the_prompt_presses_nothing(town: Town) -> None:
    asks(town)
    town.anna.hangs_up()
    assert town.desk.statuses()[-1] == "completed"
    assert keys(town) == []


@pytest.mark.parametrize("verb", ["<Play>https://oncall.example/a.wav</Play>", "<Pause/>"])
def test_a_prompt_may_play_or_pause(town: Town, verb: str) -> None:
    asks(town, 'numDigits="1"', verb)
    town.anna.press("1")
    assert keys(town) == ["1"]
    town.carrier.nothing_else_happened()
