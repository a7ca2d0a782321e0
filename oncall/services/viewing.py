"""Rotas to look at: the published one, an older version, a draft, and two side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oncall.checking import Check, check
from oncall.comparing import Comparison, compare
from oncall.drafts import State
from oncall.errors import BadInput, Fault
from oncall.services.gathering import facts_in, standing, team_named
from oncall.standing import asked
from oncall.store import draft_rows, past_rotas
from solver.sentence import Sentence

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.standing import Standing
    from oncall.store.db import Database, Tx
    from oncall.streams import Weeks
    from oncall.versions import Publication


@dataclass(frozen=True)
class View:
    """A rota of some weeks, what it is checked against, and what is wrong with it.

    While `is_searched` it is the best so far of a draft that is being solved.
    """

    team: str
    question: Planning
    folder: Folder
    duties: tuple[Assignment, ...]
    version: int
    check: Check
    is_searched: bool = False


def published(database: Database, team: str, weeks: Weeks, version: int | None = None) -> View:
    """Return a team's rota of some weeks: as it stands, or as it was at a version.

    Raises BadInput for a team or a version that there is not.
    """
    with database.begin() as tx:
        stands = standing(tx, team, weeks)
        duties = _clipped(stands, weeks, _at(tx, stands, weeks, version))
        return _view(stands, weeks, duties, stands.version if version is None else version)


def draft(database: Database, number: int) -> View:
    """Return a draft; `version` is that of the rota it was made from."""
    with database.begin() as tx:
        sheet = draft_rows.sheet(tx, number)
        stands = standing(tx, sheet.team, sheet.weeks)
        view = _view(stands, sheet.weeks, draft_rows.duties(tx, number), sheet.based_on)
        return replace(view, is_searched=sheet.state == State.SOLVING)


def draft_beside_published(
    database: Database, number: int, version: int | None = None
) -> tuple[Comparison, Folder]:
    """Return a draft beside the published rota of its weeks, or beside one of its versions."""
    with database.begin() as tx:
        sheet = draft_rows.sheet(tx, number)
        stands = standing(tx, sheet.team, sheet.weeks)
        before = _clipped(stands, sheet.weeks, _at(tx, stands, sheet.weeks, version))
        after = draft_rows.duties(tx, number)
        holders = {each.person for each in (*before, *after)}
        priced = asked(stands, sheet.weeks, only_check=True, priced=True, holders=holders)
        return compare(priced, stands.folder, before, after), stands.folder


def zone_of(database: Database, number: int) -> ZoneInfo:
    """Return the time zone of a draft's team, in which its times are typed."""
    with database.begin() as tx:
        team = draft_rows.sheet(tx, number).team
        return facts_in(database, tx).teams[team].site.zone


def versions(database: Database, team: str) -> tuple[Publication, ...]:
    """Return the versions of a team's rota, newest first; raises BadInput for an unknown team."""
    with database.begin() as tx:
        team_named(facts_in(database, tx), team)
        return past_rotas.publications_of(tx, team)


def _at(tx: Tx, stands: Standing, weeks: Weeks, version: int | None) -> tuple[Assignment, ...]:
    if version is None:
        return stands.within(weeks)
    if not 0 < version <= stands.version:
        message = Sentence(
            "there is no version %(n)s; the rota is at version %(newest)s",
            n=version,
            newest=stands.version,
        )
        raise BadInput((Fault("version", None, None, message),))
    return past_rotas.at_version(tx, stands.team.id, version, weeks.span(stands.team.site.zone))


def _clipped(
    stands: Standing, weeks: Weeks, duties: tuple[Assignment, ...]
) -> tuple[Assignment, ...]:
    """Return duties as far as they lie in the weeks."""
    span = weeks.span(stands.team.site.zone)
    inside = ((each, each.span.clip(span)) for each in duties)
    return tuple(replace(each, span=part) for each, part in inside if part)


def _view(stands: Standing, weeks: Weeks, duties: tuple[Assignment, ...], version: int) -> View:
    holders = {each.person for each in duties}
    question = asked(stands, weeks, only_check=True, holders=holders)
    found = check(question, stands.folder, duties)
    return View(stands.team.id, question, stands.folder, duties, version, found)
