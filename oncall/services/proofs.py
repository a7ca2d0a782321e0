"""Proof that everybody is reached in time: of what is published, and of a draft that might be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.reaching import reaches_of
from oncall.limits import load_limits
from oncall.localtime import DAY, MINUTE, Span, union
from oncall.proof.delays import USUAL_DELAYS
from oncall.proof.ground import HORIZON, Ground
from oncall.proof.proving import prove
from oncall.published import hull, next_minute, to_come
from oncall.services.gathering import facts_in, team_named
from oncall.store import draft_rows, gaps, reaches, rotas
from oncall.versions import spliced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.people import Team
    from oncall.proof.delays import Delays
    from oncall.proof.found import Proof
    from oncall.store.db import Database, Tx
    from oncall.versions import Publication


@dataclass(frozen=True)
class Proven:
    """A team, what was proven of its rota, and the stretches that were looked at."""

    team: Team
    spans: tuple[Span, ...]
    proof: Proof


class Told(NamedTuple):
    """Proofs, and the facts that they were made from."""

    folder: Folder
    within: timedelta
    teams: tuple[Proven, ...]


class _Asked(NamedTuple):
    """A team, its duties and the stretches of them that are looked at."""

    team: Team
    duties: tuple[Assignment, ...]
    spans: tuple[Span, ...]


def published(
    database: Database, now: datetime, team: str | None = None, delays: Delays = USUAL_DELAYS
) -> Told:
    """Return the proofs of what is published and not over, of all teams or of one.

    Raises Unknown for a team that there is not.
    """
    with database.begin() as tx:
        known = facts_in(database, tx)
        some = known.teams.values() if team is None else (team_named(known, team),)
        asked = [_published(tx, each, now) for each in some]
        ways = _Ways(tx, known)
    return _told(known, ways, asked, delays)


def within_version(
    database: Database, made: Publication, now: datetime, delays: Delays = USUAL_DELAYS
) -> Told:
    """Return the proof of the weeks that a version was about, as they are published now."""
    with database.begin() as tx:
        known = facts_in(database, tx)
        whole = _published(tx, known.teams[made.team], now)
        ways = _Ways(tx, known)
    around = Span(made.span.start - _within(), made.span.end + _within())
    spans = tuple(part for each in union(whole.spans) if (part := each.clip(around)))
    return _told(known, ways, [whole._replace(spans=spans)], delays)


def of_draft(database: Database, draft: int, now: datetime, delays: Delays = USUAL_DELAYS) -> Told:
    """Return the proof of what a team's rota would be in a draft's weeks; raises Unknown.

    Reports that come shortly before them are looked at too, for their last rungs fall into them.
    """
    within = _within()
    with database.begin() as tx:
        known = facts_in(database, tx)
        sheet = draft_rows.sheet(tx, draft)
        team = team_named(known, sheet.team)
        weeks = sheet.weeks.span(team.site.zone)
        rest = _published(tx, team, now)
        drafted = draft_rows.duties(tx, draft)
        wide = Span(weeks.start - DAY, weeks.end + DAY)
        duties = spliced(rotas.of_team(tx, team.id, wide), weeks, drafted)
        ways = _Ways(tx, known)
    around = Span(max(weeks.start - within, next_minute(now)), weeks.end + within)
    both = union((*rest.spans, *to_come([weeks], now)))
    spans = tuple(part for each in both if (part := each.clip(around)))
    return _told(known, ways, [_Asked(team, duties, spans)], delays)


def of_minute(database: Database, team: str, at: datetime, delays: Delays = USUAL_DELAYS) -> Proof:
    """Return the proof of reports of a minute, of a team that there is."""
    within = _within()
    span = Span(at, at + MINUTE + within)  # what is published is proven but for its end
    with database.begin() as tx:
        known = facts_in(database, tx)
        duties = rotas.of_team(tx, team, Span(at, span.end + HORIZON))
        ways = _Ways(tx, known)
    asked = _Asked(known.teams[team], duties, (span,))
    return _told(known, ways, [asked], delays).teams[0].proof


class _Ways:
    """How everybody is reached."""

    def __init__(self, tx: Tx, known: Folder) -> None:
        own = reaches.of_people(tx, known.people)
        self.by_person = {
            name: reaches_of(person, own[name]) for name, person in known.people.items()
        }


def _published(tx: Tx, team: Team, now: datetime) -> _Asked:
    spans = to_come(gaps.published_spans(tx, team.id, now), now)
    if not spans:
        return _Asked(team, (), ())
    whole = hull(spans)
    duties = rotas.of_team(tx, team.id, Span(whole.start, whole.end + HORIZON))
    return _Asked(team, duties, spans)


def _told(known: Folder, ways: _Ways, asked: Iterable[_Asked], delays: Delays) -> Told:
    absences = {
        name: tuple(each.span for each in person.absences) for name, person in known.people.items()
    }
    found = []
    for each in asked:
        mine = tuple(b for b in known.bookings.values() if b.team == each.team)
        ladders = tuple(one for one in known.ladders if one.team == each.team)
        who = known.staff, ways.by_person, absences
        ground = Ground(each.team, each.duties, mine, ladders, *who)
        proof = prove(ground, each.spans, _within(), delays)
        found.append(Proven(each.team, each.spans, proof))
    return Told(known, _within(), tuple(found))


def _within() -> timedelta:
    return load_limits().response_minutes * MINUTE
