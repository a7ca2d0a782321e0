"""The ladders of a team: those that planners wrote and the usual one, and whom they mean now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.bookings import Windows
from oncall.incidents.choosing import TeamLadder, choose
from oncall.incidents.ladder import USUAL
from oncall.incidents.present import Present
from oncall.incidents.report import Severity
from oncall.services.gathering import facts_in, team_named
from oncall.store import on_call

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.incidents.ladder import Target
    from oncall.store.db import Database


@dataclass(frozen=True, slots=True)
class Shown:
    """A ladder: for which severities it holds now, and whom each of its targets means now."""

    ladder: TeamLadder
    is_written: bool  # by a planner; else it is the usual one
    now_for: tuple[Severity, ...]
    people: Mapping[Target, tuple[str, ...]]


def of_team(database: Database, team: str, now: datetime) -> tuple[Shown, ...]:
    """Return a team's ladders as they were written; then the usual one, where it may hold.

    Raises Unknown where there is no such team.
    """
    with database.begin() as tx:
        known = facts_in(database, tx)
        mine = team_named(known, team)
        (duties,) = on_call.at_once(tx, [(team, now)])
    present = Present(duties, frozenset(), known.staff)
    usual = TeamLadder(mine, Windows.ALWAYS, None, USUAL)
    holding = {each: choose(known.ladders, team, each, now) or usual for each in Severity}
    some = [each for each in known.ladders if each.team is mine]
    covers_all = any(each.when is Windows.ALWAYS and each.severity is None for each in some)
    return tuple(
        _shown(each, present, holding, is_written=each is not usual)
        for each in (*some, *([] if covers_all else [usual]))
    )


def _shown(
    each: TeamLadder,
    present: Present,
    holding: Mapping[Severity, TeamLadder],
    *,
    is_written: bool,
) -> Shown:
    rungs = (*each.ladder.rungs, each.ladder.last_resort)
    people = {target: present.people(target) for rung in rungs for target in rung.targets}
    now_for = tuple(severity for severity, held in holding.items() if held is each)
    return Shown(each, is_written, now_for, people)
