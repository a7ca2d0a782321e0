"""The cheapest single change that closes a gap, as a sentence; tried before it is told."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from oncall.agreements import (
    back_from_absence,
    reached_after_all,
    scale_of,
)
from oncall.training import further_roles, further_skills
from solver.case import DAY, Case
from solver.change import Change
from solver.cure import first_cure
from solver.freed import freed
from solver.handed_over import further_handovers
from solver.loosened import FIGURES, Setting, loosened, other_lengths
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from threading import Event

    from oncall.planning import Planning
    from solver.problem import Plan
    from solver.rules.coverage import Gap

# One change hardly ever closes a longer gap, and to try takes long.
LONGEST_GAP = 3 * DAY
# What has not helped so often seldom helps with the next person either.
MOST_OF_A_KIND = 4


def cure_of(
    planning: Planning, plan: Plan, gap: Gap, people: Sequence[str], stop: Event
) -> str | None:
    """Return what would close a gap of a plan, in a sentence, or None where nothing was found.

    `people` are those of the gap's team; who stands first is asked first.
    """
    if gap.end - gap.start > LONGEST_GAP or stop.is_set():
        return None
    team = planning.streams[gap.stream].team
    calendar = scale_of(planning).calendar(team.site)
    case = Case(planning.problem, plan, gap, tuple(people), team.id, calendar)
    as_it_is = Change("", planning.problem)
    cure = first_cure(case, chain((as_it_is,), changes(planning, case)), stop)
    if cure is None:
        return None
    if cure.change is as_it_is:
        return Sentence("nothing has to change: a longer search would cover this (tried: it works)")
    return Sentence(
        "if %(change)s, this would be covered (tried: it works)", change=cure.change.words
    )


def changes(planning: Planning, case: Case) -> Iterator[Change]:
    """Yield what might be different, from cheap to dear, some of each kind.

    First what the firm can grant by itself, then what it must ask of somebody, last what takes
    long. What it promises and what the law limits, 10 hours reachable and 8 hours of work, is no
    setting. This is the only place that knows the order.
    """
    kinds = (
        freed(case),
        further_handovers(case),
        reached_after_all(planning, case),
        other_lengths(case),
        *(loosened(case, each, settings(planning, each.column)) for each in FIGURES),
        back_from_absence(planning, case),
        further_roles(planning, case),
        further_skills(planning, case),
    )
    for kind in kinds:
        yield from islice(kind, MOST_OF_A_KIND)


def settings(planning: Planning, column: str) -> tuple[Setting, ...]:
    """Return what each team has in a column of teams.csv, and its people."""
    people = planning.facts.people
    # What the table has in hours a team has in minutes, by the same name without the unit.
    field = column.removesuffix("_hours")
    return tuple(
        Setting(team.id, getattr(team, field), tuple(p.id for p in people if team in p.teams))
        for team in dict.fromkeys(team for person in people for team in person.teams)
    )
