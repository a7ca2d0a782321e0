"""Planning again what people have been told already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.gone import gone_duties
from oncall.history import HistoryDuty
from oncall.rota import plan_of
from solver import verify
from solver.problem import Plan
from solver.rules import Changes
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from oncall.facts import Facts
    from oncall.folder.previous_file import Previous
    from oncall.localtime import Span
    from oncall.people import Person, Role
    from oncall.planning import Planning
    from oncall.streams import Weeks
    from solver.problem import Duty


def with_past(facts: Facts, previous: Previous, weeks: Weeks) -> Facts:
    """Return the facts with what a previous rota had before the weeks as history.

    Where history is known already (duties.csv) it stands.
    """
    return replace(facts, history=(*facts.history, *_past(facts, previous, weeks)))


def _past(facts: Facts, previous: Previous, weeks: Weeks) -> Iterator[HistoryDuty]:
    for person, role, span, begins in _done(previous, weeks):
        if span.start < begins:
            before = replace(span, end=min(span.end, begins))
            known = (d.span.overlaps(before) for d in facts.history if d.person == person)
            if not any(known):
                yield HistoryDuty(person, role, before, 0)


def _done(previous: Previous, weeks: Weeks) -> Iterator[tuple[Person, Role, Span, datetime]]:
    """Yield who had which role when, and when the planned weeks begin there."""
    for row in previous.rows:
        yield row.person, row.role, row.span, weeks.span(row.bookings[0].team.site.zone).start
    for gone in previous.gone:
        if gone.person:
            begins = (weeks.span(team.site.zone).start for team in gone.person.teams)
            yield gone.person, gone.role, gone.span, min(begins)


def replanning(asked: Planning, previous: Previous, pins: Collection[str]) -> Planning:
    """Return the same question with as few changes to a previous rota as possible.

    The duties named by `pins` stay as they are, with the rows that they touch in one role. Raises
    BadInput if one is unknown or may not stand.
    """
    _refuse_unknown(previous, pins)
    before = tuple(sorted(plan_of(asked, previous.rows).duties))
    parts = plan_of(asked, [row for row in previous.rows if row.duty in pins]).duties
    pinned = tuple(duty for duty in before if any(_is_part(part, duty) for part in parts))
    broken = verify.breaches(asked.problem, Plan(frozenset(pinned)))
    if broken:
        raise BadInput(
            tuple(
                _fault(
                    Sentence(
                        "can't stand: %(rule)s: %(why)s", rule=Sentence(b.rule), why=b.sentence
                    )
                )
                for b in broken
            )
        )
    changes = Changes(asked.facts.weights.changes, before, tuple(gone_duties(asked, previous.gone)))
    problem = replace(
        asked.problem,
        rules=(changes, *asked.problem.rules),
        kept=pinned,
        # A rota made by hand may have duties that would never be offered (decision 0004).
        options=tuple(dict.fromkeys((*asked.problem.options, *before))),
    )
    return replace(asked, problem=problem)


def _refuse_unknown(previous: Previous, pins: Collection[str]) -> None:
    """Raise BadInput for pins that name no duty, or one that can't stay whatever is planned."""
    gone = {row.duty: row.why for row in previous.gone}
    unknown = sorted(set(pins) - {row.duty for row in previous.rows})
    if unknown:
        raise BadInput(tuple(_fault(_no_pin(pin, gone.get(pin))) for pin in unknown))


def _no_pin(pin: str, why: str | None) -> Sentence:
    if why is None:
        return Sentence(
            "there is no duty %(duty)s; name duties of the previous rota", duty=repr(pin)
        )
    return Sentence("%(duty)s can't stay: %(why)s; leave it out", duty=repr(pin), why=why)


def _is_part(part: Duty, whole: Duty) -> bool:
    """Tell whether a duty is what a pinned row became when rows that touch were joined."""
    same = (part.person, part.role) == (whole.person, whole.role)
    return same and whole.start <= part.start and part.end <= whole.end


def changed(asked: Planning, plan: Plan) -> tuple[str, ...]:
    """Return a sentence for each duty of the previous rota that is not given again.

    Where it could not stay whatever is planned, the sentence ends with the reason.
    """
    found: list[tuple[int, str]] = []
    for rule in asked.problem.rules:
        if isinstance(rule, Changes):
            found += rule.gone
            for duty in rule.taken_away(plan):
                refusal = asked.problem.refusal(duty)
                why = f" ({refusal.why})" if refusal else ""
                found.append((duty.start, rule.say(asked.problem, duty) + why))
    return tuple(sentence for _, sentence in sorted(found))


def _fault(message: str) -> Fault:
    return Fault("--pin", None, None, message)
