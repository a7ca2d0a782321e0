"""What needs a planner's attention, team by team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.drafts import RELIEF, State
from oncall.localtime import DAY, Span
from oncall.services import drafting, gathering, reliefs, seen, swapping, viewing
from oncall.services import on_call as calls
from oncall.store import rotas
from web.desk.needs import broken, without_reliefs

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.drafts import Draft
    from oncall.folder.facts import Folder
    from oncall.on_call import Turn
    from oncall.people import Team
    from oncall.published import Seen
    from oncall.services.reliefs import Glance
    from oncall.store.db import Database
    from oncall.versions import Publication
    from web.desk.needs import Broken

AHEAD: Final = 60 * DAY  # the next duty is looked for


class Standing(NamedTuple):
    """A team: what its published rota leaves open, what waits for a decision, who is on call.

    `reliefs` are the days of its people whose working time is used up.
    """

    team: Team
    people: int
    seen: Seen
    ready: tuple[Draft, ...]
    solving: tuple[Draft, ...]
    swaps: int
    newest: Publication | None
    until: datetime | None
    turns: tuple[Turn, ...]
    reliefs: tuple[Glance, ...]
    coming: Assignment | None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the team's site."""
        return self.team.site.zone

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What the published rota breaks."""
        return broken(self.seen)

    @property
    def is_fine(self) -> bool:
        """Tell whether nothing waits for a planner."""
        wrong = self.seen.gaps or self.seen.breaches or self.ready or self.swaps
        wrong = wrong or any(each.left for each in self.reliefs)
        return bool(self.newest) and not wrong


def standings(database: Database, now: datetime) -> tuple[Standing, ...]:
    """Return how all teams stand, those that need attention first."""
    folder = gathering.facts(database)
    found = [_standing(database, folder, team, now) for team in folder.teams.values()]
    return tuple(sorted(found, key=lambda each: (each.is_fine, each.team.id)))


def _standing(database: Database, folder: Folder, team: Team, now: datetime) -> Standing:
    # Who steps in for somebody has a page of its own.
    drafts = tuple(d for d in drafting.listed(database, team.id) if d.kind != RELIEF)
    versions = viewing.versions(database, team.id)
    current = versions[0].version if versions else 0
    relief = reliefs.glances(database, team.id, now)
    return Standing(
        team,
        sum(team in person.teams for person in folder.people.values()),
        without_reliefs(seen.at_a_glance(database, team.id, now), relief),
        tuple(d for d in drafts if d.state is State.READY and d.based_on == current),
        tuple(d for d in drafts if d.is_waited_for),
        len(swapping.offers(database, team.id, "offered")),
        versions[0] if versions else None,
        max((v.span.end for v in versions), default=None),
        calls.who_is(database, team.id, now),
        relief,
        _coming(database, team, now),
    )


def _coming(database: Database, team: Team, now: datetime) -> Assignment | None:
    """Return the duty that begins next."""
    with database.begin() as tx:
        duties = rotas.of_team(tx, team.id, Span(now, now + AHEAD))
    return min((duty for duty in duties if duty.span.start > now), default=None)
