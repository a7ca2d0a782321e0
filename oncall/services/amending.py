"""The published rota is changed in a small place: what stands there, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oncall.agreed import agreeing
from oncall.assignments import as_rows, number_of
from oncall.checking import effect
from oncall.errors import BadInput, Fault, Unknown
from oncall.folder.faults import shown
from oncall.localtime import DAY, MINUTE, local_day
from oncall.published import next_minute
from oncall.rota import plan_of
from oncall.services.gathering import standing
from oncall.services.publishing import Proposed, make_version
from oncall.services.watching import look
from oncall.standing import asked
from oncall.store import rotas, sheets
from oncall.streams import Weeks
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.checking import Effect
    from oncall.edits import Edit
    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.planning import Planning
    from oncall.published import Seen
    from oncall.services.publishing import Act, Made
    from oncall.store.db import Tx


@dataclass(frozen=True)
class Ground:
    """What stands of a team's rota in the days around a change, from now on.

    `around` is the stretch of published duties that is changed, `span` what is looked at.
    """

    team: str
    around: Span
    folder: Folder
    weeks: Weeks
    span: Span
    question: Planning
    duties: tuple[Assignment, ...]
    version: int

    def after(self, edits: Iterable[Edit]) -> tuple[Assignment, ...]:
        """Return the duties after some edits."""
        duties = self.duties
        for edit in edits:
            duties = edit.apply(duties, self.question)
        return duties

    def agreeing(self, after: tuple[Assignment, ...], giver: str) -> Ground:
        """Return the same, where duties may be cut as they are after a change.

        So may the rest of who gives a part away: it was one duty, and not a longer one.
        """
        plan = plan_of(self.question, as_rows(after, self.folder))
        return replace(self, question=agreeing(self.question, plan, [giver]))

    def effect(self, after: tuple[Assignment, ...]) -> Effect:
        """Return what a change brings and mends."""
        return effect(self.question, self.folder, self.duties, after)


@dataclass(frozen=True)
class Amended:
    """A version made in daily life, what it brought, and what the rota leaves open now."""

    made: Made
    effect: Effect
    seen: Seen


def find_duty(tx: Tx, label: str) -> tuple[str, Assignment]:
    """Return the team and the published duty of a label like D12; raises Unknown if none."""
    number = number_of(label)
    found = None if number is None else rotas.duty(tx, number)
    if found is None:
        message = Sentence(
            "there is no duty %(duty)s on any published rota; `oncall rota show` lists them",
            duty=shown(label),
        )
        raise Unknown((Fault("rota", None, None, message),))
    return found


def ground(tx: Tx, team: str, around: Span, now: datetime) -> Ground:
    """Return what stands around a stretch; raises BadInput where that is over.

    The days are whole, so that duties next to the stretch are seen with it.
    """
    if around.end <= now:
        raise refused(
            Sentence("that is over; nobody can have been on duty otherwise than they were")
        )
    # Whoever reads facts and rota to change it lets nobody else change them meanwhile.
    sheets.lock(tx)
    rotas.lock(tx, team)
    folder = sheets.read_facts(tx)
    zone = folder.teams[team].site.zone
    begins = next_minute(now)
    first = local_day(max(around.start, begins), zone) - DAY
    last = local_day(around.end - MINUTE, zone) + DAY
    weeks = Weeks(first, (last - first) // DAY + 1, begins)
    stands = standing(tx, team, weeks, folder)
    span = weeks.span(zone)
    inside = ((each, each.span.clip(span)) for each in stands.within(weeks))
    duties = tuple(replace(each, span=part) for each, part in inside if part)
    question = asked(stands, weeks, only_check=True)
    return Ground(team, around, folder, weeks, span, question, duties, stands.version)


def release(tx: Tx, stands: Ground, after: tuple[Assignment, ...], kind: str, act: Act) -> Amended:
    """Make the next version of a rota; its breaches are for the caller to have judged."""
    brought = stands.effect(after)
    proposed = Proposed(stands.team, kind, stands.span, after, stands.version, about=stands.around)
    made = make_version(tx, stands.folder, proposed, act)
    return Amended(made, brought, look(tx, stands.team, act.now, act.by, stands.folder))


def refused(message: str) -> BadInput:
    """Return what to raise where something can't be done."""
    return BadInput((Fault("rota", None, None, message),))
