"""Make a rota cheaper: decide parts of it anew, now some people's, now some days'."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from solver.search.gaps import DAY, within
from solver.search.part import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.problem import Duty
    from solver.search.incumbent import Incumbent

SMALLEST, LARGEST = 100, 20_000


@dataclass
class _Neighbourhood:
    """A way to choose a part; `size` (duties on offer) grows while parts are solved to the end."""

    size: float
    limit: float = 2.0

    def learn(self, *, proven: bool) -> None:
        """Take larger parts after a proof, smaller ones after none."""
        self.size = min(LARGEST, max(SMALLEST, self.size * (1.15 if proven else 0.8)))


def improve(best: Incumbent) -> None:
    """Go on until the time is over or nothing can be better."""
    dice = Random(best.clock.budget.seed)  # noqa: S311 - for variety, not for secrets
    some_people, some_days = _Neighbourhood(1000), _Neighbourhood(1000)
    while best.clock.left and not best.proven and best.duties:
        if dice.random() < 0.6:
            chosen, free, released = some_people, *_people(best, dice, some_people.size)
        else:
            chosen, free, released = some_days, *_days(best, dice, some_days.size)
        answer = decide(best, free, released, chosen.limit, may_uncover=not best.proven_cover)
        chosen.learn(proven=answer.proven)


Choice = tuple["Sequence[Duty]", "Sequence[Duty]"]


def _people(best: Incumbent, dice: Random, size: float) -> Choice:
    """Choose people who could take over from each other, for the whole time."""
    free: list[Duty] = []
    released: list[Duty] = []
    mine: dict[str, list[Duty]] = {}
    for duty in best.duties:
        mine.setdefault(duty.person, []).append(duty)
    people = list(best.options_of)
    dice.shuffle(people)
    missing = dict(best.missing)
    for who in people:
        given = mine.get(who, [])
        for duty in given:
            for cover in best.board.given_by(duty):
                missing[cover] += 1
        released += given
        chosen = people[: people.index(who) + 1]
        free = [
            d
            for p in chosen
            for d in best.options_of[p]
            if all(missing[c] for c in best.board.given_by(d))
        ]
        if len(free) > size:
            break
    return free, released


def _days(best: Incumbent, dice: Random, size: float) -> Choice:
    """Choose some days in a row, for all people."""
    first, last = best.options[0].start, best.options[-1].end
    begins = dice.randrange(first - DAY, last)
    days = 1
    while True:
        ends = begins + days * DAY
        free = within(best.options, begins, ends)
        if len(free) > size * 2 or ends > last:
            released = [d for d in best.duties if begins <= d.start and d.end <= ends]
            return free, released
        days += 1
