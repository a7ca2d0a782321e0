"""`oncall check`: breaches, gaps and bad input of a rota, whoever made it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.web.firms import EVENINGS, evenings, with_a_gap
from tests.web.run import HOUSE, QUICK, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

HEADER = "duty,person,role,start,end,bookings\n"
DAYS = range(7, 12)
ROTA = HEADER + "".join(
    f"D{day},ada,primary,2026-12-{day:02}T18:00+01:00,2026-12-{day:02}T22:00+01:00,B1\n"
    for day in DAYS
)
WEEK = ("--from", "2026-12-07", "--weeks", "1")


def checked(home: Path, rota: str, *words: str, folder: Path | None = None) -> Result:
    """Check a rota of the firm of evenings."""
    (home / "rota.csv").write_text(rota)
    return oncall("check", folder or evenings(home / "firm"), home / "rota.csv", *words)


def test_a_clean_rota_says_nothing_and_exits_0(tmp_path: Path) -> None:
    result = checked(tmp_path, ROTA)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Mon 7 Dec to Fri 11 Dec: no breaches, no gaps" in result.stderr


def test_gaps_alone_exit_3(tmp_path: Path) -> None:
    lines = ROTA.splitlines(keepends=True)
    result = checked(tmp_path, "".join(lines[:3] + lines[4:]))
    gap = "gap: B1 primary 2026-12-09T18:00+01:00 2026-12-09T22:00+01:00 1\n"
    assert (result.exit_code, result.stdout) == (3, gap)


def test_the_weeks_given_must_be_covered_whole(tmp_path: Path) -> None:
    first_day = "".join(ROTA.splitlines(keepends=True)[:2])
    assert checked(tmp_path, first_day).exit_code == 0
    assert checked(tmp_path, first_day, *WEEK).stdout.count("gap: ") == 4
    assert checked(tmp_path, HEADER, *WEEK).stdout.count("gap: ") == 5


def test_breaches_exit_1_and_come_before_gaps(tmp_path: Path) -> None:
    result = checked(tmp_path, ROTA.replace("D8,ada", "D8,ben"), folder=with_a_gap(tmp_path / "f"))
    assert result.exit_code == 1
    breaches = [line for line in result.stdout.splitlines() if line.startswith("breach: ")]
    assert [line.split(": ")[1] for line in breaches] == ["eligible", "blocked"]
    assert "breach: eligible: Ben Boyd: lacks the skill codec" in breaches


def test_json_says_the_same(tmp_path: Path) -> None:
    lines = ROTA.replace("D8,ada", "D8,ben").splitlines(keepends=True)
    found = json.loads(checked(tmp_path, "".join(lines[:5]), *WEEK, "--json").stdout)
    assert found["breaches"][0]["rule"] == "eligible"
    assert found["breaches"][0]["person"] == "ben"
    assert found["gaps"] == [
        {
            "bookings": ["B1"],
            "role": "primary",
            "start": "2026-12-11T18:00+01:00",
            "end": "2026-12-11T22:00+01:00",
            "missing": 1,
        }
    ]


def test_bookings_of_several_streams_in_one_row_are_a_breach(tmp_path: Path) -> None:
    other = EVENINGS + "B3,Wey,video,2026-11-01,2026-12-07,2026-12-20,Mon-Fri 18:00-22:00,network\n"
    folder = evenings(tmp_path / "firm", bookings=other)
    row = "D1,ada,primary,2026-12-07T18:00+01:00,2026-12-07T22:00+01:00,B1;B3\n"
    result = checked(tmp_path, HEADER + row, folder=folder)
    assert result.exit_code == 1
    assert "breach: eligible: Ada Ahlers: holds bookings of several streams" in result.stdout


def test_a_row_that_stands_there_twice_is_two_duties_at_once(tmp_path: Path) -> None:
    twice = ROTA + ROTA.splitlines(keepends=True)[1].replace("D7", "D70")
    result = checked(tmp_path, twice)
    assert result.exit_code == 1
    assert "breach: overlap: Ada Ahlers: the same duty as primary stands there" in result.stdout


def test_a_role_that_nobody_asks_for_is_too_many(tmp_path: Path) -> None:
    result = checked(tmp_path, ROTA.replace("D8,ada,primary", "D8,ada,manager"))
    assert result.exit_code == 1
    assert "breach: coverage: " in result.stdout


@pytest.mark.parametrize("year", ["2025", "2190"])
def test_duties_outside_the_weeks_are_breaches_however_far_off(tmp_path: Path, year: str) -> None:
    far = f"F1,ada,primary,{year}-06-10T18:00,{year}-06-10T22:00,B1\n"
    result = checked(tmp_path, ROTA + far, *WEEK)
    assert result.exit_code == 1
    assert result.stdout == (
        f"breach: coverage: Ada Ahlers: duty F1, {year}-06-10T18:00 to {year}-06-10T22:00, is not "
        "within the days looked at, 2026-12-07 to 2026-12-13\n"
    )


def test_a_duty_that_reaches_out_of_the_weeks_is_checked_with_what_lies_within(
    tmp_path: Path,
) -> None:
    days = "B2,Wey,voice,2026-11-01,2026-12-07,2026-12-20,always,\n"
    folder = evenings(tmp_path / "firm", bookings=EVENINGS.split("B1")[0] + days)
    row = "D1,cem,primary,2026-12-06T22:00+00:00,2026-12-07T06:00+00:00,B2\n"
    result = checked(tmp_path, HEADER + row, *WEEK, folder=folder)
    assert result.stdout.startswith("breach: coverage: Cem Celik: duty D1, 2026-12-06T23:00 to")
    assert result.stdout.count("breach: ") == 1
    assert "gap: B2 primary 2026-12-07T06:00+00:00 2026-12-14T00:00+00:00 1\n" in result.stdout


def test_an_end_at_midnight_opens_no_further_day(tmp_path: Path) -> None:
    row = "D1,ada,primary,2026-12-07T18:00+01:00,2026-12-08T00:00+01:00,B1\n"
    assert "Mon 7 Dec to Mon 7 Dec" in checked(tmp_path, HEADER + row).stderr


@pytest.mark.parametrize(
    ("rota", "words", "sentence"),
    [
        (ROTA + "X,eve,primary,2026-12-07,2026-12-07,B1\n", (), "rota.csv:7: person: there is no"),
        (ROTA + "X,ada,primary,2026-12-07,2026-12-07,B9\n", (), "rota.csv:7: bookings: there is"),
        (ROTA + "X,ada,boss,2026-12-07,2026-12-07,B1\n", (), "rota.csv:7: role: 'boss' is no"),
        (ROTA + "X,ada,primary,2026-12-07,2026-12-07,\n", (), "rota.csv:7: bookings: is blank"),
        (HEADER, (), "rota.csv: has no duty; say by --from and --weeks"),
        (ROTA + "X,ada,primary,2029-12-07,2029-12-07,B1\n", (), "more than 53 weeks; say by"),
        (ROTA, ("--from", "2026-12-07"), "--from and --weeks go together"),
        (ROTA, ("--weeks", "2"), "--from and --weeks go together"),
        (ROTA, ("--from", "soon", "--weeks", "2"), "'soon' is no date"),
        (ROTA, ("--from", "2026-12-07", "--weeks", "0"), "0 is not in the range 1<=x<=53"),
    ],
)
def test_bad_input_is_a_sentence_and_exits_2(
    tmp_path: Path, rota: str, words: tuple[str, ...], sentence: str
) -> None:
    result = checked(tmp_path, rota, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in " ".join(result.stderr.split())


def test_a_missing_rota_and_a_missing_folder_are_sentences(tmp_path: Path) -> None:
    result = oncall("check", evenings(tmp_path / "firm"), tmp_path / "nothing.csv")
    assert (result.exit_code, "nothing.csv: can't be read" in result.stderr) == (2, True)
    result = oncall("check", tmp_path / "nowhere", tmp_path / "nothing.csv")
    assert (result.exit_code, "nowhere: there is no such folder" in result.stderr) == (2, True)


def test_history_that_reaches_into_the_weeks_is_a_fault(tmp_path: Path) -> None:
    history = "person,role,start,end\nada,primary,2026-12-08T18:00,2026-12-08T22:00\n"
    folder = evenings(tmp_path / "firm", duties=history)
    result = checked(tmp_path, ROTA, folder=folder)
    assert result.exit_code == 2
    assert "duties.csv:2: end: is after the planned weeks begin" in result.stderr


def test_what_was_planned_is_clean_and_has_the_gaps_of_its_report(tmp_path: Path) -> None:
    folder, rota, report = with_a_gap(tmp_path / "firm"), tmp_path / "r.csv", tmp_path / "r.json"
    oncall("plan", folder, *WEEK, "--out", rota, "--report", report, *QUICK)
    result = oncall("check", folder, rota, *WEEK)
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [
        f"gap: {';'.join(g['bookings'])} {g['role']} {g['start']} {g['end']} {g['missing']}"
        for g in json.loads(report.read_text())["gaps"]
    ]


def test_a_check_loads_neither_the_solver_nor_pandas(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").write_text(ROTA)
    program = (
        "import sys; from web.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print(sorted({'ortools', 'pandas', 'rich'} & {*sys.modules}))"
    )
    words = ("check", str(evenings(tmp_path / "firm")), str(tmp_path / "rota.csv"))
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
