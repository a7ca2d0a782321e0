"""`oncall bench`: public benchmarks from the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solver.benchmarks import curtois, oncall_rostering
from tests.solver.benchmarks import tiny
from tests.web.run import QUICK, oncall

if TYPE_CHECKING:
    from pathlib import Path

TINY = {"curtois": ("tiny.txt", tiny.CURTOIS), "mzn": ("tiny.dzn", tiny.ONCALL_ROSTERING)}
CHECKS = {"curtois": curtois, "mzn": oncall_rostering}


@pytest.mark.parametrize("benchmark", TINY)
def test_a_file_is_solved_written_and_told(benchmark: str, tmp_path: Path) -> None:
    """The roster written is the one whose objective is told, and it breaks nothing."""
    name, text = TINY[benchmark]
    file, out = tmp_path / name, tmp_path / "roster.txt"
    file.write_text(text, encoding="utf-8")
    done = oncall("bench", benchmark, file, "--out", out, *QUICK)
    assert done.exit_code == 0
    module = CHECKS[benchmark]
    found = module.check(module.read(text), out.read_text(encoding="utf-8"))
    assert found.broken == ()
    row = next(line for line in done.stdout.splitlines() if name in line)
    assert f" {found.objective} " in row
    assert "proven" in row


@pytest.mark.parametrize("benchmark", TINY)
def test_a_file_of_something_else_is_bad_input_with_a_sentence(
    benchmark: str, tmp_path: Path
) -> None:
    file, out = tmp_path / "people.csv", tmp_path / "roster.txt"
    file.write_text("id,name\nada,Ada\n", encoding="utf-8")
    done = oncall("bench", benchmark, file, "--out", out, *QUICK)
    assert done.exit_code == 2
    assert done.stderr.startswith("people.csv: ")
    assert not out.exists()


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    done = oncall("bench", "curtois", tmp_path / "Instance99.txt")
    assert done.exit_code == 2
    assert "Instance99.txt" in done.stderr


def test_one_roster_file_does_not_take_two_rosters(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(tiny.CURTOIS, encoding="utf-8")
    done = oncall("bench", "curtois", tmp_path / "a.txt", tmp_path / "b.txt", "--out", "r.txt")
    assert done.exit_code == 2
    assert "one file" in done.stderr
