"""How good a rota is: broken musts, gaps, costs by rule and what each person carries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from oncall.board.apart import TOGETHER
from oncall.report import fairness
from oncall.rota import booked_gap
from solver import verify
from solver.explain import obstacles
from solver.problem import Plan
from solver.rule import Priced
from solver.sentence import about

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from oncall.assignments import Assignment
    from oncall.board.apart import Apart
    from oncall.people import Person
    from oncall.planning import Planning
    from oncall.rota import BookedGap
    from solver.rule import Breach
    from solver.rules.coverage import Gap


@dataclass(frozen=True)
class Judged:
    """What is wrong with a rota and what it costs; `gaps` are also told as bookings have them."""

    planning: Planning
    plan: Plan
    breaches: tuple[Breach, ...]
    gaps: tuple[tuple[Gap, BookedGap], ...]
    costs: Mapping[str, int]
    table: pd.DataFrame
    _explained: dict[Gap, tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_explained(self, gap: Gap) -> bool:
        """Tell whether it was worked out already why nobody closes a gap."""
        return gap in self._explained

    def because(self, gap: Gap, people: Sequence[Person]) -> tuple[str, ...]:
        """Return why each of a team's people does not close a gap; worked out once."""
        if gap not in self._explained:
            problem = self.planning.problem
            found = obstacles(problem, self.plan, gap, [person.id for person in people])
            lines = (about(problem.person[each.person].name, each.why) for each in found)
            self._explained[gap] = tuple(lines)
        return self._explained[gap]


def judge(apart: Apart, rows: Iterable[Assignment]) -> Judged:
    """Return how good a rota is, as the plain check has it (solver.verify).

    What is asked of it must know what is paid for.
    """
    planning, problem = apart.planning, apart.planning.problem
    mine: dict[str, set[Assignment]] = defaultdict(set)
    for each in rows:
        mine[each.person].add(each)
    own = [apart.of(who, frozenset(some)) for who, some in mine.items()]
    plan = Plan(frozenset(duty for each in own for duty in each.duties))
    broken = [breach for each in own for breach in each.broken]
    costs: dict[str, int] = {}
    for rule in problem.rules:
        found = tuple(rule.breaches(problem, plan)) if isinstance(rule, TOGETHER) else ()
        broken += (breach for breach in found if breach.must)
        if isinstance(rule, Priced):
            points = sum(each.points.get(rule.name, 0) for each in own)
            costs[rule.name] = rule.weight * (points + sum(breach.points for breach in found))
    return Judged(
        planning,
        plan,
        tuple(sorted(broken, key=lambda b: (b.start, b.person or "", b.rule, b.sentence))),
        tuple((gap, booked_gap(planning, gap)) for gap in verify.gaps(problem, plan)),
        costs,
        fairness(planning, plan),
    )
