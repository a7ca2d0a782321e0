"""`oncall contacts`: what it says and with what it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.web.run import oncall
from tests.web.test_contracts import env

if TYPE_CHECKING:
    from click.testing import Result

__all__ = ["env"]


def run(env: dict[str, str], *words: str, typed: str | None = None) -> Result:
    return oncall("contacts", *words, env=env, typed=typed)


def contacts(env: dict[str, str]) -> dict[str, Any]:
    shown = oncall("contracts", "show", "C1", "--json", env=env)
    return {each["name"]: each for each in json.loads(shown.stdout)["contacts"]}


def test_a_contact_is_added_with_a_pin_that_is_asked_for(env: dict[str, str]) -> None:
    words = ("put", "Alster", "Ben", "--phones", "+49 171 3920052", "--ask-pin")
    result = run(env, *words, typed="815000\n815000\n")
    assert (result.exit_code, result.stdout.strip()) == (0, "Ben is added")
    assert "815000" not in result.output
    ben = contacts(env)["Ben"]
    assert (ben["phones"], ben["pin"], ben["trained"]) == (["+491713920052"], True, False)


def test_what_is_not_named_stays(env: dict[str, str]) -> None:
    assert run(env, "put", "alster", "ada", "--trained", "no").stdout == "ada is changed\n"
    ada = contacts(env)["Ada"]
    assert (ada["phones"], ada["pin"], ada["trained"]) == (["+491713920051"], True, False)
    run(env, "put", "Alster", "Ada", "--no-pin")
    assert contacts(env)["Ada"]["pin"] is False


def test_a_contact_is_removed(env: dict[str, str]) -> None:
    assert run(env, "remove", "Alster", "Ada").exit_code == 0
    assert contacts(env) == {}
    again = run(env, "remove", "Alster", "Ada")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "this is there no more" in again.stderr


def test_what_is_wrong_is_a_sentence_and_changes_nothing(env: dict[str, str]) -> None:
    wrong = run(env, "put", "Alster", "Ben", "--ask-pin", typed="12\n12\n")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "this is no PIN" in wrong.stderr
    stranger = run(env, "put", "Alstar", "Ben")
    assert "there is no customer 'Alstar'; the nearest is Alster" in stranger.stderr
    assert list(contacts(env)) == ["Ada"]


def test_a_new_pin_and_none_do_not_go_together(env: dict[str, str]) -> None:
    assert run(env, "put", "Alster", "Ada", "--ask-pin", "--no-pin").exit_code == 2
    assert contacts(env)["Ada"]["pin"] is True
