"""Ctrl-C writes the best rota so far; a second one leaves without a trace."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest

from oncall.instances import MONDAY, Size, firm
from tests.builders import write_folder
from tests.web.run import oncall, started

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

# So much to weigh that no search is over before it is interrupted.
LARGE = Size(weeks=2, people=12, skills=2)
WEEKS = ("--from", MONDAY.isoformat(), "--weeks", 2)


def searching(home: Path) -> subprocess.Popen[str]:
    """Plan a large firm, up to where the search begins."""
    folder = write_folder(home / "firm", **firm(LARGE, 1))
    targets = ("--out", home / "rota.csv", "--report", home / "report.json")
    process = started("plan", folder, *WEEKS, *targets, "--seconds", 600)
    assert process.stderr
    for line in process.stderr:
        if line.startswith("searching"):
            break
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_writes_the_best_so_far(tmp_path: Path, number: signal.Signals) -> None:
    process = searching(tmp_path)
    process.send_signal(number)
    _, said = process.communicate(timeout=120)
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["stopped"] is True
    assert process.returncode == (3 if report["gaps"] else 0)
    assert "stopping with the best so far" in said
    check = oncall("check", tmp_path / "firm", tmp_path / "rota.csv", *WEEKS)
    assert check.exit_code == process.returncode
    assert check.stdout.count("gap: ") == len(report["gaps"])


def test_a_second_leaves_at_once_and_writes_nothing(tmp_path: Path) -> None:
    process = searching(tmp_path)
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    # One that comes while Python is already on its way out ends it by the signal itself; a shell
    # calls both 130.
    assert process.returncode in (130, -signal.SIGINT)
    assert [path.name for path in tmp_path.iterdir()] == ["firm"]
