"""Who is on call now, as the heading of every planning page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.services import gathering, on_call
from web.feeds.moments import clock, moment
from web.feeds.names import Names, role_name
from web.words import gettext

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.on_call import Turn
    from oncall.people import Role
    from oncall.store.db import Database
    from web.words import Language


class Present(NamedTuple):
    """Somebody on call, and until when, in words."""

    role: str
    role_name: str
    letter: str
    name: str
    until: str
    then: str | None


def on_call_now(
    database: Database, now: datetime, language: Language
) -> dict[str, tuple[Present, ...]]:
    """Return who is on call, by team."""
    with database.begin() as tx:
        folder = gathering.facts_in(database, tx)
        turns = {team: on_call.who(tx, team, now) for team in folder.teams}
    names = Names(folder)
    return {
        team: tuple(
            _present(turn, names, folder.teams[team].site.zone, now, language) for turn in some
        )
        for team, some in turns.items()
    }


def letter(role: Role) -> str:
    """Return the letter that stands for a role where there is no room for its name."""
    return role_name(role)[0]


def _present(
    turn: Turn, names: Names, zone: ZoneInfo, now: datetime, language: Language
) -> Present:
    same = turn.until.astimezone(zone).date() == now.astimezone(zone).date()
    at = clock(turn.until, zone, language) if same else moment(turn.until, zone, language)
    role = turn.duty.role
    return Present(
        role.value,
        role_name(role),
        letter(role),
        names.person(turn.duty.person),
        gettext("until %(time)s", time=at),
        names.person(turn.then.person) if turn.then else None,
    )
