"""Somebody steps in for who has no working time left: a further standby day, on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.spent import further_days
from oncall.store import audit, rotas, spent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.spent import FurtherDay
    from oncall.store.db import Tx
    from oncall.versions import Publication

    # The stretch that a version rewrites, and a team's duties around it before and after.
    Rewritten = tuple[Span, tuple[Assignment, ...], tuple[Assignment, ...]]


def noted(
    tx: Tx, folder: Folder, rewritten: Rewritten, made: Publication
) -> tuple[FurtherDay, ...]:
    """Note the further standby days that come of a version, and return them.

    To be called before the version is written: whether a customer had somebody's standby day
    already is asked of the rota as it still stands.
    """

    def held(person: str, day: Span) -> Iterator[Assignment]:
        return (duty for _, duty in rotas.of_person(tx, person, day))

    span, before, after = rewritten
    days = spent.overlapping(tx, span)
    found = further_days(days, before, after, held, folder) if days else ()
    for each in found:
        if not spent.note_further(tx, each, made):
            continue
        subject = f"further standby day {each.person} {each.day}"
        facts = {"customer": each.customer, "instead_of": each.instead_of, "team": made.team}
        audit.note(tx, audit.Line(made.at, made.by, "further standby day", subject, None, facts))
    return found
