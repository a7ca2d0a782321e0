"""Public benchmarks: read, solved, written, counted once more from what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.errors import BadInput, Fault
from solver.benchmarks import curtois, oncall_rostering
from solver.benchmarks.known import CURTOIS, ONCALL_ROSTERING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from solver.benchmarks.curtois import Checked
    from solver.outcome import Outcome
    from solver.problem import Plan, RotaProblem


@dataclass(frozen=True)
class Benchmark:
    """How the files of a benchmark are read, written and counted, and what others reached.

    `known` has, by the name of a file without its ending, figures by what they are.
    """

    read: Callable[[str], Any]
    problem: Callable[[Any], RotaProblem]
    write: Callable[[Any, Plan], str]
    check: Callable[[Any, str], Checked]
    known: Mapping[str, Mapping[str, int | None]]

    def instance(self, path: Path) -> Any:
        """Read a file; raises BadInput with a sentence if it is none of this benchmark's."""
        try:
            return self.read(path.read_text(encoding="utf-8"))
        except OSError as error:
            why = f"can't be read ({error.strerror}); check its name"
        except ValueError as error:
            why = str(error)
        raise BadInput((Fault(path.name, None, None, why),))


CURTOIS_QU = Benchmark(
    curtois.read,
    curtois.problem,
    curtois.write,
    curtois.check,
    {name: figures._asdict() for name, figures in CURTOIS.items()},
)
MZN = Benchmark(
    oncall_rostering.read,
    oncall_rostering.problem,
    oncall_rostering.write,
    oncall_rostering.check,
    {name: {"best": best} for name, best in ONCALL_ROSTERING.items()},
)


class Solved(NamedTuple):
    """A roster as text, counted from that text, and how well it is known to be."""

    roster: str
    checked: Checked
    bound: int
    proven: bool
    seconds: float

    def off(self, best: int) -> float:
        """How far the objective is above the best known, as a part of that."""
        return (self.checked.objective - best) / max(1, best)


def solved(benchmark: Benchmark, instance: Any, outcome: Outcome) -> Solved:
    """Write an outcome as the benchmark wants it, and count that text once more."""
    roster = benchmark.write(instance, outcome.plan)
    checked = benchmark.check(instance, roster)
    return Solved(roster, checked, outcome.bound, outcome.proven, outcome.seconds)
