"""`oncall bench`: the measurements in docs/benchmarks.md."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from web.bench.again import WITHIN, mend
from web.bench.apart import measured_apart
from web.bench.asking import asking
from web.bench.boards import boards
from web.bench.clocks import clocks as dated
from web.bench.firms import MONTH, WORKS
from web.bench.hotline import hotline as called
from web.bench.lines import Lines
from web.bench.pages import pages
from web.bench.paging import RATE, paging
from web.bench.parts import LEFT_OUT, MEASURED, without
from web.bench.planning import plan
from web.bench.proofs import proofs
from web.bench.public import CURTOIS_QU, MZN
from web.bench.reading import LARGE_NAME, read_and_check
from web.bench.series import solve_all
from web.bench.stepping_in import stepping_in
from web.bench.stored import stored
from web.bench.watching import watching
from web.options import budget_options
from web.outputs import check_outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solver.outcome import Budget
    from web.bench.public import Benchmark

MOST_MEMORY: Final = 2048
ROTA: Final = {"work": "<32", "seed": ">4", "must": "<22", "reached": "<40", "": "<6"}
PAGES: Final = {"work": "<40", "must": "<10", "reached": "<36", "": "<6"}
PARTS: Final = {"work": "<32", "without": "<18", "reached": "<52"}
Row = tuple[str, str, str, str]


@click.group(epilog="Example: oncall bench rota")
def bench() -> None:
    """Measure planning, checking, pages and clocks, on invented firms and public benchmarks."""


@bench.command(epilog="Example: oncall bench rota --seed 1 --seed 2")
@click.option("--seed", "seeds", type=int, multiple=True, default=(1,), help="Which firms; repeat.")
def rota(seeds: tuple[int, ...]) -> None:
    """Print what is reached on invented firms beside what must be, on this machine."""
    lines = Lines(ROTA)
    for seed in seeds:
        for work, must, reached, verdict in _rows(seed):
            lines.add(work, str(seed), must, reached, verdict)


def _rows(seed: int) -> Iterator[Row]:
    for work in WORKS:
        click.echo(f"planning {work.name} …", err=True)
        planned, spent = measured_apart(plan, work, seed)
        will_do = planned.reached(work) and spent.memory <= MOST_MEMORY
        reached = f"{planned.say()}; {spent.say()}"
        yield work.name, f"{work.must}; ≤ 2 GB", reached, _verdict(will_do)
    click.echo(f"mending a published rota: {MONTH.name} …", err=True)
    mended, spent = measured_apart(mend, MONTH, seed)
    name = f"re-plan of a week after one person falls ill; {MONTH.name}"
    must = f"≤ {WITHIN:g} s, proven least number of changes; ≤ 2 GB"
    will_do = mended.reached and spent.memory <= MOST_MEMORY
    yield name, must, f"{mended.say()}; {spent.say()}", _verdict(will_do)
    click.echo(f"reading and checking {LARGE_NAME} …", err=True)
    for name, must, reached, fast in read_and_check(seed):
        yield name, must, reached, _verdict(fast)
    click.echo(f"importing, editing and publishing {LARGE_NAME} …", err=True)
    for name, must, reached, fast in stored(seed):
        yield name, must, reached, _verdict(fast)


def _public_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what both public benchmarks take."""
    files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
    out = click.option(
        "--out",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Where the roster of one file goes.",
    )
    return files(budget_options(out(command)))


@bench.command(
    epilog="Example: oncall bench curtois Instance3.txt --seconds 60 --out roster.txt",
    name="curtois",
)
@_public_options
def curtois_(files: tuple[Path, ...], budget: Budget, out: Path | None) -> None:
    """Solve shift scheduling instances by Curtois and Qu: FILES like Instance3.txt.

    A roster is written with a row per employee and a cell per day. Ctrl-C ends the file at hand
    with the best so far and skips the rest. Exit status: 0, 1 if a roster breaks a rule, 2 bad
    input.
    """
    _solve(CURTOIS_QU, files, budget, out)


@bench.command(epilog="Example: oncall bench mzn 4s-10d.dzn")
@_public_options
def mzn(files: tuple[Path, ...], budget: Budget, out: Path | None) -> None:
    """Solve on-call rostering instances of the MiniZinc challenge 2013: FILES like 4s-10d.dzn.

    A roster is written as the model prints it. Ctrl-C ends the file at hand with the best so far
    and skips the rest. Exit status: 0, 1 if a roster breaks a rule, 2 bad input.
    """
    _solve(MZN, files, budget, out)


def _solve(benchmark: Benchmark, files: tuple[Path, ...], budget: Budget, out: Path | None) -> None:
    if out and len(files) > 1:
        raise click.UsageError("--out takes the roster of one file; give one.")
    check_outputs(files[0], {"--out": out})
    if broken := solve_all(benchmark, files, budget, out):
        raise click.ClickException(f"rules are broken in the roster of {', '.join(broken)}")


@bench.command(epilog="Example: oncall bench parts --seed 1")
@click.option("--seed", type=int, default=1, show_default=True, help="Which firms.")
def parts(seed: int) -> None:
    """Leave out one part of the search at a time, to see what each is worth."""
    lines = Lines(PARTS)
    for work in MEASURED:
        for name in LEFT_OUT:
            click.echo(f"{work.name}, without {name} …", err=True)
            planned, _ = measured_apart(without, name, work, seed)
            lines.add(work.name, name, planned.say())


@bench.command(epilog="Example: oncall bench clocks")
@click.option("--seed", type=int, default=1, show_default=True, help="Which reports.")
def clocks(seed: int) -> None:
    """Print how fast it is said when promises fall due, beside what must be, on this machine."""
    lines = Lines(PAGES)
    for name, must, reached, fast in dated(seed):
        lines.add(name, must, reached, _verdict(fast))


@bench.command(epilog="Example: oncall bench web")
@click.option("--seed", type=int, default=1, show_default=True, help="Which firm.")
def web(seed: int) -> None:
    """Print how fast feeds and pages are answered beside what must be, on this machine."""
    lines = Lines(PAGES)
    measured = chain(pages(seed), boards(seed), asking(), stepping_in(seed), watching(seed))
    for name, must, reached, fast in measured:
        lines.add(name, must, reached, _verdict(fast) if must else "")


_share_option = click.option(
    "--share",
    type=click.FloatRange(0.01, 1),
    default=1.0,
    show_default=True,
    help="Measure for a shorter time, and with fewer incidents.",
)


@bench.command(epilog="Example: oncall bench pages", name="pages")
@_share_option
def pages_(share: float) -> None:
    """Print how fast faults that are reported reach the carrier beside what must be.

    The last row takes five minutes: at one call a second it is waited until all of 300 people have
    been called. With a share of a tenth there are 100 incidents, and 100 people.
    """
    lines = Lines(PAGES)
    for name, must, reached, fast in paging(share):
        lines.add(name, must, reached, _verdict(fast))


@bench.command(epilog="Example: oncall bench hotline --share 0.1")
@_share_option
@click.option(
    "--rate",
    type=click.IntRange(1, 200),
    default=RATE,
    show_default=True,
    help="So many calls begin in a second.",
)
def hotline(share: float, rate: int) -> None:
    """Print how fast calls to the hotline are answered beside what must be, on this machine.

    Each is signed, and goes to `oncall hotline serve` in a process of its own: greeting, language,
    PIN, key, waiting, hang-up. Then so many callers enter their PIN on the practice carrier, until
    an engineer's telephone rings.
    """
    lines = Lines(PAGES)
    for name, must, reached, fast in called(share, rate):
        lines.add(name, must, reached, _verdict(fast))


@bench.command(epilog="Example: oncall bench proof")
def proof() -> None:
    """Print how fast it is proven that everybody is reached in time, on this machine."""
    lines = Lines(PAGES)
    for name, must, reached, fast in proofs():
        lines.add(name, must, reached, _verdict(fast))


def _verdict(reached: bool) -> str:  # noqa: FBT001 - a verdict is one
    return "✓" if reached else "missed"
