"""The rota being drafted: CP-SAT decisions behind words."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, cast

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from solver.problem import Cover, Duty, Person, RotaProblem

Literal = cp_model.LiteralT


class Draft:
    """One yes/no decision per duty on offer, and the model they live in.

    `kept` duties, beside those that the problem keeps, are decided already: they count for every
    rule but cost no search. With `options` a draft decides a part of the rota only; people for whom
    neither an option is free nor anything kept by the problem are left out of it. What is given
    already, also theirs, is `decided`.
    """

    def __init__(
        self,
        problem: RotaProblem,
        options: Sequence[Duty] | None = None,
        kept: Iterable[Duty] = (),
        covers: Sequence[Cover] | None = None,
    ) -> None:
        self.problem = problem
        self.covers = problem.covers if covers is None else covers
        self.model = cp_model.CpModel()
        fixed = dict.fromkeys(problem.kept)
        decided = fixed | dict.fromkeys(kept)
        offered = problem.admitted if options is None else options
        self.options = [duty for duty in offered if duty not in decided]
        self.decided = tuple(decided)
        self._taken: dict[Duty, Literal] = {d: self.model.new_bool_var("") for d in self.options}
        self._mine: dict[str, list[Duty]] = defaultdict(list)
        for duty in (*self.options, *fixed):
            self._mine[duty.person].append(duty)
        for duty in decided:
            self._taken[duty] = True
            if duty.person in self._mine and duty not in fixed:
                self._mine[duty.person].append(duty)
        self._on: dict[tuple[str, int], Literal] = {}

    def offers(self, duty: Duty) -> bool:
        """Tell whether a duty may be given, or is."""
        return duty in self._taken

    def takes(self, duty: Duty) -> Literal:
        """Return the decision whether a duty is given."""
        return self._taken[duty]

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people about whom something is decided."""
        return tuple(p for p in self.problem.people if p.id in self._mine)

    def of(self, person: Person) -> Sequence[Duty]:
        """Return the duties that a person may get or has got."""
        return self._mine[person.id]

    def all_duties(self) -> Iterable[Duty]:
        """Return every duty, free or kept, of the people about whom something is decided."""
        return (duty for mine in self._mine.values() for duty in mine)

    @cached_property
    def _by_day(self) -> Mapping[str, Mapping[int, list[tuple[Duty, int]]]]:
        found: dict[str, dict[int, list[tuple[Duty, int]]]] = {}
        for person in self.people:
            days = found[person.id] = defaultdict(list)
            for duty in self.of(person):
                for day, minutes in person.calendar.shares(duty.start, duty.end):
                    days[day].append((duty, minutes))
        return found

    def days(self, person: Person) -> Mapping[int, list[tuple[Duty, int]]]:
        """Return the days on which a person may be on duty, with the duties and their minutes."""
        return self._by_day[person.id]

    def on(self, person: Person, day: int) -> Literal:
        """Return whether a person has any duty on a day; False where none is on offer."""
        key = (person.id, day)
        if key not in self._on:
            some = self._by_day[person.id].get(day, ())
            self._on[key] = self.any([self.takes(duty) for duty, _ in some])
        return self._on[key]

    def any(self, literals: Sequence[Literal]) -> Literal:
        """Return a decision that is true exactly if one of the given ones is."""
        if any(lit is True for lit in literals):
            return True
        open_ = [lit for lit in literals if lit is not False]
        if len(open_) <= 1:
            return open_[0] if open_ else False
        either = self.model.new_bool_var("")
        self.model.add_max_equality(either, open_)
        return either

    def total(self, terms: Iterable[tuple[Literal, int]]) -> cp_model.LinearExprT:
        """Return the sum of decisions, each times a whole number."""
        fixed = 0
        decisions: list[cp_model.LinearExprT] = []
        factors: list[int] = []
        for decision, factor in terms:
            if isinstance(decision, bool):
                fixed += decision * factor
            else:
                decisions.append(decision)
                factors.append(factor)
        return cp_model.LinearExpr.weighted_sum(decisions, factors) + fixed

    def count(self, decisions: Iterable[Literal]) -> cp_model.LinearExprT:
        """Return how many of the decisions are true."""
        return self.total((decision, 1) for decision in decisions)

    def hint(self, duties: Collection[Duty]) -> None:
        """Suggest a rota to start from."""
        for duty, taken in self._taken.items():
            if not isinstance(taken, bool):
                self.model.add_hint(cast("cp_model.IntVar", taken), duty in duties)

    def at_most_one_at_a_time(self, rest: Callable[[Duty], int]) -> None:
        """Let no two duties of a person overlap, each made longer by the rest after it (minutes).

        One at-most-one for every instant at which a duty begins: stretches that overlap in pairs
        share such an instant.
        """
        for person in self.people:
            mine = sorted(self.of(person), key=lambda d: d.start)
            running: list[tuple[int, Duty]] = []
            for start, some in groupby(mine, key=lambda d: d.start):
                running = [each for each in running if each[0] > start]
                running += ((duty.end + rest(duty), duty) for duty in some)
                if len(running) > 1:
                    self.model.add_at_most_one([self.takes(duty) for _, duty in running])
