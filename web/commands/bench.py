"""`oncall bench`: the measurements in docs/benchmarks.md."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from oncall.folder.read import read_folder
from oncall.folder.rota_file import write_rota
from oncall.instances import MONDAY, Size, firm
from oncall.rota import rows_of
from oncall.streams import Weeks
from solver.outcome import Budget, Outcome, Progress
from solver.solve import solve
from web.gather import gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.planning import Planning


@dataclass(frozen=True)
class Work:
    """A firm to plan, how long to search, and what must be reached by when."""

    name: str
    size: Size
    seconds: float
    complete_within: float


WEEK = Work("week: 20 people, 2 skills, out of hours, primary + backup", Size(1, 20, 2), 10, 5)
WORKS = (
    WEEK,
    Work("4 weeks: 34 people, 3 skills, out of hours, primary + backup", Size(4, 34, 3), 60, 60),
    Work("4 weeks: 40 people, 3 skills, out of hours, primary + backup", Size(4, 40, 3), 60, 60),
)
LARGE = Size(12, 100, 6, sites=2)
CHECK_WITHIN, READ_WITHIN = 2.0, 5.0


@click.group(epilog="Example: oncall bench rota")
def bench() -> None:
    """Measure reading, planning and checking on invented firms."""


@bench.command(epilog="Example: oncall bench rota --seed 1 --seed 2")
@click.option("--seed", "seeds", type=int, multiple=True, default=(1,), help="Which firms; repeat.")
def rota(seeds: tuple[int, ...]) -> None:
    """Print what is reached beside what must be, on this machine."""
    table = Table("work", "seed", "must", "reached", "", title="oncall bench rota")
    for seed in seeds:
        for row in _rows(seed):
            table.add_row(row[0], str(seed), *row[1:])
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _rows(seed: int) -> Iterator[tuple[str, str, str, str]]:
    for work in WORKS:
        click.echo(f"planning {work.name} …", err=True)
        measured = _measure(work, seed)
        yield (
            work.name,
            f"complete ≤ {work.complete_within:g} s",
            measured.say(),
            _verdict(measured.complete is not None and measured.complete <= work.complete_within),
        )
    click.echo("planning, reading and checking 12 weeks of 100 people …", err=True)
    with TemporaryDirectory() as scratch:
        folder = _written(LARGE, seed, Path(scratch))
        begun = perf_counter()
        read_folder(folder)
        reading = perf_counter() - begun
        checking = _check_seconds(folder)
    large = "12 weeks × 100 people"
    yield (f"reading {large}", "≤ 5 s", f"{reading:.2f} s", _verdict(reading <= READ_WITHIN))
    fast = _verdict(checking <= CHECK_WITHIN)
    yield (f"oncall check of {large}", "≤ 2 s", f"{checking:.2f} s", fast)


@dataclass(frozen=True)
class Measured:
    """When a rota without gaps was there (None: never), and how good the last one is."""

    complete: float | None
    outcome: Outcome

    def say(self) -> str:
        """Return it in words."""
        last = self.outcome
        if self.complete is None:
            return f"{last.uncovered / 60:g} h open after {last.seconds:.0f} s"
        known = f"gap {last.gap:.1%} after {last.seconds:.0f} s" if last.bound else "no bound"
        return f"complete after {self.complete:.1f} s; {known}"


def _measure(work: Work, seed: int) -> Measured:
    """Plan a firm; the time is that from facts to rota."""
    with TemporaryDirectory() as scratch:
        folder = read_folder(_written(work.size, seed, Path(scratch)))
    begun = perf_counter()
    asked = gather(folder, Weeks(MONDAY, 7 * work.size.weeks))
    complete: list[float] = []

    def watch(progress: Progress) -> None:
        if not progress.uncovered and not complete:
            complete.append(perf_counter() - begun)

    outcome = solve(asked.problem, Budget(seconds=work.seconds), watch)
    return Measured(complete[0] if complete else None, outcome)


def _check_seconds(folder: Path) -> float:
    """Return how long `oncall check` takes on the wall, from its start to its end."""
    asked: Planning = gather(read_folder(folder), Weeks(MONDAY, 7 * LARGE.weeks))
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


def _written(size: Size, seed: int, folder: Path) -> Path:
    for name, text in firm(size, seed).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def _verdict(reached: bool) -> str:  # noqa: FBT001 - a verdict is one
    return "✓" if reached else "missed"
