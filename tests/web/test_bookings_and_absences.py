"""`oncall bookings` and `oncall absences`: what they say and with what they exit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import write_folder
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from web.embedded.server import Addresses

# So far off that the machine's clock does not matter.
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows
B1,Alster,video,2189-01-01,2190-02-01,2190-02-28,always
N7,Wey,voice,2189-01-01,2190-03-01,2190-03-31T09:00,out-of-hours
"""
NEW = ("--customer", "Elbe", "--team", "video", "--windows", "always")


@pytest.fixture
def env(urls: Addresses, tmp_path: Path) -> dict[str, str]:
    """The variables of a test's house, in which a firm is."""
    found = house(urls, ONCALL_USER="paula")
    assert oncall("import", write_folder(tmp_path, bookings=BOOKINGS), env=found).exit_code == 0
    return found


def test_the_list_is_a_table(env: dict[str, str]) -> None:
    result = oncall("bookings", "list", env=env)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split("  ")[0] for line in result.stdout.splitlines()] == ["booking", "B1", "N7"]
    first = result.stdout.splitlines()[1].split("  ")
    assert [cell.strip() for cell in first if cell.strip()] == [
        *("B1", "Alster", "video", "2190-02-01T00:00", "2190-03-01T00:00"),
        *("396 days", "coming", "not published"),
    ]


def test_the_list_as_json(env: dict[str, str]) -> None:
    (found,) = json.loads(oncall("bookings", "list", "--team", "voice", "--json", env=env).stdout)
    assert (found["id"], found["state"], found["cover"]) == ("N7", "coming", "not published")
    assert (found["start"], found["end"]) == ("2190-03-01T00:00+00:00", "2190-03-31T09:00+01:00")


def test_a_booking_is_added_extended_shortened_and_cancelled(env: dict[str, str]) -> None:
    days = ("--start", "2190-05-01", "--end", "2190-05-10")
    said = [
        oncall("bookings", *words, env=env).stdout
        for words in (
            ("add", *NEW, *days),
            ("extend", "B2", "--end", "2190-05-20"),
            ("shorten", "B2", "--end", "2190-05-05T12:00"),
            ("cancel", "B2"),
        )
    ]
    assert said == [
        "B2 is added\n",
        "B2 ends at 2190-05-21T00:00\n",
        "B2 ends at 2190-05-05T12:00\n",
        "B2 is cancelled\n",
    ]
    (found,) = json.loads(
        oncall("bookings", "list", "--customer", "Elbe", "--json", env=env).stdout
    )
    assert found["state"] == "cancelled"


def test_json_of_a_change(env: dict[str, str]) -> None:
    result = oncall("bookings", "shorten", "B1", "--end", "2190-02-10", "--json", env=env)
    assert json.loads(result.stdout) == {
        "booking": "B1",
        "end": "2190-02-11T00:00",
        "conflicts": [],
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("cancel", "B9"), "booking: there is no booking 'B9'; the nearest is B1"),
        (("shorten", "B1", "--end", "x"), "booking: end: 'x' is no date or time; write it like"),
        (("list", "--team", "vidoe"), "team: there is no team 'vidoe'; the nearest is video"),
        (
            ("add", *NEW, "--start", "2020-01-01", "--end", "2020-01-02"),
            "booking: requested_at: a period must begin at least 14 days after its request;",
        ),
    ],
)
def test_refusals_are_sentences_and_exit_2(
    env: dict[str, str], words: tuple[str, ...], sentence: str
) -> None:
    result = oncall("bookings", *words, env=env)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)


def test_an_absence_is_added_listed_and_removed(env: dict[str, str]) -> None:
    added = oncall(
        *("absences", "add", "ada", "2190-02-12", "2190-02-13", "--reason", "holiday"), env=env
    )
    assert added.stdout == "Ada Ahlers is absent from 2190-02-12T00:00 to 2190-02-14T00:00\n"
    (found,) = json.loads(oncall("absences", "list", "--json", env=env).stdout)
    assert (found["person"], found["reason"]) == ("ada", "holiday")
    assert "ada     Ada Ahlers  2190-02-12T00:00" in oncall("absences", "list", env=env).stdout
    removed = oncall("absences", "remove", "ada", "2190-02-12", env=env)
    assert removed.stdout == "Ada Ahlers is not absent then\n"
    refused = oncall("absences", "remove", "ada", "2190-02-12", env=env)
    assert (refused.exit_code, refused.stderr.startswith("absence: start: ")) == (2, True)
