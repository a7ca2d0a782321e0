"""`oncall people`: what it says and with what it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import write_folder
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from web.embedded.server import Addresses


@pytest.fixture
def env(urls: Addresses, tmp_path: Path) -> dict[str, str]:
    """The variables of a test's house, in which a firm is."""
    found = house(urls, ONCALL_USER="paula")
    assert oncall("import", write_folder(tmp_path), env=found).exit_code == 0
    return found


def test_people_are_listed_of_all_teams_or_of_one(env: dict[str, str]) -> None:
    result = oncall("people", "list", env=env)
    assert (result.exit_code, result.stderr) == (0, "")
    first = [line.split()[0] for line in result.stdout.splitlines()]
    assert first == ["person", "ada", "ben", "cem"]
    voice = json.loads(oncall("people", "list", "--team", "voice", "--json", env=env).stdout)
    assert [each["person"] for each in voice] == ["ben", "cem"]
    assert voice[0]["team"] == "video;voice"


def test_somebody_is_added_changed_and_shown(env: dict[str, str]) -> None:
    new = ("--name", "Fritz Falk", "--team", "video", "--site", "hamburg")
    assert oncall("people", "add", *new, env=env).stdout == "fritz is added\n"
    edited = oncall("people", "edit", "fritz", "--skills", "codec;network", "--json", env=env)
    assert json.loads(edited.stdout) == {"person": "fritz", "conflicts": []}
    shown = json.loads(oncall("people", "show", "fritz", env=env).stdout)
    assert (shown["name"], shown["skills"], shown["phone"]) == ("Fritz Falk", "codec;network", "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("edit", "adda", "--phone", ""), "the nearest is ada"),
        (("edit", "ada", "--phone", "0151-abc"), "person: phone: '0151-abc' is no telephone"),
        (("edit", "ada", "--name", "Ada Ast"), "--renamed ada"),
        (("add", "--id", "ada", "--name", "Ada Ast"), "'ada' is Ada Ahlers already"),
        (("add", "--name", "Fritz Falk"), "person: team: is blank; fill it in"),
        (("list", "--team", "vidio"), "the nearest is video"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_changed(
    env: dict[str, str], words: tuple[str, ...], sentence: str
) -> None:
    before = oncall("people", "list", "--json", env=env).stdout
    result = oncall("people", *words, env=env)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert oncall("people", "list", "--json", env=env).stdout == before


def test_a_new_name_of_the_same_person_is_said_by_an_option(env: dict[str, str]) -> None:
    assert oncall("people", "edit", "ada", "--name", "Ada Ast", "--renamed", env=env).exit_code == 0
    assert "Ada Ast" in oncall("people", "list", env=env).stdout
