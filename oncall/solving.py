"""What a planner is told about a solved rota: its rows, its gaps and their cures, its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oncall.notes import notes
from oncall.replanning import changed
from oncall.report import explained_gaps, fairness, report
from oncall.rota import rows_of
from solver import verify
from solver.rules import Changes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import Event

    import pandas as pd

    from oncall.folder.rota_file import RotaRow
    from oncall.planning import Planning
    from oncall.report import Explained
    from solver.outcome import Outcome
    from solver.rule import Breach


class Slip(Exception):  # noqa: N818 - whose fault it is, the name says
    """The solver made a rota that the plain check refuses; `breaches` says why."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        self.breaches = breaches
        found = "\n".join(f"breach: {breach.rule}: {breach.sentence}" for breach in breaches)
        super().__init__(
            "the solver made a rota that the plain check refuses; nothing was written. "
            f"Please report this with the folder.\n{found}"
        )


@dataclass(frozen=True)
class Answer:
    """A solved rota as it is told; `report` is what report.json has."""

    rows: tuple[RotaRow, ...]
    gaps: tuple[Explained, ...]
    carried: pd.DataFrame
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    report: Mapping[str, Any]


def check(planning: Planning, outcome: Outcome) -> None:
    """Raise Slip if the plain check finds fault with what the solver made."""
    if broken := verify.breaches(planning.problem, outcome.plan):
        raise Slip(tuple(broken))


def answered(
    planning: Planning,
    outcome: Outcome,
    made: tuple[int, Mapping[str, str]],
    stop: Event | None = None,
    hear: Callable[[int, int], None] = lambda _at, _of: None,
) -> Answer:
    """Return what is told about an outcome; cures are looked for, which takes seconds.

    `made` is with which seed and which versions of programs. Once `stop` is set no more cures are
    looked for; `hear` is told which of how many is next.
    """
    gaps = explained_gaps(planning, outcome, stop, hear)
    carried = fairness(planning, outcome.plan)
    said = notes(planning.facts.bookings)
    content = report(outcome, gaps, carried, *made)
    content |= {"notes": said} if said else {}
    changes = changed(planning, outcome.plan)
    if any(isinstance(rule, Changes) for rule in planning.problem.rules):
        content |= {"changes": changes, "fewest_changes": outcome.fewest_changes}
    return Answer(rows_of(planning, outcome.plan), gaps, carried, changes, said, content)
