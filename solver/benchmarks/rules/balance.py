"""Everybody has as many days as the work load says."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from solver.benchmarks.days import day_of
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach

FULL_TIME = 100


class Kind(NamedTuple):
    """Days that are counted together."""

    name: str
    days: frozenset[int]


@dataclass(frozen=True)
class Balance(Priced):
    """Days of a kind are shared out in proportion to the work loads (per cent of full time).

    Each kind costs the worst difference between two people: that of their days, each times the
    work load of the other, in whole hundreds and rounded up.
    """

    name = "balance"
    separable: ClassVar[bool] = False
    work_load: Mapping[str, int]
    kinds: tuple[Kind, ...]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Price the worst difference of each kind; all that is decided already counts."""
        return draft.total((self._worst(draft, kind), 1) for kind in self.kinds)

    def _worst(self, draft: Draft, kind: Kind) -> cp_model.IntVar:
        counts = _counts(draft, kind)
        worst = draft.model.new_int_var(0, len(kind.days), "")
        for one, other in permutations(self.work_load, 2):
            more = counts[one] * self.work_load[other] - counts[other] * self.work_load[one]
            draft.model.add(more <= FULL_TIME * worst)
        return worst

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name the worst difference of each kind."""
        for name, days in self.kinds:
            counts = Counter(duty.person for duty in plan.duties if day_of(duty) in days)
            worst, one, other = max(
                (counts[a] * self.work_load[b] - counts[b] * self.work_load[a], a, b)
                for a, b in permutations(self.work_load, 2)
            )
            if worst:
                more, fewer = (problem.person[who].name for who in (one, other))
                sentence = f"{name}: {more} has {counts[one]}, {fewer} has {counts[other]}"
                yield self.cost(None, 0, sentence, -(-worst // FULL_TIME))


def _counts(draft: Draft, kind: Kind) -> Mapping[str, cp_model.IntVar]:
    """Return how many days of a kind each person will have."""
    takes: dict[str, list[Literal]] = defaultdict(list)
    for duty in (*draft.decided, *draft.options):
        if day_of(duty) in kind.days:
            takes[duty.person].append(draft.takes(duty))
    counts = {p.id: draft.model.new_int_var(0, len(kind.days), "") for p in draft.problem.people}
    for who, count in counts.items():
        draft.model.add(draft.count(takes[who]) == count)
    return counts
