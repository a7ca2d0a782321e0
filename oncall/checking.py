"""The plain check of a rota that is being changed: what it breaks, leaves open and costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from oncall.assignments import as_rows
from oncall.localtime import Span
from oncall.rota import booked_gap, plan_of
from solver import verify
from solver.problem import Plan
from solver.rules.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.rota import BookedGap
    from solver.rule import Breach


class Check(NamedTuple):
    """Broken musts and gaps, both in order of time."""

    breaches: tuple[Breach, ...]
    gaps: tuple[BookedGap, ...]


class Effect(NamedTuple):
    """What a change brings and what it mends."""

    broken: tuple[Breach, ...]
    mended: tuple[Breach, ...]
    opened: tuple[BookedGap, ...]
    closed: tuple[BookedGap, ...]


def check(planning: Planning, folder: Folder, rows: Iterable[Assignment]) -> Check:
    """Return all that is wrong with a rota."""
    plan = plan_of(planning, as_rows(rows, folder))
    gaps = tuple(booked_gap(planning, gap) for gap in verify.gaps(planning.problem, plan))
    return Check(verify.breaches(planning.problem, plan), gaps)


def effect(
    planning: Planning,
    folder: Folder,
    before: Collection[Assignment],
    after: Collection[Assignment],
) -> Effect:
    """Return what changes between two rotas.

    Only people whose duties differ are looked at, and coverage only at their times: what else is
    wrong was so before and is none of the change's business.
    """
    differing = set(before) ^ set(after)
    if not differing:
        return Effect((), (), (), ())
    people = {each.person for each in differing}
    when = Span(min(d.span.start for d in differing), max(d.span.end for d in differing))
    near = _Near(planning, folder, people, when)
    old, new = near.check(before), near.check(after)
    return Effect(
        tuple(b for b in new.breaches if b not in old.breaches),
        tuple(b for b in old.breaches if b not in new.breaches),
        tuple(g for g in new.gaps if g not in old.gaps),
        tuple(g for g in old.gaps if g not in new.gaps),
    )


class _Near:
    """The check of what is near a change: some people at all times, all people at some times."""

    def __init__(
        self, planning: Planning, folder: Folder, people: Collection[str], when: Span
    ) -> None:
        self.planning, self.folder, self.people, self.when = planning, folder, people, when
        calendar = planning.problem.people[0].calendar
        start, end = calendar.minute(when.start), calendar.minute(when.end)
        self.rules = [
            replace(rule, covers=tuple(c for c in rule.covers if c.start < end and start < c.end))
            if isinstance(rule, Coverage)
            else rule
            for rule in planning.problem.rules
        ]

    def check(self, rows: Iterable[Assignment]) -> Check:
        """Return what is wrong there.

        Duties that reach out of the times looked at seem too many there, before as after.
        """
        some = [e for e in rows if e.person in self.people or e.span.overlaps(self.when)]
        plan = plan_of(self.planning, as_rows(some, self.folder))
        theirs = Plan(frozenset(duty for duty in plan.duties if duty.person in self.people))
        problem = self.planning.problem
        broken: list[Breach] = []
        gaps: list[BookedGap] = []
        for rule in self.rules:
            covers = isinstance(rule, Coverage)
            broken += (b for b in rule.breaches(problem, plan if covers else theirs) if b.must)
            if isinstance(rule, Coverage):
                gaps += (booked_gap(self.planning, gap) for gap in rule.gaps(plan))
        return Check(tuple(broken), tuple(gaps))
