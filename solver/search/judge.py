"""What some duties cost and whether they may be, by the plain side of the rules."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solver.problem import Plan
from solver.rule import Priced
from solver.rules.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from solver.problem import Duty, RotaProblem


class Judge:
    """Counts costs beside uncovered minutes, person by person where rules allow it."""

    def __init__(self, problem: RotaProblem) -> None:
        self._problem = problem
        priced = [r for r in problem.rules if isinstance(r, Priced) and not isinstance(r, Coverage)]
        self._apart = [rule for rule in priced if rule.separable]
        self._together = [rule for rule in priced if not rule.separable]
        self._musts = [rule for rule in problem.rules if not isinstance(rule, Priced)]

    def legal(self, people: Collection[str], duties: Iterable[Duty]) -> bool:
        """Tell whether these people may have these duties, which are all of theirs."""
        plan = Plan(frozenset(duties))
        return not any(
            breach.must and breach.person in people
            for rule in self._musts
            for breach in rule.breaches(self._problem, plan)
        )

    def apart(self, duties: Iterable[Duty]) -> int:
        """Return what some people's duties cost, as if nobody else had any."""
        return sum(cost for _, cost in self._paid(self._apart, duties))

    def joint(self, duties: Iterable[Duty]) -> Mapping[int, int]:
        """Return what all duties cost by the rules that look at everybody, by where it is paid."""
        costs: dict[int, int] = defaultdict(int)
        if self._together:
            for start, cost in self._paid(self._together, duties):
                if cost:
                    costs[start] += cost
        return costs

    def _paid(self, rules: Sequence[Priced], duties: Iterable[Duty]) -> Iterator[tuple[int, int]]:
        plan = Plan(frozenset(duties))
        for rule in rules:
            for breach in rule.breaches(self._problem, plan):
                yield breach.start, rule.weight * breach.points
