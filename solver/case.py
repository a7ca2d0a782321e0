"""A gap in a plan as somebody finds it who wants to close it: who might, and what is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from solver.change import Change
from solver.explain import parts
from solver.problem import Duty, Hold, Plan, merged
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solver.calendar import Calendar
    from solver.problem import RotaProblem
    from solver.rule import Rule
    from solver.rules.coverage import Gap

DAY = 24 * 60
# Minutes on either side of a gap that count as near: what is given there may be decided anew.
REACH = DAY
# Nobody is on duty for longer than this, whatever a team allows.
LONGEST = DAY


class Hurdle(NamedTuple):
    """A duty that would fill a gap or a part of it, and the rules it breaks on top of the plan.

    `after` is what the person would have then; what touches is one duty.
    """

    duty: Duty
    after: Plan
    rules: frozenset[str]


@dataclass(frozen=True)
class Case:
    """A gap in a plan, and the people (by id), name and local days of the team whose gap it is."""

    problem: RotaProblem
    plan: Plan
    gap: Gap
    people: tuple[str, ...]
    team: str
    calendar: Calendar

    def name(self, who: str) -> str:
        """Return a person's name."""
        return self.problem.person[who].name

    def is_near(self, duty: Duty) -> bool:
        """Tell whether a duty lies whole around the gap."""
        return self.gap.start - REACH <= duty.start and duty.end <= self.gap.end + REACH

    @cached_property
    def near(self) -> Sequence[Duty]:
        """The duties around the gap that may be given as things are."""
        return [duty for duty in self.problem.admitted if self.is_near(duty)]

    @cached_property
    def hurdles(self) -> Sequence[Hurdle]:
        """What each person would break by taking the gap or a part of it.

        Once on top of the plan, and once without what the person has near the gap: that might be
        given to somebody else.
        """
        spans = parts(self.problem, self.gap)
        found: dict[Hurdle, None] = {}
        for who in self.people:
            mine = self.plan.of(who)
            elsewhere = [d for d in mine if not self.is_near(d)]
            for start, end in spans:
                duty = Duty(who, self.gap.role, start, end, self._hold(start, end))
                found |= {self._hurdle(duty, some): None for some in (mine, elsewhere)}
        return tuple(found)

    def stopped_by(self, rules: Iterable[str]) -> Iterator[tuple[str, Sequence[Hurdle]]]:
        """Yield the people, with their hurdles, who are kept from a part by these rules alone."""
        for who in self.people:
            mine = [h for h in self.hurdles if h.duty.person == who and h.rules]
            if some := [h for h in mine if h.rules <= frozenset(rules)]:
                yield who, some

    def change(self, words: str, problem: RotaProblem, people: Iterable[str]) -> Change | None:
        """Return a change, or None if it lets none of these people do anything in the gap."""
        offers = tuple(d for d in self._offers(problem, people) if problem.refusal(d) is None)
        return Change(words, problem, offers) if offers else None

    def _offers(self, problem: RotaProblem, people: Iterable[str]) -> Iterator[Duty]:
        """Yield duties of some people in the gap: those on offer, and those of its stream alone.

        The latter are made from the covers: who lacks a skill, say, has not been offered any.
        """
        gap, wanted = self.gap, frozenset(people)
        offered = (d for d in self._offered if d.person in wanted)
        alone = (
            Duty(who, gap.role, start, end, self._hold(start, end))
            for start, end in stretches(problem, gap)
            for who in self.people
            if who in wanted
        )
        yield from dict.fromkeys((*offered, *alone))

    @cached_property
    def _offered(self) -> Sequence[Duty]:
        gap = self.gap
        return [
            d for d in self.problem.options if d.role == gap.role and d.overlaps(gap.start, gap.end)
        ]

    def _hold(self, start: int, end: int) -> tuple[Hold, ...]:
        return (Hold(self.gap.stream, start, end),)

    def _hurdle(self, duty: Duty, others: Iterable[Duty]) -> Hurdle:
        after = Plan(frozenset(merged([*others, duty])))
        musts = (rule for rule in self.problem.rules if not isinstance(rule, Priced))
        broken = (rule.name for rule in musts if breaks(self.problem, rule, after))
        return Hurdle(duty, after, frozenset(broken))


def breaks(problem: RotaProblem, rule: Rule, plan: Plan) -> bool:
    """Tell whether a plan breaks a rule."""
    return any(breach.must for breach in rule.breaches(problem, plan))


def stretches(problem: RotaProblem, gap: Gap) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which a gap's stream and role are needed and that lie partly in it."""
    begins, ends = gap.start - LONGEST, gap.end + LONGEST
    covers = sorted(
        (c.start, c.end)
        for c in problem.covers
        if (c.stream, c.role) == (gap.stream, gap.role) and begins <= c.start and c.end <= ends
    )
    runs: list[list[int]] = []
    for start, end in covers:
        if runs and runs[-1][-1] == start:
            runs[-1].append(end)
        else:
            runs.append([start, end])
    for start, end in (pair for run in runs for pair in combinations(run, 2)):
        if start < gap.end and gap.start < end <= start + LONGEST:
            yield start, end
