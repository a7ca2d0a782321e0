"""Who might hold a gap with one more role or skill."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.people import Role
from solver.change import with_rules
from solver.rules import Eligible
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.people import Person
    from oncall.planning import Planning
    from oncall.streams import Stream
    from solver.case import Case
    from solver.change import Change
    from solver.problem import RotaProblem


def further_roles(planning: Planning, case: Case) -> Iterator[Change]:
    """Yield changes by which somebody who has the skill gets the role."""
    stream, role = planning.streams[case.gap.stream], Role(case.gap.role)
    for who, _ in case.stopped_by((Eligible.name,)):
        person = planning.person[who]
        if role not in person.roles and _knows(person, stream):
            words = Sentence(
                "%(name)s had the role %(role)s", name=person.name, role=Sentence(role.value)
            )
            if change := case.change(words, _eligible(case, who), (who,)):
                yield change


def further_skills(planning: Planning, case: Case) -> Iterator[Change]:
    """Yield changes by which somebody who has the role learns the skill."""
    stream, role = planning.streams[case.gap.stream], Role(case.gap.role)
    for who, _ in case.stopped_by((Eligible.name,)):
        person = planning.person[who]
        if role in person.roles and not _knows(person, stream):
            words = Sentence(
                "%(name)s had the skill %(skill)s", name=person.name, skill=stream.skill
            )
            if change := case.change(words, _eligible(case, who), (who,)):
                yield change


def _knows(person: Person, stream: Stream) -> bool:
    return stream.skill is None or stream.skill in person.skills


def _eligible(case: Case, who: str) -> RotaProblem:
    """Return the problem in which a person of the team may hold the gap's stream in its role."""
    key = (who, case.gap.stream, case.gap.role)
    changed = (
        replace(rule, lacks={k: why for k, why in rule.lacks.items() if k != key})
        for rule in case.problem.rules
        if isinstance(rule, Eligible)
    )
    return with_rules(case.problem, *changed)
