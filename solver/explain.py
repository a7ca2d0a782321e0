"""Why a gap can't be closed: for everybody who might have done it, what stands against it."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from solver.problem import Duty, Hold, Plan, merged
from solver.rule import Priced
from solver.rules.coverage import Coverage
from solver.rules.reachable import Reachable
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.problem import RotaProblem
    from solver.rules.coverage import Gap

# Parts of a gap that are tried per person; long gaps have hundreds.
MOST_TRIES = 24
# A duty is rarely cut more often than this.
MOST_CUTS = 12
# What is wrong with where a part was cut says nothing of the person, as long as there is more.
ABOUT_CUTS = ("length", "handover")
# Rules that tell of a breach as a fact: «12 h reached on Sat 26 Dec, at most 10 h».
HAS = ("reachable", "working", "rest", "weekends")
IS = ("consecutive", "days_28")


class Obstacle(NamedTuple):
    """What keeps one person from closing a gap: the rule's name, and why in words after a name."""

    person: str
    rule: str
    why: str


def obstacles(
    problem: RotaProblem, plan: Plan, gap: Gap, people: Iterable[str]
) -> tuple[Obstacle, ...]:
    """Return, for each person, the rule that stands against taking a gap or a part of it.

    Parts that begin and end where duties may are tried on top of the plan. The one that gets
    furthest through the rules decides: «10 h reached» says more than «would be on duty too long».
    Whoever came nearest to taking it stands first.
    """
    spans = parts(problem, gap)
    found = [_obstacle(problem, plan, gap, person, spans) for person in people]
    near = {rule.name: -at for at, rule in enumerate(problem.rules)} | {Coverage.name: -sys.maxsize}
    return tuple(sorted(found, key=lambda obstacle: near[obstacle.rule]))


def _obstacle(
    problem: RotaProblem, plan: Plan, gap: Gap, person: str, spans: Sequence[tuple[int, int]]
) -> Obstacle:
    mine = plan.of(person)
    if any(_holds(duty, gap) for duty in mine):
        role = Sentence(gap.role)
        why = Sentence("is %(role)s in a part of this already", role=role)
        return Obstacle(person, Coverage.name, why)
    ranks = {rule.name: at for at, rule in enumerate(problem.rules)}
    ranks |= dict.fromkeys(ABOUT_CUTS, -1)
    furthest: Obstacle | None = None
    for start, end in spans:
        duty = Duty(person, gap.role, start, end, (Hold(gap.stream, start, end),))
        found = _against(problem, mine, duty)
        if found is None:
            span = problem.person[person].calendar.say_span(duty.start, duty.end)
            why = Sentence("is free, %(when)s; a longer search may use it", when=span)
            return Obstacle(person, Coverage.name, why)
        if furthest is None or ranks[found.rule] > ranks[furthest.rule]:
            furthest = found
    if furthest is None:
        why = Sentence("no part of this begins and ends at handover times")
        return Obstacle(person, "handover", why)
    if furthest.rule == Reachable.name and _lacks_a_cut(problem, gap, person):
        why = Sentence(
            "%(why)s; no handover time of the team allows a shorter duty (handover)",
            why=furthest.why,
        )
        return furthest._replace(why=why)
    return furthest


def _lacks_a_cut(problem: RotaProblem, gap: Gap, person: str) -> bool:
    """Tell whether even the shortest parts of a gap are too long for one day of anybody's."""
    limit = min(rule.limit for rule in problem.rules if isinstance(rule, Reachable))
    shares = problem.person[person].calendar.shares
    return all(
        any(minutes > limit for _, minutes in shares(*part))
        for part in pairwise(_cuts(problem, gap))
    )


def _holds(duty: Duty, gap: Gap) -> bool:
    return duty.role == gap.role and any(
        h.stream == gap.stream and h.start < gap.end and gap.start < h.end for h in duty.holds
    )


def parts(problem: RotaProblem, gap: Gap) -> Sequence[tuple[int, int]]:
    """Return the gap and parts of it, cut where duties may be, longest first."""
    inside = _cuts(problem, gap)
    spans = [(a, b) for at, a in enumerate(inside) for b in inside[at + 1 : at + 1 + MOST_CUTS]]
    return _spread(sorted(spans, key=lambda s: s[0] - s[1]))


def _cuts(problem: RotaProblem, gap: Gap) -> Sequence[int]:
    """Return where duties may begin or end in a gap, with its own ends."""
    cuts = {m for c in problem.covers if c.stream == gap.stream for m in (c.start, c.end)}
    return sorted(m for m in cuts | {gap.start, gap.end} if gap.start <= m <= gap.end)


def _spread(spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return not too many of some spans, evenly from the longest to the shortest."""
    step = max(1, -(-len(spans) // MOST_TRIES))
    return spans[::step]


def _against(problem: RotaProblem, mine: Sequence[Duty], duty: Duty) -> Obstacle | None:
    """Return the first rule that a further duty would break, or None."""
    after = merged([*mine, duty])
    for rule in problem.rules:
        if isinstance(rule, Priced):
            continue
        broken = next((b for b in rule.breaches(problem, Plan(frozenset(after))) if b.must), None)
        if broken:
            return Obstacle(duty.person, rule.name, _would(rule.name, broken.why))
    return None


def _would(rule: str, why: str) -> str:
    """Return a breach of a duty that nobody has been given in words that leave no doubt of that."""
    what = why.values.get("rest", why) if isinstance(why, Sentence) else why
    if rule in HAS:
        return Sentence("would have %(what)s", what=what)
    return Sentence("would be %(what)s", what=what) if rule in IS else why
