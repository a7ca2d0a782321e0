"""Somebody else takes a stretch of a published duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.edits import TakeOver
from oncall.errors import BadInput, Fault
from oncall.localtime import Span
from oncall.published import next_minute
from oncall.services.amending import find_duty, ground, refused, release
from oncall.services.publishing import refuse_stale
from oncall.store import sheets
from solver.sentence import Sentence, about

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.assignments import Assignment
    from oncall.checking import Effect
    from oncall.services.amending import Amended
    from oncall.services.publishing import Act
    from oncall.store.db import Database
    from solver.rule import Breach


def override(
    database: Database,
    duty: str,
    person: str,
    act: Act,
    span: Span | None = None,
    version: int | None = None,
) -> Amended:
    """Give a published duty, or a stretch of it, to somebody else, from now on at the earliest.

    Raises BadInput where the person may not hold it: skill, role, absence, the hours of a day,
    days in a row, the longest duty. Where duties are cut, and that the giver has no rest between
    the parts of what was one duty, is not asked. Raises Stale where the rota is no longer at
    `version`.
    """
    with database.begin() as tx:
        sheets.lock(tx)
        team, held = find_duty(tx, duty)
        taken = _stretch(held, span, act)
        stands = ground(tx, team, taken, act.now)
        if version is not None:
            refuse_stale(tx, team, version)
        if person == held.person:
            raise refused(
                Sentence(
                    "%(duty)s is %(person)s's already; name somebody else",
                    duty=held.label,
                    person=person,
                )
            )
        after = stands.after([TakeOver(held.duty, person, taken)])
        stands = stands.agreeing(after, giver=held.person)
        refuse_broken(stands.effect(after))
        return release(tx, stands, after, "override", act)


def refuse_broken(effect: Effect) -> None:
    """Raise BadInput for what a stretch taken over breaks."""
    if effect.broken:
        lines = (about(Sentence(breach.rule), breach.sentence) for breach in effect.broken)
        raise BadInput(
            tuple(
                Fault("rota", None, None, Sentence("not possible: %(why)s", why=line))
                for line in lines
            )
        )


FORM: Final = "handover"
REST: Final = "rest"
SHORT: Final = "min_duty_hours"  # what a duty that is too short is told by


def judged_by(broken: Iterable[Breach], giver: str | None) -> tuple[Breach, ...]:
    """Return the breaches that stand against a stretch being taken over."""
    return tuple(
        breach
        for breach in broken
        if breach.rule != FORM
        and SHORT not in breach.why
        and not (breach.rule == REST and breach.person == giver)
    )


def _stretch(held: Assignment, span: Span | None, act: Act) -> Span:
    """Return what is taken over: what is asked for, or the whole duty, from now on."""
    wanted = span or held.span
    if wanted.clip(held.span) != wanted:
        raise refused(
            Sentence(
                "the stretch reaches out of %(duty)s; take the duties one by one", duty=held.label
            )
        )
    to_come = Span(next_minute(act.now), max(next_minute(act.now), wanted.end))
    taken = wanted.clip(to_come)
    if taken is None:
        raise refused(
            Sentence(
                "%(duty)s has nothing left of that stretch; name one that is to come",
                duty=held.label,
            )
        )
    return taken
