"""What decisions are made from, read in the transaction in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import Fault, Unknown
from oncall.folder.faults import nearest, shown
from oncall.limits import load_limits
from oncall.standing import Standing, looked_at
from oncall.store import rotas, sheets
from oncall.weights import load_weights

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.people import Team
    from oncall.store.db import Database, Tx
    from oncall.streams import Weeks


def standing(tx: Tx, team: str, weeks: Weeks, folder: Folder | None = None) -> Standing:
    """Return what stands for a team around some weeks; raises Unknown if there is no such team.

    A `folder` that has just been read need not be read again.
    """
    facts = folder or sheets.read_facts(tx)
    mine = team_named(facts, team)
    span = looked_at(weeks, mine)
    who = [p.id for p in facts.people.values() if mine in p.teams]
    return Standing(
        facts,
        mine,
        rotas.of_team(tx, team, span),
        rotas.of_people(tx, who, span, but_team=team),
        rotas.version(tx, team),
        sheets.revision(tx),
        load_limits(),
        load_weights(),
    )


def facts(database: Database) -> Folder:
    """Return all facts as they stand."""
    with database.begin() as tx:
        return sheets.read_facts(tx)


def team_named(folder: Folder, team: str) -> Team:
    """Return the team of that id; raises Unknown with the nearest one."""
    if team not in folder.teams:
        near = nearest(team, folder.teams)
        cure = f"the nearest is {near}" if near else "import a folder first"
        raise Unknown((Fault("team", None, None, f"there is no team {shown(team)}; {cure}"),))
    return folder.teams[team]
