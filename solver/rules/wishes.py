"""Wishes for and against being on duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


class Wish(NamedTuple):
    """A person prefers or avoids duty from `start` to `end` (minutes), as strongly as `weight`."""

    person: str
    start: int
    end: int
    prefer: bool
    weight: int


@dataclass(frozen=True)
class Wishes(Priced):
    """A preferred time has a duty of the person in it, an avoided time has none."""

    name = "wishes"
    wishes: tuple[Wish, ...]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Add up the wishes not met."""
        people = {person.id: person for person in draft.people}
        unmet: list[tuple[Literal, int]] = []
        fixed = 0
        for wish in self.wishes:
            mine = draft.of(people[wish.person]) if wish.person in people else ()
            given = [draft.takes(d) for d in mine if d.overlaps(wish.start, wish.end)]
            on_duty = draft.any(given)
            fixed += wish.weight * wish.prefer
            unmet.append((on_duty, -wish.weight if wish.prefer else wish.weight))
        return fixed + draft.total(unmet)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each wish not met."""
        for wish in self.wishes:
            person = problem.person[wish.person]
            on_duty = any(d.overlaps(wish.start, wish.end) for d in plan.of(wish.person))
            if on_duty != wish.prefer:
                verb = "no duty" if wish.prefer else "a duty"
                when = person.calendar.say_span(wish.start, wish.end)
                sentence = f"{person.name}: {verb} against the wish for {when}"
                yield self.cost(wish.person, wish.start, sentence, wish.weight)
