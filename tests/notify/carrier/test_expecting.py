"""What a test may ask of phones, and that anything unexpected fails it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from notify.carrier import NotPossible, presses
from tests.notify.carrier.town import HOTLINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from notify.carrier import Handset
    from tests.notify.carrier.town import Town


def test_nothing_at_all_is_fine(town: Town) -> None:
    town.wait(60)
    town.carrier.nothing_else_happened()


def test_a_text_that_nobody_expected_fails(town: Town) -> None:
    town.text(body="Fault 4711")
    town.wait(5)
    with pytest.raises(AssertionError, match=r"Anna was texted by .*Fault 4711"):
        town.carrier.nothing_else_happened()
    town.anna.expect_text("4711")
    town.carrier.nothing_else_happened()


def test_the_same_text_twice_has_to_be_expected_twice(town: Town) -> None:
    town.text()
    town.text()
    town.wait(5)
    town.anna.expect_text("4711")
    with pytest.raises(AssertionError):
        town.carrier.nothing_else_happened()
    town.anna.expect_text("4711")
    with pytest.raises(AssertionError, match="Anna got no text"):
        town.anna.expect_text("4711")


def test_a_call_that_nobody_expected_fails_even_if_somebody_is_scripted_to_take_it(
    town: Town,
) -> None:
    town.desk.says["/voice"] = "<Say>Fault 4711</Say>"
    town.anna.behave(presses("1"))
    town.call()
    town.wait(60)
    with pytest.raises(AssertionError, match=r"Anna was called by .* heard: Fault 4711"):
        town.carrier.nothing_else_happened()
    assert town.anna.expect_call().heard[0].words == "Fault 4711"
    town.carrier.nothing_else_happened()
    with pytest.raises(AssertionError, match="not called"):
        town.anna.expect_call()


def test_who_answers_by_hand_has_expected_the_call(town: Town) -> None:
    town.desk.says["/voice"] = "<Say>Fault 4711</Say>"
    town.call()
    town.wait(5)
    town.anna.answers()
    town.carrier.nothing_else_happened()


def test_a_call_that_somebody_makes_needs_no_expecting(town: Town) -> None:
    town.desk.says["/voice"] = "<Say>Welcome.</Say>"
    town.anna.dials(HOTLINE)
    town.wait(5)
    town.carrier.nothing_else_happened()


def test_a_complaint_fails_unless_it_was_provoked(town: Town) -> None:
    town.desk.says["/voice"] = "<Shout/>"
    town.anna.dials(HOTLINE)
    town.wait(5)
    with pytest.raises(AssertionError, match="Shout"):
        town.carrier.nothing_else_happened()
    with pytest.raises(AssertionError, match="nobody complained"):
        town.carrier.expect_complaint("Whisper")
    for _ in town.carrier.complaints:
        town.carrier.expect_complaint("Shout")
    town.carrier.nothing_else_happened()


@pytest.mark.parametrize(
    "deed",
    [
        lambda phone: phone.answers(),
        lambda phone: phone.rejects(),
        lambda phone: phone.press("1"),
        lambda phone: phone.says("Hello?"),
        lambda phone: phone.hangs_up(),
        lambda phone: phone.dials("+493023125999"),
    ],
    ids=["answer", "reject", "press", "say", "hang up", "dial a stranger"],
)
def test_what_a_phone_on_the_hook_cannot_do_is_said(
    town: Town, deed: Callable[[Handset], None]
) -> None:
    with pytest.raises(NotPossible):
        deed(town.anna)


def test_a_phone_in_a_call_dials_nobody_and_has_no_letters(town: Town) -> None:
    town.desk.says["/voice"] = "<Pause length='60'/>"
    town.anna.dials(HOTLINE)
    town.wait(2)
    with pytest.raises(NotPossible, match="is in a call"):
        town.anna.dials(HOTLINE)
    with pytest.raises(NotPossible, match="can't be pressed"):
        town.anna.press("A")
