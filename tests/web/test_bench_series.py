"""Files of a public benchmark: what is told, written and kept when one of them goes wrong."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from oncall.errors import BadInput
from solver.benchmarks.days import Checked
from solver.outcome import Budget
from tests.solver.benchmarks import tiny
from tests.web.run import oncall, started
from web.bench.public import CURTOIS_QU
from web.bench.series import solve_all

if TYPE_CHECKING:
    from pathlib import Path

ONE = ("--seconds", "1", "--workers", "1")
# Ada must work and may not on any day.
IMPOSSIBLE = tiny.CURTOIS.replace("ada,6\n", "ada,0,1,2,3,4,5,6\n")


def written(folder: Path, **texts: str) -> list[Path]:
    """Instances by the names of their files."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


def test_a_broken_roster_is_written_and_told_before_exit_1(tmp_path: Path) -> None:
    [file], out = written(tmp_path, bad=IMPOSSIBLE), tmp_path / "roster.txt"
    done = oncall("bench", "curtois", file, "--out", out, *ONE)
    assert done.exit_code == 1
    assert "broken" in done.stdout
    assert "ada: " in done.stderr
    assert "bad.txt" in done.stderr.splitlines()[-1]
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_the_rest_is_solved_after_a_broken_roster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, one=tiny.CURTOIS, two=tiny.CURTOIS, three=tiny.CURTOIS)
    answers = iter((Checked(1, ()), Checked(2, ("ada: a day off",)), Checked(3, ())))

    def check(_instance: Any, _roster: str) -> Checked:
        return next(answers)

    known = {name: {"best": 1} for name in ("one", "two", "three")}
    fake = replace(CURTOIS_QU, check=check, known=known)
    assert solve_all(fake, files, Budget(1, workers=1)) == ["two.txt"]
    header, *rows, mean = capsys.readouterr().out.splitlines()
    assert header.split()[:3] == ["file", "objective", "bound"]
    assert [row.split()[:2] for row in rows] == [
        ["one.txt", "1"],
        ["two.txt", "2"],
        ["three.txt", "3"],
    ]
    assert mean == "mean above the best known: 100.00%"  # of the two that break nothing


def test_a_file_that_can_t_be_written_is_told_before_the_search(tmp_path: Path) -> None:
    [file] = written(tmp_path, one=tiny.CURTOIS)
    done = oncall("bench", "curtois", file, "--out", tmp_path / "none" / "roster.txt", *ONE)
    assert done.exit_code == 2
    assert "--out" in done.stderr
    assert "searching" not in done.stderr


def test_the_instance_is_not_overwritten(tmp_path: Path) -> None:
    [file] = written(tmp_path, one=tiny.CURTOIS)
    link = tmp_path / "link"
    link.symlink_to(file)
    for out in (file, link):
        done = oncall("bench", "curtois", file, "--out", out, *ONE)
        assert done.exit_code == 2
        assert "name another file" in done.stderr
    assert file.read_text(encoding="utf-8") == tiny.CURTOIS


def test_nothing_is_solved_if_one_file_is_none_of_the_benchmark_s(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path, one=tiny.CURTOIS, two="id,name\n")
    with pytest.raises(BadInput, match="two"):
        solve_all(CURTOIS_QU, files, Budget(1, workers=1))
    assert capsys.readouterr().out == ""


def test_ctrl_c_ends_one_file_with_the_best_so_far_and_skips_the_rest(tmp_path: Path) -> None:
    """The first file can't be proven, so that its search lasts until it is interrupted."""
    files = written(tmp_path, bad=IMPOSSIBLE, good=tiny.CURTOIS)
    process = started("bench", "curtois", *files, "--seconds", 600, "--workers", 1)
    assert process.stderr
    for line in process.stderr:
        if line.startswith("searching"):
            break
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "bad.txt" in stdout
    assert "good.txt" not in stdout
    assert "skipped: good.txt" in stderr
