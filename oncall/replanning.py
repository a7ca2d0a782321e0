"""Planning again what people have been told already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.history import HistoryDuty
from oncall.rota import plan_of
from solver import verify
from solver.problem import Plan
from solver.rules import Changes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from oncall.facts import Facts
    from oncall.folder.rota_file import RotaRow
    from oncall.planning import Planning
    from oncall.streams import Weeks
    from solver.problem import Duty


def with_past(facts: Facts, rows: Sequence[RotaRow], weeks: Weeks) -> Facts:
    """Return the facts with what a previous rota had before the weeks as history.

    Where history is known already (duties.csv) it stands.
    """
    return replace(facts, history=(*facts.history, *_past(facts, rows, weeks)))


def _past(facts: Facts, rows: Sequence[RotaRow], weeks: Weeks) -> Iterator[HistoryDuty]:
    for row in rows:
        begins = weeks.span(row.bookings[0].team.site.zone).start
        if row.span.start < begins:
            span = replace(row.span, end=min(row.span.end, begins))
            known = (d.span.overlaps(span) for d in facts.history if d.person == row.person)
            if not any(known):
                yield HistoryDuty(row.person, row.role, span, 0)


def replanning(asked: Planning, rows: Sequence[RotaRow], pins: Collection[str]) -> Planning:
    """Return the same question with as few changes to a previous rota as possible.

    The duties named by `pins` stay as they are, with the rows that they touch in one role. Raises
    BadInput if one is unknown or may not stand.
    """
    unknown = sorted(set(pins) - {row.duty for row in rows})
    if unknown:
        cure = "name duties of the previous rota"
        raise BadInput(tuple(_fault(f"there is no duty {pin!r}; {cure}") for pin in unknown))
    before = tuple(sorted(plan_of(asked, rows).duties))
    parts = plan_of(asked, [row for row in rows if row.duty in pins]).duties
    pinned = tuple(duty for duty in before if any(_is_part(part, duty) for part in parts))
    broken = verify.breaches(asked.problem, Plan(frozenset(pinned)))
    if broken:
        raise BadInput(tuple(_fault(f"can't stand: {b.rule}: {b.sentence}") for b in broken))
    changes = Changes(asked.facts.weights.changes, before)
    problem = replace(asked.problem, rules=(changes, *asked.problem.rules), kept=pinned)
    return replace(asked, problem=problem)


def _is_part(part: Duty, whole: Duty) -> bool:
    """Tell whether a duty is what a pinned row became when rows that touch were joined."""
    same = (part.person, part.role) == (whole.person, whole.role)
    return same and whole.start <= part.start and part.end <= whole.end


def changed(asked: Planning, plan: Plan) -> tuple[str, ...]:
    """Return a sentence for each duty of the previous rota that is not given again."""
    found = (
        breach
        for rule in asked.problem.rules
        if isinstance(rule, Changes)
        for breach in rule.breaches(asked.problem, plan)
    )
    return tuple(b.sentence for b in sorted(found, key=lambda b: (b.start, b.sentence)))


def _fault(message: str) -> Fault:
    return Fault("--pin", None, None, message)
