"""Fairness: nobody carries more than the share that presence explains."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.load import Load, load, nights_of, weekends_of
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Person, Plan, RotaProblem
    from solver.rule import Breach

HUNDREDTHS = 100


class Kind(NamedTuple):
    """One kind of load: how much of it is one unit (minutes, or a count), and a unit's price.

    A surplus of k units costs k² × price, with straight lines in between: two people one unit above
    their share are cheaper than one person two units above.
    """

    name: str
    unit: int
    price: int

    def line(self, k: int) -> tuple[int, int]:
        """Return slope and offset of the k-th line, for surplus and cost in hundredths of units."""
        return (2 * k + 1) * self.price, -k * (k + 1) * self.unit * HUNDREDTHS * self.price

    def points(self, surplus: int) -> int:
        """Return the price of a surplus (in hundredths), rounded up."""
        if surplus <= 0:
            return 0
        slope, offset = self.line(surplus // (self.unit * HUNDREDTHS))
        return -(-(slope * surplus + offset) // (self.unit * HUNDREDTHS))


@dataclass(frozen=True)
class Burden(Priced):
    """Nobody is worse off than the others by more than the time they were present explains.

    `fair` gives each person's share of minutes, nights, weekends and holidays in hundredths, for
    history and planned weeks together; what exceeds it costs the more, the more it is.
    """

    name = "burden"
    fair: Mapping[str, Load]
    kinds: tuple[Kind, Kind, Kind, Kind]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Price each person's surplus of each kind by the highest of the lines."""
        costs: list[cp_model.IntVar] = []
        for person in draft.people:
            if shares := self.fair.get(person.id):
                kinds = zip(self.kinds, shares, _asked(draft, person), strict=True)
                costs += (cost for each in kinds if (cost := _price(draft, *each)) is not None)
        return draft.count(costs)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each person who carries more than the share, with what it costs."""
        for who, shares in self.fair.items():
            person = problem.person[who]
            carried = load(person, [*problem.past_of(who), *plan.of(who)])
            for kind, share, amount in zip(self.kinds, shares, carried, strict=True):
                if points := kind.points(amount * HUNDREDTHS - share):
                    sentence = (
                        f"{person.name}: {amount / kind.unit:g} {kind.name}, "
                        f"share {share / kind.unit / HUNDREDTHS:.1f}"
                    )
                    yield self.cost(who, 0, sentence, points)


class _Carried(NamedTuple):
    """What a person will carry of one kind, as an expression, and the most it can be."""

    amount: cp_model.LinearExprT
    most: int


def _price(draft: Draft, kind: Kind, share: int, carried: _Carried) -> cp_model.IntVar | None:
    """Return a decision that is at least the price of a surplus; None where there can't be one."""
    unit = kind.unit * HUNDREDTHS
    most = carried.most * HUNDREDTHS - share
    if most <= 0 or not kind.price:
        return None
    cost = draft.model.new_int_var(0, kind.points(most), "")
    for k in range(most // unit + 1):
        slope, offset = kind.line(k)
        draft.model.add(cost * unit >= slope * (carried.amount * HUNDREDTHS - share) + offset)
    return cost


def _asked(draft: Draft, person: Person) -> Iterator[_Carried]:
    """Yield what a person will carry of each kind, history included."""
    past = draft.problem.past_of(person.id)
    before = load(person, past)
    days = draft.days(person)
    past_days = draft.problem.past_days.get(person.id, frozenset())
    minutes = draft.total((draft.takes(d), d.end - d.start) for d in draft.of(person))
    longest = sum(max(length for _, length in some) for some in days.values())
    yield _Carried(before.minutes + minutes, before.minutes + longest)
    nights: dict[int, list[Literal]] = defaultdict(list)
    for duty in draft.of(person):
        for night in person.calendar.nights_of(duty.start, duty.end):
            nights[night].append(draft.takes(duty))
    more = [
        draft.any(some) for night, some in nights.items() if night not in nights_of(person, past)
    ]
    yield _Carried(before.nights + draft.count(more), before.nights + len(more))
    saturdays = weekends_of(person, days) - weekends_of(person, past_days)
    more = [draft.any([draft.on(person, s), draft.on(person, s + 1)]) for s in saturdays]
    yield _Carried(before.weekends + draft.count(more), before.weekends + len(more))
    more = [draft.on(person, day) for day in person.calendar.holidays - past_days if day in days]
    yield _Carried(before.holidays + draft.count(more), before.holidays + len(more))
