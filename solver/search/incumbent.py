"""The best rota so far, and what is still missing in it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from solver.board import Board
from solver.outcome import Progress
from solver.problem import Plan
from solver.rule import Priced
from solver.rules.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from solver.problem import Cover, Duty, RotaProblem
    from solver.search.clock import Clock


class Incumbent:
    """The best rota so far; it changes only for the better: uncovered minutes first, then costs."""

    def __init__(
        self, problem: RotaProblem, clock: Clock, watch: Callable[[Progress], None]
    ) -> None:
        self.problem = problem
        self.clock = clock
        self.board = Board(problem.covers)
        # A dict for its order: sets of names differ from run to run, and so would the search.
        self._duties: dict[Duty, None] = {}
        self.needed: dict[Cover, int] = {cover: cover.need for cover in problem.covers}
        for duty in problem.kept:
            for cover in self.board.given_by(duty):
                self.needed[cover] -= 1
        self.missing = dict(self.needed)
        self.bound: int | None = None
        self._proven_uncovered = 0
        self._watch = watch
        self.objective = self._cost(problem.kept)

    @cached_property
    def options(self) -> Sequence[Duty]:
        """The duties that may be given, in order of time."""
        return sorted(self.problem.admitted, key=lambda d: (d.start, d.end))

    @cached_property
    def options_of(self) -> Mapping[str, Sequence[Duty]]:
        """The duties that may be given, by person, in order of time."""
        mine: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.options:
            mine[duty.person].append(duty)
        return mine

    @property
    def least_uncovered(self) -> int:
        """Person-minutes of which it is known that no rota can cover them."""
        return max(self._hopeless, self._proven_uncovered)

    @property
    def proven_cover(self) -> bool:
        """Tell whether no rota covers more."""
        return self.uncovered == self.least_uncovered

    def prove_cover(self) -> None:
        """Take note that no rota covers more than this one."""
        self._proven_uncovered = self.uncovered

    @cached_property
    def _hopeless(self) -> int:
        return sum(count * cover.minutes for cover, count in self.hopeless.items())

    @cached_property
    def hopeless(self) -> Mapping[Cover, int]:
        """How many each cover lacks at the least, because too few people may take it at all."""
        able: dict[Cover, set[str]] = {cover: set() for cover in self.problem.covers}
        for duty in (*self.options, *self.problem.kept):
            for cover in self.board.given_by(duty):
                able[cover].add(duty.person)
        return {cover: max(0, cover.need - len(who)) for cover, who in able.items()}

    @property
    def plan(self) -> Plan:
        """The rota, with what was kept."""
        return Plan(frozenset((*self.problem.kept, *self._duties)))

    @property
    def duties(self) -> Collection[Duty]:
        """The duties given that may be changed, oldest decision first."""
        return self._duties.keys()

    @property
    def uncovered(self) -> int:
        """Person-minutes that are not covered."""
        return sum(count * cover.minutes for cover, count in self.missing.items() if count)

    @property
    def gaps(self) -> Sequence[Cover]:
        """The covers that lack somebody."""
        return [cover for cover, count in self.missing.items() if count]

    def replace(self, old: Iterable[Duty], new: Iterable[Duty]) -> bool:
        """Exchange some duties for others if that is better; tell whether it is."""
        gone, come = dict.fromkeys(old), dict.fromkeys(new)
        people = {d.person for some in (gone, come) for d in some}
        fixed = [d for d in self.problem.kept if d.person in people]
        before = [*fixed, *(d for d in self._duties if d.person in people)]
        after = [*(d for d in before if d not in gone), *come]
        change: dict[Cover, int] = defaultdict(int)
        for duties, sign in ((gone, 1), (come, -1)):
            for duty in duties:
                for cover in self.board.given_by(duty):
                    change[cover] += sign
        minutes = sum(cover.minutes * more for cover, more in change.items())
        cost = self._cost(after) - self._cost(before)
        if (minutes, cost) >= (0, 0):
            return False
        for duty in gone:
            del self._duties[duty]
        self._duties.update(come)
        for cover, more in change.items():
            self.missing[cover] += more
        self.objective += cost
        self.tell()
        return True

    def _cost(self, duties: Iterable[Duty]) -> int:
        """Return the cost of some people's duties, as if nobody else had any."""
        plan = Plan(frozenset(duties))
        return sum(
            rule.weight * breach.points
            for rule in self.problem.rules
            if isinstance(rule, Priced) and not isinstance(rule, Coverage)
            for breach in rule.breaches(self.problem, plan)
        )

    def prove(self, bound: int) -> None:
        """Take note of a bound of the costs."""
        if self.bound is None or bound > self.bound:
            self.bound = bound
            self.tell()

    @property
    def proven(self) -> bool:
        """Tell whether nothing can be better."""
        return self.proven_cover and self.bound is not None and self.bound >= self.objective

    def tell(self) -> None:
        """Let the watcher hear how far the search is."""
        now = self.clock.seconds
        self._watch(Progress(now, self.uncovered, self.objective, self.bound))
