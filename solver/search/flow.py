"""The standby days at the least: people as a flow through the days, whoever they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from math import ceil, inf
from typing import TYPE_CHECKING, NamedTuple

from ortools.linear_solver.python import model_builder

from solver.rules.handovers import Handovers
from solver.rules.reachable import Reachable
from solver.rules.rest import Rest
from solver.rules.standby_days import StandbyDays
from solver.search.part import DEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solver.board import Board
    from solver.calendar import Calendar
    from solver.problem import Cover, Duty, Hold, RotaProblem
    from solver.rule import Rule


# What an optimum of the relaxation may be wrong by, as a part of it.
SLACK = 1e-6


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
    than its limit.
    """

    def __init__(self, problem: RotaProblem, rules: _Rules, board: Board) -> None:
        self._problem = problem
        self._rules = rules
        self._board = board
        self._model = model_builder.Model()  # type: ignore[no-untyped-call]
        self._taken: list[tuple[model_builder.Variable, Duty]] = []
        self._costs: list[tuple[model_builder.Variable, int]] = []
        self._given: dict[Cover, list[model_builder.Variable]] = defaultdict(list)
        for calendar in {id(p.calendar): p.calendar for p in problem.people}.values():
            self._add(calendar)
        self._gaps = [self._gap(cover) for cover in problem.covers]

    @classmethod
    def of(cls, problem: RotaProblem, board: Board) -> Flow | None:
        """Return the flow of a problem, or None where the rules that it keeps are not in force."""
        rules = _rules(problem)
        return cls(problem, rules, board) if rules and problem.admitted else None

    def bound(self, uncovered: int) -> int:
        """Return what no rota with so few uncovered minutes costs less than; 0 if unknown."""
        self._model.add(_sum(self._gaps) <= uncovered)
        self._model.minimize(_sum(self._costs))
        solver = model_builder.Solver("glop")
        if solver.solve(self._model) != model_builder.SolveStatus.OPTIMAL:
            return 0
        return max(0, ceil(solver.objective_value * (1 - SLACK) - SLACK))

    def kinds(self) -> frozenset[tuple[str, tuple[Hold, ...]]]:
        """Return what duties (role and holds) the cheapest flow consists of, gaps being dear."""
        gaps = [(gap, minutes * DEAR) for gap, minutes in self._gaps]
        self._model.minimize(_sum([*self._costs, *gaps]))
        solver = model_builder.Solver("glop")
        if solver.solve(self._model) != model_builder.SolveStatus.OPTIMAL:
            return frozenset()
        used = (duty for arc, duty in self._taken if solver.value(arc) > 1e-6)
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
        into: dict[State, list[model_builder.Variable]] = defaultdict(list)
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
    ) -> Iterator[tuple[State | None, model_builder.Variable]]:
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
            for cover in self._board.given_by(duty):
                self._given[cover].append(arc)
            spent = shares[-1][1] + (here.used if len(shares) == 1 else 0)
            after = State(duty.end - 1, spent)
            yield _state(calendar, times, duty.end + self._rules.rest, after), arc

    def _new_arc(self) -> model_builder.Variable:
        return self._model.new_var(0, inf, False, None)  # noqa: FBT003

    def _balance(
        self, into: Sequence[model_builder.Variable], out: Sequence[model_builder.Variable]
    ) -> None:
        """Nobody goes on who has not come."""
        signs = [1.0] * len(out) + [-1.0] * len(into)
        leaving = model_builder.LinearExpr.weighted_sum([*out, *into], signs)
        self._model.add(leaving <= 0)

    def _gap(self, cover: Cover) -> tuple[model_builder.Variable, int]:
        """Let a cover have its people or lack them; return who lacks, and for how many minutes."""
        gap = self._model.new_var(0, cover.need, False, None)  # noqa: FBT003
        given = [(arc, 1) for arc in self._given[cover]]
        self._model.add(_sum([*given, (gap, 1)]) == cover.need)
        return gap, cover.minutes


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


def _sum(terms: Sequence[tuple[model_builder.Variable, int]]) -> model_builder.LinearExpr:
    return model_builder.LinearExpr.weighted_sum(
        [arc for arc, _ in terms], [float(factor) for _, factor in terms]
    )
