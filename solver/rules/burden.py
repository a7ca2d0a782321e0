"""Fairness: nobody carries more than a share that presence and skills explain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.load import HUNDREDTHS, Load, load, nights_of, weekends_of
from solver.problem import minutes_by_day
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Duty, Person, Plan, RotaProblem
    from solver.rule import Breach


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
    """Nobody is worse off than the others by more than presence and skills explain.

    `fair` gives each person's share of minutes, nights, weekends and holidays in hundredths, for
    history and planned weeks together; what exceeds it costs the more, the more it is.
    """

    name = "burden"
    fair: Mapping[str, Load]
    kinds: tuple[Kind, Kind, Kind, Kind]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Price each person's surplus of each kind by the highest of the lines."""
        costs: list[cp_model.IntVar] = []
        fixed = 0
        free = {person.id: person for person in draft.people}
        for who, shares in self.fair.items():
            if who in free:
                kinds = zip(self.kinds, shares, _asked(draft, free[who]), strict=True)
                costs += (cost for each in kinds if (cost := _price(draft, *each)) is not None)
            else:
                fixed += sum(paid.points for paid in self._surplus(draft.problem, who))
        return fixed + draft.count(costs)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each person who carries more than the share, with what it costs."""
        for who in self.fair:
            for kind, share, amount, points in self._surplus(problem, who, plan.of(who)):
                sentence = (
                    f"{problem.person[who].name}: {amount / kind.unit:g} {kind.name}, "
                    f"share {share / kind.unit / HUNDREDTHS:.1f}"
                )
                yield self.cost(who, 0, sentence, points)

    def _surplus(
        self, problem: RotaProblem, who: str, planned: Sequence[Duty] = ()
    ) -> Iterator[_Surplus]:
        """Yield what a person pays for, history included."""
        carried = load(problem.person[who], [*problem.past_of(who), *planned])
        for kind, share, amount in zip(self.kinds, self.fair[who], carried, strict=True):
            if points := kind.points(amount * HUNDREDTHS - share):
                yield _Surplus(kind, share, amount, points)


class _Surplus(NamedTuple):
    """A kind of load of which a person carries more than the share, and the points it costs."""

    kind: Kind
    share: int
    amount: int
    points: int


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
    on_offer = sum(minutes_by_day(person, draft.of(person)).values())
    yield _Carried(before.minutes + minutes, before.minutes + on_offer)
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
