"""Parts of a rota worth deciding anew: some people's whole time, or some days of everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from solver.search.gaps import DAY, within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from solver.problem import Duty
    from solver.search.incumbent import Incumbent


class Part(NamedTuple):
    """What is decided anew: duties to choose from, and those given back for it."""

    free: Sequence[Duty]
    released: Sequence[Duty]


class Neighbourhood(Protocol):
    """A way to choose a part; the larger `reach`, the larger the part."""

    @property
    def least(self) -> float:
        """The smallest reach that makes sense."""
        ...

    def most(self, best: Incumbent) -> float:
        """Return the reach of a part that is all."""
        ...

    def choose(self, best: Incumbent, dice: Random, reach: float) -> Part:
        """Return a part by chance."""
        ...


@dataclass(frozen=True)
class SomePeople:
    """People who could take over from each other, for the whole time; reach counts people."""

    least: float = 2

    def most(self, best: Incumbent) -> float:
        """Return how many people there are."""
        return len(best.options_of)

    def choose(self, best: Incumbent, dice: Random, reach: float) -> Part:
        """Return what the people chosen have, and all that they could have."""
        people = list(best.options_of)
        dice.shuffle(people)
        near = best.posts_of[people[0]]
        # Who shares no post with the first can take nothing from them.
        people.sort(key=lambda who: not near & best.posts_of[who])
        chosen = people[: max(2, round(reach))]
        free = [duty for who in chosen for duty in best.options_of[who]]
        inside = frozenset(chosen)
        return Part(free, [duty for duty in best.duties if duty.person in inside])


@dataclass(frozen=True)
class SomeDays:
    """Some days in a row, for everybody; reach counts days."""

    least: float = 1

    def most(self, best: Incumbent) -> float:
        """Return how many days there are."""
        return _horizon(best)

    def choose(self, best: Incumbent, dice: Random, reach: float) -> Part:
        """Return what lies in the days, given and on offer."""
        begins, ends = _days(best, dice, reach)
        released = [d for d in best.duties if begins <= d.start and d.end <= ends]
        return Part(within(best.options, begins, ends), released)


@dataclass(frozen=True)
class OnePost:
    """Some days of those who might hold one post; reach counts days."""

    least: float = 2

    def most(self, best: Incumbent) -> float:
        """Return how many days there are."""
        return _horizon(best)

    def choose(self, best: Incumbent, dice: Random, reach: float) -> Part:
        """Return what the people of a post have and could have in the days."""
        begins, ends = _days(best, dice, reach)
        post = dice.choice(best.posts)
        able = frozenset(who for who, posts in best.posts_of.items() if post in posts)
        free = [d for d in within(best.options, begins, ends) if d.person in able]
        given = (d for d in best.duties if d.person in able)
        return Part(free, [d for d in given if begins <= d.start and d.end <= ends])


def _horizon(best: Incumbent) -> float:
    """Return how many days the duties on offer span."""
    return (best.options[-1].end - best.options[0].start) / DAY


def _days(best: Incumbent, dice: Random, reach: float) -> tuple[int, int]:
    """Return the first minute and the end of some days, every other time around a dear one."""
    first, last = best.options[0].start, best.options[-1].end
    length = max(DAY, round(reach) * DAY)
    dear = best.state.dear
    if dear and dice.random() < 0.5:
        spot = dice.choices(list(dear), list(dear.values()))[0]
        begins = spot // DAY * DAY - DAY * dice.randrange(length // DAY)
    else:
        begins = first + DAY * dice.randrange(-1, max(1, (last - first - length) // DAY + 2))
    return begins, begins + length


NEIGHBOURHOODS: tuple[Neighbourhood, ...] = (SomePeople(), SomeDays(), OnePost())
