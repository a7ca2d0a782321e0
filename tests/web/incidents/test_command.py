"""`oncall incidents`: the same as the pages do, with exit codes for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from oncall.clock import SystemClock
from oncall.services.importing import import_folder
from tests.builders import write_folder
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from oncall.store.db import Database
    from web.embedded.server import Addresses


class Shell:
    """A shell of a firm that has people and nobody on call."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def __call__(self, *words: str) -> Result:
        return oncall("incidents", *words, env=self.env)

    def json(self, *words: str) -> dict:
        return json.loads(self(*words, "--json").stdout)

    def open(self, *words: str) -> str:
        return self.json("open", "--team", "video", *words)["incident"]


@pytest.fixture
def shell(urls: Addresses, database: Database, tmp_path: Path) -> Shell:
    folder = write_folder(tmp_path / "firm")
    import_folder(database, folder, by="petra", now=SystemClock().now())
    return Shell(house(urls, ONCALL_USER="ada", ONCALL_HOME=str(tmp_path)))


def test_nothing_open_is_said(shell: Shell) -> None:
    answer = shell("list")
    assert (answer.exit_code, answer.stdout) == (0, "nothing is open\n")


def test_an_incident_is_opened_and_what_is_missing_is_named(shell: Shell) -> None:
    answer = shell("open", "--team", "video", "--customer", "Alster", "--caller", "Frau Weber")
    assert (answer.exit_code, answer.stdout) == (0, "100001 is open\n")
    assert answer.stderr == "still to be asked for: phone, product, serial, description\n"


def test_the_same_key_twice_is_one_incident(shell: Shell) -> None:
    first = shell.json("open", "--team", "video", "--key", "K")
    second = shell.json("open", "--team", "video", "--key", "K")
    assert (first["new"], second["new"]) == (True, False)
    assert first["incident"] == second["incident"]


def test_what_is_open_is_listed_with_what_it_needs(shell: Shell) -> None:
    number = shell.open("--customer", "Alster", "--description", "kein Bild")
    lines = shell("list").stdout.splitlines()
    assert lines[0].split()[:2] == ["incident", "needs"]
    assert number in lines[1]
    assert "nobody has it yet" in lines[1]
    (entry,) = shell.json("list")
    assert (entry["needs"], entry["description"]) == ("nobody", "kein Bild")
    assert set(entry["due"]) == {"response", "action"}


def test_whoever_runs_the_command_accepts_unless_another_is_named(shell: Shell) -> None:
    number = shell.open()
    answer = shell("accept", number)
    assert (answer.exit_code, answer.stdout) == (0, f"{number}: Ada Ahlers has it now.\n")
    late = shell("accept", number, "--person", "ben")
    assert (late.exit_code, late.stdout) == (1, "")
    assert "Ada Ahlers has it; nothing was changed." in late.stderr


def test_work_goes_from_start_to_end(shell: Shell) -> None:
    number = shell.open()
    for words in (["start"], ["pause"], ["resume"], ["note", "--text", "Kabel"]):
        assert shell(words[0], number, *words[1:]).exit_code == 0
    done = shell.json("resolve", number, "--text", "Kabel getauscht")
    assert done == {
        "incident": number,
        "answer": "done",
        "state": "resolved",
        "holder": "ada",
        "due": None,
    }
    assert shell("resolve", number, "--text", "noch einmal").exit_code == 1
    page = shell("show", number).stdout
    assert "Ada Ahlers began to work on it." in page
    assert "“Kabel getauscht”" in page


def test_it_is_declined_escalated_handed_over_parked_and_merged(shell: Shell) -> None:
    number, other, third = shell.open(), shell.open(), shell.open()
    assert shell("decline", number).exit_code == 0
    assert shell("escalate", number).exit_code == 0
    assert shell("accept", number).exit_code == 0
    assert shell("hand-over", number, "--to", "ben").exit_code == 0
    parked = shell.json("park", number, "--owner", "ben", "--until", "2100-01-01T09:00")
    assert (parked["state"], parked["holder"]) == ("parked", "ben")
    assert shell("merge", other, "--into", number).exit_code == 1  # nobody would be called for it
    assert shell.json("merge", other, "--into", third)["state"] == "merged"


def test_what_has_become_known_is_added(shell: Shell) -> None:
    number = shell.open("--severity", "minor")
    added = shell("describe", number, "--serial", "4711-A", "--caller", "Frau Weber")
    assert (added.exit_code, added.stdout) == (0, f"{number}: noted\n")
    assert shell("describe", number, "--serial", "4711-A").exit_code == 1
    assert shell("describe", number, "--phone", "12ab").exit_code == 2
    (entry,) = shell.json("list")
    assert entry["severity"] == "minor"
    assert "caller: Frau Weber; serial number: 4711-A" in shell("show", number).stdout


def test_an_incident_is_shown_with_all_that_happened(shell: Shell) -> None:
    number = shell.open("--customer", "Alster")
    shell("accept", number)
    told = shell.json("show", number)
    assert [each["kind"] for each in told["events"]] == ["reported", "accepted"]
    assert told["next"] is None
    assert "Ada Ahlers accepted by command." in shell("show", number).stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["show", "77"], "there is no incident '77'"),
        (["accept", "77"], "there is no incident '77'"),
        (["accept", "100001", "--person", "adda"], "nobody with the id 'adda'; the nearest is ada"),
        (["hand-over", "100001", "--to", "nobody"], "nobody with the id 'nobody'"),
        (["park", "100001", "--until", "soon"], "'soon' is no date or time"),
        (["merge", "100001", "--into", "88"], "there is no incident '88'"),
        (["note", "100001"], "Missing option '--text'"),
        (["open", "--team", "vidoe"], "there is no team 'vidoe'; the nearest is video"),
        (["open", "--team", "video", "--phone", "12ab"], "is no telephone number"),
        (["list", "--team", "vidoe"], "there is no team 'vidoe'"),
    ],
)
def test_bad_input_is_a_sentence_and_changes_nothing(
    shell: Shell, words: list[str], sentence: str
) -> None:
    shell.open()
    answer = shell(*words)
    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert answer.stdout == ""
    (entry,) = shell.json("list")
    assert entry["state"] == "reported"
