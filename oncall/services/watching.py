"""Published rotas are watched: a gap is told at once, and again daily until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.assignments import as_previous
from oncall.gone import gone_duties
from oncall.localtime import DAY, Span
from oncall.published import Seen, in_published, to_come, weeks_from
from oncall.rota import booked_gap, plan_of
from oncall.services.gathering import standing, team_named
from oncall.standing import asked
from oncall.store import gaps, sheets
from oncall.store.messages import Message, tell
from solver import verify
from solver.problem import Plan
from solver.rule import Breach
from solver.rules import Blocked, Eligible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.rota import BookedGap
    from oncall.store.db import Database, Tx
    from oncall.store.gaps import OpenGap


def state(tx: Tx, team: str, now: datetime, folder: Folder | None = None) -> Seen:
    """Return what a team's published rota breaks and leaves open from now on; writes nothing."""
    facts = folder or sheets.read_facts(tx)
    published = to_come(gaps.published_spans(tx, team, now), now)
    if not published:
        return Seen()
    weeks = weeks_from(now, published[-1].end, team_named(facts, team))
    stands = standing(tx, team, weeks, facts)
    question = asked(stands, weeks, only_check=True)
    previous = as_previous(stands.within(weeks), facts)
    plan = plan_of(question, previous.rows)
    written, found = (
        in_published(_gaps(question, some), published) for some in (plan, _able(question, plan))
    )
    idle = (Breach("coverage", gone.sentence) for gone in gone_duties(question, previous.gone))
    broken = (*idle, *verify.breaches(question.problem, plan))
    unmanned = tuple(gap for gap in found if gap not in written)
    return Seen(broken, found, unmanned=unmanned)


def state_of(database: Database, team: str, now: datetime) -> Seen:
    """Return the same in a transaction of its own; raises BadInput for an unknown team."""
    with database.begin() as tx:
        folder = sheets.read_facts(tx)
        team_named(folder, team)
        return state(tx, team, now, folder)


def _gaps(question: Planning, plan: Plan) -> Iterator[BookedGap]:
    return (booked_gap(question, gap) for gap in verify.gaps(question.problem, plan))


def _able(question: Planning, plan: Plan) -> Plan:
    """Return a plan without the duties of people who can't hold them any more.

    Whoever is ill, away or gone covers nothing, whatever the rota says.
    """
    rules = [rule for rule in question.problem.rules if isinstance(rule, Blocked | Eligible)]
    unable = {
        duty for duty in plan.duties if any(rule.refuses(question.problem, duty) for rule in rules)
    }
    return Plan(plan.duties - unable)


def look(tx: Tx, team: str, now: datetime, by: str, folder: Folder | None = None) -> Seen:
    """Return what a published rota breaks and leaves open; planners are told of gaps that are new.

    `by` is who brought them about. To be called by everything that can open or close a gap.
    """
    seen = state(tx, team, now, folder)
    known = gaps.open_gaps(tx, team)
    opened = tuple(gap for gap in seen.gaps if not any(_is_part(gap, old) for old in known))
    for gap in opened:
        number = gaps.add(tx, team, gap, now, now + DAY)
        tell(tx, [Message(f"gap {number}", "gap", team, None, gap.entry() | {"by": by})], now)
    for old in known:
        if not any(_is_part(gap, old) for gap in seen.gaps):
            gaps.close(tx, old.id, now)
    return seen._replace(opened=opened)


def remind(database: Database, now: datetime) -> int:
    """Tell planners again of the gaps that are still open a day later; return of how many."""
    with database.begin() as tx:
        sheets.lock(tx)  # as all who change gaps do, in the same order
        due = gaps.due(tx, now)
        for gap in due:
            if gap.span.end <= now:
                gaps.close(tx, gap.id, now)
                continue
            key = f"gap {gap.id} {now:%Y-%m-%d}"
            tell(tx, [Message(key, "gap", gap.team, None, _facts(gap))], now)
            gaps.put_off(tx, gap.id, now + DAY)
        return len(due)


def _is_part(gap: BookedGap, old: OpenGap) -> bool:
    """Tell whether a gap is what planners know of already, or what is left of that."""
    same = gap.role == old.role and {b.id for b in gap.bookings} <= set(old.bookings)
    span = Span(gap.start, gap.end)
    return same and span.clip(old.span) == span and gap.missing <= old.missing


def _facts(gap: OpenGap) -> dict[str, object]:
    return {
        "bookings": list(gap.bookings),
        "role": gap.role,
        "start": gap.span.start.isoformat(timespec="minutes"),
        "end": gap.span.end.isoformat(timespec="minutes"),
        "missing": gap.missing,
        "again": True,
    }
