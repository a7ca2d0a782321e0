"""`oncall plan`: what it writes, says and refuses."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from oncall.instances import MONDAY, Size, firm
from tests.builders import write_folder
from tests.web.firms import evenings, with_a_gap
from tests.web.run import QUICK, oncall

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEK = ("--from", "2026-12-07", "--weeks", "1")


def planned(folder: Path, to: Path, *more: object) -> tuple[int, list[dict[str, str]], dict]:
    """Plan a folder; return the exit code, the rows of the rota and the report."""
    out, report = to / "rota.csv", to / "report.json"
    result = oncall("plan", folder, *WEEK, "--out", out, "--report", report, *QUICK, *more)
    with out.open(newline="") as file:
        return result.exit_code, list(csv.DictReader(file)), json.loads(report.read_text())


def test_a_covered_week_is_written_proven_and_exits_0(tmp_path: Path) -> None:
    code, rows, report = planned(evenings(tmp_path / "firm"), tmp_path)
    assert code == 0
    assert [row["start"] for row in rows] == [f"2026-12-{d:02}T18:00+01:00" for d in range(7, 12)]
    assert {(row["person"], row["role"], row["bookings"]) for row in rows} == {
        ("ada", "primary", "B1")
    }
    assert [row["duty"] for row in rows] == ["D001", "D002", "D003", "D004", "D005"]
    assert (report["status"], report["gaps"], report["standby_days"]) == ("optimal", [], 5)
    assert report["costs"]["standby_days"] == {"weight": 1000, "amount": 5, "cost": 5000}
    assert report["objective"] == report["bound"]
    assert list(report) == [
        *("status", "seconds", "objective", "bound", "gap", "costs", "gaps"),
        *("standby_days", "fairness", "seed", "versions"),
    ]


def test_a_gap_is_named_with_its_reason_and_cure_and_exits_3(tmp_path: Path) -> None:
    code, rows, report = planned(with_a_gap(tmp_path / "firm"), tmp_path)
    assert code == 3
    assert len(rows) == 4
    (gap,) = report["gaps"]
    because = gap.pop("because")
    cure = gap.pop("cure")
    assert cure == (
        "if Ada Ahlers were not absent (leave), Wed 9 Dec 18:00–22:00, "
        "this would be covered (tried: it works)"
    )
    assert gap == {
        "bookings": ["B1"],
        "role": "primary",
        "start": "2026-12-09T18:00+01:00",
        "end": "2026-12-09T22:00+01:00",
        "missing": 1,
    }
    assert any(why.startswith("Ada Ahlers: absent (leave)") for why in because)


def test_without_files_the_rota_goes_to_the_terminal_only(tmp_path: Path) -> None:
    folder = evenings(tmp_path / "firm")
    before = sorted(tmp_path.rglob("*"))
    result = oncall("plan", folder, *WEEK, *QUICK)
    assert result.exit_code == 0
    assert "Every booked minute is covered." in result.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_weeks_that_begin_on_any_day_are_taken_and_said(tmp_path: Path) -> None:
    folder = evenings(tmp_path / "firm")
    result = oncall("plan", folder, "--from", "3.12.2026", "--weeks", 2, *QUICK)
    assert result.exit_code == 0
    assert "Thu 3 Dec to Wed 16 Dec" in result.stderr


def test_an_old_rota_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").write_text("old")
    (tmp_path / "rota.csv").chmod(0o640)
    _, rows, _ = planned(evenings(tmp_path / "firm"), tmp_path)
    assert len(rows) == 5
    assert (tmp_path / "rota.csv").stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"firm", "rota.csv", "report.json"}


def test_the_same_seed_and_effort_give_the_same_rota(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "firm", **firm(Size(weeks=1, people=4, skills=1), 1))
    weeks = ("--from", MONDAY.isoformat(), "--weeks", 1)
    files = tmp_path / "one.csv", tmp_path / "two.csv"
    for file in files:
        oncall("plan", folder, *weeks, "--out", file, "--seed", 3, "--effort", 0.1)
    one, two = (file.read_text() for file in files)
    assert one == two
    assert one.count("\n") > 10


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--from", "soon"], "'soon' is no date or time; write it like 2026-12-07 or"),
        (["--from", "2026-02-30"], "is no day of the calendar; write it like 2026-12-07"),
        (["--from", "2026-12-07T18:00"], "has a time; write the day alone"),
        (["--from", "always"], "'always' is no day; write it like"),
        (["--weeks", "0"], "0 is not in the range 1<=x<=53"),
        (["--weeks", "1000"], "1000 is not in the range 1<=x<=53"),
        (["--weeks", "many"], "'many' is not a valid integer"),
        (["--seconds", "0"], "0 is not in the range"),
        (["--seconds", "nan"], "'nan' is no number"),
        (["--seconds", "inf"], "inf is not in the range"),
        (["--workers", "0"], "0 is not in the range"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["--out", "nowhere/rota.csv"], "nowhere/rota.csv: --out: can't be written (No such file"),
        (["--report", "nowhere/r.json"], "nowhere/r.json: --report: can't be written (No such"),
        (["--out", "."], ".: --out: is a folder; name a file"),
        (["--out", "old.csv/rota.csv"], "can't be written (Not a directory)"),
        (["--out", "old.json"], "is named by --out as well; give each a file of its own"),
        (["--out", "firm/people.csv"], "is what the rota is made from; name another file"),
        (["--out", "firm/wishes.csv"], "is what the rota is made from; name another file"),
        (["--out", os.devnull], "is no ordinary file; name another"),
        (["--out", "x" * 300], "can't be written (File name too long)"),
    ],
)
def test_bad_options_are_a_sentence_and_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(tmp_path, evenings(tmp_path / "firm"), sentence, *words)


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"people": None}, "people.csv: is missing"),
        ({"bookings": "id\n"}, "bookings.csv:1: customer: this column is missing"),
        (
            {"duties": "person,role,start,end\nada,primary,2026-12-06T18:00,2026-12-07T00:30\n"},
            "duties.csv:2: end: is after the planned weeks begin (2026-12-07T00:00)",
        ),
    ],
)
def test_a_bad_folder_is_a_sentence_and_changes_nothing(
    tmp_path: Path, tables: dict[str, str | None], sentence: str
) -> None:
    assert_refused(tmp_path, evenings(tmp_path / "firm", **tables), sentence)


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    assert_refused(tmp_path, tmp_path / "nowhere", "nowhere: there is no such folder")
    (tmp_path / "note.txt").touch()
    assert_refused(tmp_path, tmp_path / "note.txt", "note.txt: is a file; name the folder")


NOBODY = 65534


@pytest.fixture
def home_of_nobody() -> Iterator[Path]:
    """A folder outside of pytest's, which only its owner may enter; root steps down for a while."""
    with TemporaryDirectory() as name:
        home = Path(name)
        # Loads what an ordinary user might not be able to load.
        assert oncall("plan", evenings(home / "loaded"), *WEEK, *QUICK).exit_code == 0
        if os.geteuid() == 0:
            os.chown(home, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        yield home
        if os.getuid() == 0:
            os.seteuid(0)


def test_what_is_write_protected_is_a_sentence(home_of_nobody: Path) -> None:
    home = home_of_nobody
    folder = evenings(home / "firm")
    closed = home / "closed"
    closed.mkdir(mode=0o555)
    assert_refused(home, folder, "can't be written (Permission denied)", "--out", closed / "r")
    (home / "kept.csv").touch(mode=0o444)
    assert_refused(home, folder, "is write-protected", "--out", home / "kept.csv")


def assert_refused(home: Path, folder: Path, sentence: str, *words: object) -> None:
    """Plan with old output files in place; expect the sentence, exit 2 and the old files."""
    old = {"--out": home / "old.csv", "--report": home / "old.json"}
    for file in old.values():
        file.write_text("old")
    before = sorted(home.rglob("*"))
    targets = [word for option, file in old.items() for word in (option, file)]
    result = oncall("plan", folder, *WEEK, *targets, *QUICK, *words)
    assert sentence in " ".join(result.stderr.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert [file.read_text() for file in old.values()] == ["old", "old"]
    assert sorted(home.rglob("*")) == before
