"""The standby days at the least: people as a flow through the days, whoever they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from ortools.math_opt.python.mathopt import Model, Variable

from solver.rules.handovers import Handovers
from solver.rules.reachable import Reachable
from solver.rules.rest import Rest
from solver.rules.standby_days import StandbyDays
from solver.search import linear
from solver.search.linear import total
from solver.search.part import DEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from solver.board import Board
    from solver.calendar import Calendar
    from solver.problem import Cover, Duty, Hold, RotaProblem
    from solver.rule import Rule
    from solver.search.clock import Clock


Arc = Variable


class State(NamedTuple):
    """Somebody free from `time` on, who has been on duty for `used` minutes of that day."""

    time: int
    used: int


class _Rules(NamedTuple):
    """What the flow keeps and counts; everything else is relaxed."""

    limit: int
    rest: int
    standby_day: int
    handovers: Handovers


class Flow:
    """People of one calendar, taken as alike and always there, flowing through the days.

    What remains of a person is when the last duty's rest is over and how much of the day is used: a
    few thousand arcs, whose relaxation knows that a day on standby is paid once and holds no more
    than its limit. That whole people are on standby on a day is asked on top of it.
    """

    def __init__(self, problem: RotaProblem, rules: _Rules, board: Board) -> None:
        self._problem = problem
        self._rules = rules
        self._board = board
        self._model = Model()
        self._taken: list[tuple[Arc, Duty]] = []
        self._costs: list[tuple[Arc, int]] = []
        self._given: dict[Cover, list[Arc]] = defaultdict(list)
        self._days: dict[tuple[int, int], list[Arc]] = defaultdict(list)
        for calendar in {id(p.calendar): p.calendar for p in problem.people}.values():
            self._add(calendar)
        self._gaps = [self._gap(cover) for cover in problem.covers]
        self._on = [self._count(arcs) for arcs in self._days.values()]

    @classmethod
    def of(cls, problem: RotaProblem, board: Board) -> Flow | None:
        """Return the flow of a problem, or None where the rules that it keeps are not in force."""
        rules = _rules(problem)
        return cls(problem, rules, board) if rules and problem.admitted else None

    def bound(self, uncovered: int, clock: Clock) -> int:
        """Return what no rota with so few uncovered minutes costs less than; 0 if unknown."""
        return self._bound(uncovered, clock, linear.bound)

    def whole_bound(self, uncovered: int, clock: Clock) -> int:
        """Return such a bound with whole people on every day: dearer to find, and higher."""
        for count in self._on:
            count.integer = True
        return self._bound(uncovered, clock, linear.whole_bound)

    def _bound(self, uncovered: int, clock: Clock, by: Callable[[Model, Clock], int]) -> int:
        limit = self._model.add_linear_constraint(total(self._gaps) <= uncovered)
        self._model.minimize(total(self._costs))
        least = by(self._model, clock)
        self._model.delete_linear_constraint(limit)
        return least

    def kinds(self, clock: Clock) -> frozenset[tuple[str, tuple[Hold, ...]]]:
        """Return what duties (role and holds) the cheapest flow consists of, gaps being dear."""
        gaps = [(gap, minutes * DEAR) for gap, minutes in self._gaps]
        self._model.minimize(total([*self._costs, *gaps]))
        result = linear.solved(self._model, clock)
        if not result.has_primal_feasible_solution():
            return frozenset()
        used = (duty for arc, duty in self._taken if result.variable_values(arc) > linear.SLACK)
        return frozenset((duty.role, duty.holds) for duty in used)

    def _add(self, calendar: Calendar) -> None:
        """Let the people of one calendar flow."""
        people = {p.id for p in self._problem.people if p.calendar is calendar}
        offered = (*self._problem.admitted, *self._problem.kept)
        # Whose duty it is does not matter here: one of each kind will do.
        kinds = {(d.role, d.holds): d for d in offered if d.person in people}
        starts: dict[int, list[Duty]] = defaultdict(list)
        for duty in kinds.values():
            starts[duty.start].append(duty)
        if not starts:
            return
        first, last = min(starts), max(duty.end for duty in kinds.values())
        midnights = (m for m in calendar.midnights if first < m <= last + self._rules.rest)
        times = sorted({*starts, *midnights})
        self._let_flow(calendar, times, starts)

    def _let_flow(
        self, calendar: Calendar, times: Sequence[int], starts: dict[int, list[Duty]]
    ) -> None:
        into: dict[State, list[Arc]] = defaultdict(list)
        states: dict[int, set[int]] = defaultdict(set)
        states[times[0]].add(0)
        for time in times:
            for used in sorted(states[time]):
                here = State(time, used)
                out = []
                for follower, arc in self._arcs(calendar, times, starts, here):
                    out.append(arc)
                    if follower:
                        into[follower].append(arc)
                        states[follower.time].add(follower.used)
                if time != times[0]:
                    self._balance(into[here], out)

    def _arcs(
        self,
        calendar: Calendar,
        times: Sequence[int],
        starts: dict[int, list[Duty]],
        here: State,
    ) -> Iterator[tuple[State | None, Arc]]:
        """Yield what somebody may do next, and the state that follows: wait, or take a duty."""
        yield _state(calendar, times, here.time + 1, here), self._new_arc()
        for duty in starts.get(here.time, ()):
            shares = calendar.shares(duty.start, duty.end)
            if here.used + shares[0][1] > self._rules.limit:
                continue
            arc = self._new_arc()
            days = len(shares) - (1 if here.used else 0)
            handover = self._rules.handovers.points(self._problem, duty)
            price = days * self._rules.standby_day + handover * self._rules.handovers.weight
            self._costs.append((arc, price))
            self._taken.append((arc, duty))
            for day, _ in shares[len(shares) - days :]:
                self._days[id(calendar), day].append(arc)
            for cover in self._board.given_by(duty):
                self._given[cover].append(arc)
            spent = shares[-1][1] + (here.used if len(shares) == 1 else 0)
            after = State(duty.end - 1, spent)
            yield _state(calendar, times, duty.end + self._rules.rest, after), arc

    def _new_arc(self) -> Arc:
        return self._model.add_variable(lb=0, ub=inf)

    def _balance(self, into: Sequence[Arc], out: Sequence[Arc]) -> None:
        """Nobody goes on who has not come."""
        leaving = total([*((arc, 1) for arc in out), *((arc, -1) for arc in into)])
        self._model.add_linear_constraint(leaving <= 0)

    def _gap(self, cover: Cover) -> tuple[Arc, int]:
        """Let a cover have its people or lack them; return who lacks, and for how many minutes."""
        gap = self._model.add_variable(lb=0, ub=cover.need)
        given = [(arc, 1) for arc in self._given[cover]]
        self._model.add_linear_constraint(total([*given, (gap, 1)]) == cover.need)
        return gap, cover.minutes

    def _count(self, arcs: Sequence[Arc]) -> Arc:
        """Return how many people are on standby on a day, from the arcs that make them so."""
        on = self._model.add_variable(lb=0, ub=inf)
        self._model.add_linear_constraint(total([*((arc, 1) for arc in arcs), (on, -1)]) == 0)
        return on


def _rules(problem: RotaProblem) -> _Rules | None:
    known: dict[type[Rule], Rule] = {type(rule): rule for rule in problem.rules}
    reachable, rest = known.get(Reachable), known.get(Rest)
    days, handovers = known.get(StandbyDays), known.get(Handovers)
    if (
        isinstance(reachable, Reachable)
        and isinstance(rest, Rest)
        and isinstance(days, StandbyDays)
        and isinstance(handovers, Handovers)
    ):
        return _Rules(reachable.limit, min(rest.least.values()), days.weight, handovers)
    return None


def _state(calendar: Calendar, times: Sequence[int], ready: int, before: State) -> State | None:
    """Return the first state from `ready` on; what was used of another day does not count."""
    at = bisect_left(times, ready)
    if at == len(times):
        return None
    same_day = calendar.day_at(times[at]) == calendar.day_at(before.time)
    return State(times[at], before.used if same_day else 0)
