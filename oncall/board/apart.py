"""What each person's duties break and cost by themselves, worked out once for each set of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.assignments import as_rows
from oncall.rota import plan_of
from solver.rules import Burden, Coverage, Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from solver.problem import Duty
    from solver.rule import Breach

# These look at several people, or at those too who have no duty.
TOGETHER: Final = (Coverage, Burden, Wishes)
MOST_KNOWN: Final = 2_000  # then all is forgotten


class Own(NamedTuple):
    """One person's duties, the musts they break, and the points they are paid for, by rule."""

    duties: frozenset[Duty]
    broken: tuple[Breach, ...]
    points: Mapping[str, int]


@dataclass(frozen=True)
class Apart:
    """Checks the duties of one person at a time; rotas share most of what it remembers."""

    planning: Planning
    folder: Folder
    _known: dict[tuple[str, frozenset[Assignment]], Own] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, who: str, rows: frozenset[Assignment]) -> Own:
        """Return what is to be said of a person who has these duties."""
        found = self._known.get((who, rows))
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[who, rows] = self.tried(rows)
        return found

    def tried(self, rows: Iterable[Assignment]) -> Own:
        """Return the same and don't remember it, for what somebody only thinks of."""
        problem = self.planning.problem
        plan = plan_of(self.planning, as_rows(sorted(rows), self.folder))
        broken: list[Breach] = []
        points: dict[str, int] = {}
        for rule in problem.rules:
            if not isinstance(rule, TOGETHER):
                found = tuple(rule.breaches(problem, plan))
                broken += (breach for breach in found if breach.must)
                points[rule.name] = sum(breach.points for breach in found)
        return Own(plan.duties, tuple(broken), points)
