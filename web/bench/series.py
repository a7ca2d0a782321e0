"""Files of a public benchmark one after the other, each told as soon as it is solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from web.bench.lines import Lines
from web.bench.public import solved
from web.outputs import write_all
from web.solving import Stopper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from solver.outcome import Budget
    from web.bench.public import Benchmark, Solved

MOST_TOLD: Final = 20


def solve_all(
    benchmark: Benchmark, files: Sequence[Path], budget: Budget, out: Path | None = None
) -> Sequence[str]:
    """Solve files and print a row for each; return the names of those whose roster breaks rules.

    All are read first. If somebody stops the search, the file at hand is the last.
    """
    instances = [benchmark.instance(path) for path in files]
    lines = Lines(_columns(benchmark, files))
    above: list[float] = []
    broken: list[str] = []
    with Stopper() as stopper:
        for path, instance in zip(files, instances, strict=True):
            if stopper.asked.is_set():
                click.echo(f"skipped: {path.name}", err=True)
                continue
            click.echo(path.name, err=True)
            outcome = stopper.search(benchmark.problem(instance), budget)
            found = solved(benchmark, instance, outcome)
            lines.add(*_cells(benchmark, path, found))
            if out:
                write_all({out: found.roster})
            if found.checked.broken:
                broken.append(path.name)
                click.echo("\n".join(found.checked.broken[:MOST_TOLD]), err=True)
            elif (best := _known(benchmark, path).get("best")) is not None:
                above.append(found.off(best))
    if len(above) > 1:
        click.echo(f"mean above the best known: {sum(above) / len(above):.2%}")
    return broken


def _columns(benchmark: Benchmark, files: Sequence[Path]) -> dict[str, str]:
    longest = max(len(path.name) for path in files)
    figures = ("seconds", *_others(benchmark), "above best")
    return {
        "file": f"<{max(longest, 4)}",
        "objective": ">9",
        "bound": ">9",
        "": "<6",
        **{name: f">{max(len(name), 7)}" for name in figures},
    }


def _cells(benchmark: Benchmark, path: Path, found: Solved) -> Sequence[str]:
    known = _known(benchmark, path)
    best = known.get("best")
    verdict = "broken" if found.checked.broken else "proven" if found.proven else ""
    others = (known.get(name) for name in _others(benchmark))
    return (
        *(path.name, f"{found.checked.objective}", f"{found.bound}", verdict),
        f"{found.seconds:.1f}",
        *("" if figure is None else f"{figure}" for figure in others),
        "" if best is None or found.checked.broken else f"{found.off(best):.1%}",
    )


def _others(benchmark: Benchmark) -> Sequence[str]:
    return tuple(next(iter(benchmark.known.values()), ()))


def _known(benchmark: Benchmark, path: Path) -> dict[str, int | None]:
    return dict(benchmark.known.get(path.stem, {}))
