"""New Year's Eve in the demo: the planner reads what would close the gap, does so, and it does."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from oncall.paths import DATA
from tests.web.run import oncall

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

CURE = (
    "if Jaya Jackdaw had 10 min less of regular work on Thu 31 Dec, "
    "this would be covered (tried: it works)"
)


def planned(folder: Path, to: Path) -> tuple[Result, list[dict[str, object]]]:
    """Plan the demo's six weeks; return what is said, and the gaps of the report."""
    weeks = ("--from", "2026-12-07", "--weeks", 6)
    files = ("--out", to / "rota.csv", "--report", to / "report.json")
    result = oncall("plan", folder, *weeks, *files, "--effort", 1.5)
    gaps: list[dict[str, object]] = json.loads((to / "report.json").read_text())["gaps"]
    return result, gaps


def test_the_gap_of_the_demo_comes_with_its_cure_and_the_cure_closes_it(tmp_path: Path) -> None:
    demo = shutil.copytree(DATA / "demo", tmp_path / "demo")

    result, (gap,) = planned(demo, tmp_path)
    assert result.exit_code == 3
    assert (gap["bookings"], gap["role"], gap["missing"]) == (["W5"], "primary", 1)
    assert gap["cure"] == CURE
    assert f"\n    → {CURE}\n" in result.stdout

    with (demo / "absences.csv").open("a", encoding="utf-8") as file:
        file.write("jaya,2026-12-31T16:50,2026-12-31T17:00,flexitime\n")
    result, gaps = planned(demo, tmp_path)
    assert (result.exit_code, gaps) == (0, [])
