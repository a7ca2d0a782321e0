"""How fast a large folder is read and a large rota is checked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Final

import click

from oncall.folder.read import read_folder
from oncall.folder.rota_file import write_rota
from oncall.rota import rows_of
from solver.outcome import Budget
from solver.solve import solve
from web.bench.firms import LARGE, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.outcome import Progress

LARGE_NAME: Final = "12 weeks × 100 people"
CHECK_WITHIN, READ_WITHIN = 2.0, 5.0


def read_and_check(seed: int) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    with TemporaryDirectory() as scratch:
        folder = written(LARGE.size, seed, Path(scratch))
        begun = perf_counter()
        read_folder(folder)
        reading = perf_counter() - begun
        checking = _check_seconds(folder)
    yield f"reading {LARGE_NAME}", "≤ 5 s", f"{reading:.2f} s", reading <= READ_WITHIN
    name = f"oncall check of {LARGE_NAME}, from start to end of the process"
    yield name, "≤ 2 s", f"{checking:.2f} s", checking <= CHECK_WITHIN


def _check_seconds(folder: Path) -> float:
    """Return how long `oncall check` takes on the wall, from its start to its end."""
    asked = LARGE.planning(read_folder(folder))
    enough = Event()

    def watch(progress: Progress) -> None:
        if not progress.uncovered:
            enough.set()

    outcome = solve(asked.problem, Budget(seconds=120), watch, enough)
    rota_file = folder / "rota.csv"
    rota_file.write_text(write_rota(rows_of(asked, outcome.plan)), encoding="utf-8")
    begun = perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command line
        (sys.executable, "-m", "web.cli", "check", str(folder), str(rota_file)),
        capture_output=True,
        check=False,
    )
    seconds = perf_counter() - begun
    if done.returncode not in (0, 3):
        raise click.ClickException(f"the rota did not pass the check: {done.stdout.decode()[:500]}")
    return seconds
