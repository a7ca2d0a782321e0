"""Shifts that people asked for, or asked to be spared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.benchmarks.days import DAY, day_of, shift_of
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


class Request(NamedTuple):
    """Somebody wants a shift on a day, or not to have it; `points` are paid if it is refused."""

    person: str
    day: int
    shift: str
    wanted: bool
    points: int


@dataclass(frozen=True)
class Requests(Priced):
    """A shift that was asked for is given, one that was asked to be spared is not."""

    name = "requests"
    requests: tuple[Request, ...]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Add up the requests refused; what is decided already can't be changed but is counted."""
        takes = {
            (duty.person, day_of(duty), shift_of(duty)): draft.takes(duty)
            for duty in (*draft.decided, *draft.options)
        }
        granted: list[tuple[Literal, int]] = []
        for request in self.requests:
            taken = takes.get(request[:3], False)
            granted.append((taken, -request.points if request.wanted else request.points))
        return sum(r.points for r in self.requests if r.wanted) + draft.total(granted)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each request that is refused."""
        worked = {(duty.person, day_of(duty), shift_of(duty)) for duty in plan.duties}
        for request in self.requests:
            who, day, shift, wanted, points = request
            if ((who, day, shift) in worked) != wanted:
                person = problem.person[who]
                what = f"no {shift}" if wanted else shift
                sentence = f"{person.name}: {what} on {person.calendar.say_day(day)}, against wish"
                yield self.cost(who, day * DAY, sentence, points)
