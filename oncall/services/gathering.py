"""What decisions are made from, read in the transaction in which they are written."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from oncall.errors import Fault, Unknown
from oncall.folder.faults import hint, shown
from oncall.limits import load_limits
from oncall.standing import Standing, looked_at
from oncall.store import rotas, sheets
from oncall.weights import load_weights
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.people import Team
    from oncall.store.db import Database, Tx
    from oncall.store.sheets import State
    from oncall.streams import Weeks

KEPT: Final = 2  # states of the sheets that a process remembers
REMEMBERING: Final = Lock()


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
        return facts_in(database, tx)


def facts_in(database: Database, tx: Tx) -> Folder:
    """Return all facts as they stand; read anew only when they have changed.

    Not for who changes them in the same transaction: what is taken back would be remembered.
    """
    stands = sheets.state(tx)
    with REMEMBERING:
        found = _remembered(database.url, stands)
    if found.facts is None:
        with found.reading:  # many may ask at once; to wait is quicker than that each reads all
            if found.facts is None:
                found.facts = sheets.read_facts(tx)
    return found.facts


def team_named(folder: Folder, team: str) -> Team:
    """Return the team of that id; raises Unknown with the nearest one."""
    if team not in folder.teams:
        cure = hint(team, folder.teams, Sentence("import a folder first"))
        message = Sentence("there is no team %(id)s; %(cure)s", id=shown(team), cure=cure)
        raise Unknown((Fault("team", None, None, message),))
    return folder.teams[team]


class _Remembered:
    """The place where the facts of a state of the sheets are remembered, once they are read."""

    def __init__(self) -> None:
        self.reading = Lock()
        self.facts: Folder | None = None


@lru_cache(maxsize=KEPT)
def _remembered(_url: str, _sheets: State) -> _Remembered:
    return _Remembered()
