"""What people have been told stands in its form: where it is cut, and what rest it leaves.

An override may cut a duty at any minute. Whoever plans again, or publishes a draft around it, must
not undo that for its form alone; limits of people hold all the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.problem import told
from solver.rules import Coverage, Handover, Length, Rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oncall.planning import Planning
    from solver.problem import Cover, Duty, Plan
    from solver.rule import Rule


def agreeing(asked: Planning, plan: Plan, resting: Iterable[str] | None = None) -> Planning:
    """Return the same question, in which the duties of a plan may be cut as they are.

    Rests between them, and between them and what is fixed around, are taken as they are too: those
    of everybody, or of the people named by `resting`.
    """
    problem = asked.problem
    people = set(plan.by_person) if resting is None else {*resting}
    rests = {
        (who, *rest)
        for who in people
        for rest in _rests(sorted({*problem.past_of(who), *plan.of(who)}, key=_start))
    }
    duties = frozenset(map(told, plan.duties))
    covers = tuple(_cut(problem.covers, plan))
    rules = (_agreeing(rule, duties, frozenset(rests)) for rule in problem.rules)
    asks = (replace(r, covers=covers) if isinstance(r, Coverage) else r for r in rules)
    return replace(asked, problem=replace(problem, covers=covers, rules=tuple(asks)))


def _rests(some: Sequence[Duty]) -> Iterator[tuple[int, int]]:
    """Yield the end of each duty and the start of the next; what touches may be one, or two."""
    for first, later in pairwise(some):
        yield first.end, later.start
    for first, middle, last in zip(some, some[1:], some[2:], strict=False):
        if first.end == middle.start or middle.end == last.start:
            yield first.end, last.start


def _start(duty: Duty) -> int:
    return duty.start


def _cut(covers: Iterable[Cover], plan: Plan) -> Iterator[Cover]:
    """Yield covers cut wherever a duty of the plan is, so that each gives whole ones."""
    cuts: dict[str, set[int]] = defaultdict(set)
    for duty in plan.duties:
        for hold in duty.holds:
            cuts[hold.stream] |= {hold.start, hold.end}
    sorted_cuts = {stream: sorted(some) for stream, some in cuts.items()}
    for cover in covers:
        mine = sorted_cuts.get(cover.stream, [])
        inside = mine[bisect_right(mine, cover.start) : bisect_left(mine, cover.end)]
        for start, end in pairwise((cover.start, *inside, cover.end)):
            yield replace(cover, start=start, end=end)


def _agreeing(
    rule: Rule,
    duties: frozenset[tuple[str, str, int, int]],
    rests: frozenset[tuple[str, int, int]],
) -> Rule:
    match rule:
        case Handover() | Length():
            return replace(rule, agreed=rule.agreed | duties)
        case Rest():
            return replace(rule, agreed=rule.agreed | rests)
        case _:
            return rule
