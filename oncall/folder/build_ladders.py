"""Rows of ladders.csv become ladders: those of one team, hours and severity are one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from oncall.folder.faults import shown
from oncall.incidents.choosing import TeamLadder
from oncall.incidents.ladder import Ladder, Rung, Whom
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.folder.rows import Register, Row
    from oncall.people import Person, Team

ROUNDS: Final = 2
# Where no last resort is written, the last rung is tried again so long after; a new round begins
# so long after the last rung.
AGAIN: Final = timedelta(minutes=2)
BREATH: Final = timedelta(minutes=3)
MINUTE: Final = timedelta(minutes=1)


@dataclass(slots=True)
class _Rows:
    """The rows of one ladder, none of them faulty."""

    team: Team
    rows: list[Row] = field(default_factory=list)

    def rungs(self, *, last_resort: bool) -> list[Row]:
        """Return the rows of its rungs, or those of the last resort, in order of time."""
        some = (row for row in self.rows if row["last_resort"] is last_resort)
        return sorted(some, key=lambda row: row["after_minutes"])


def ladders(
    rows: Iterable[Row], teams: Register[Team], people: Register[Person]
) -> tuple[TeamLadder, ...]:
    """Return the ladders, in the order of their first rows; what is wrong is noted."""
    found: dict[tuple[Any, ...], _Rows] = {}
    broken = set()
    for row in rows:
        key = row["team"], row["when"], row["severity"]
        team = teams.find(row, "team")
        _find_targets(row, teams, people)
        if row.broken or team is None:
            broken.add(key)
            continue
        _enter(found.setdefault(key, _Rows(team)), row)
    # Of a ladder with a faulty row nothing more is said: that row may be its first rung.
    whole = (_ladder(some) for key, some in found.items() if key not in broken)
    return tuple(each for each in whole if each)


def _find_targets(row: Row, teams: Register[Team], people: Register[Person]) -> None:
    if not row.good("targets"):
        return
    for target in row["targets"]:
        if target.whom is Whom.PERSON:
            people.find(row, "targets", target.name)
        elif target.whom is Whom.TEAM:
            teams.find(row, "targets", target.name)


def _enter(some: _Rows, row: Row) -> None:
    """Add a row; a second one of the same instant is a fault that names both."""
    for other in some.rows:
        kind = other["last_resort"] is row["last_resort"]
        if kind and (row["last_resort"] or other["after_minutes"] == row["after_minutes"]):
            row.fault("after_minutes", _twice(row, other))
            return
    some.rows.append(row)


def _twice(row: Row, other: Row) -> Sentence:
    lines = {"first": other.line, "second": row.line}
    if row["last_resort"]:
        return Sentence(
            "the last resort of this ladder stands in lines %(first)s and %(second)s; write all "
            "who are tried then in one row",
            **lines,
        )
    return Sentence(
        "the same minute of this ladder stands in lines %(first)s and %(second)s; write all who "
        "are tried then in one row",
        **lines,
    )


def _ladder(some: _Rows) -> TeamLadder | None:
    rungs = some.rungs(last_resort=False)
    first = (rungs or some.rows)[0]
    if not rungs or rungs[0]["after_minutes"]:
        first.fault(
            "after_minutes",
            Sentence(
                "this ladder of %(team)s has no rung at 0 minutes; whoever is tried first is tried "
                "at once",
                team=shown(some.team.id),
            ),
        )
        return None
    resort = next(iter(some.rungs(last_resort=True)), None)
    last = _rung(resort) if resort else _again(_rung(rungs[-1]))
    if resort and last.after <= rungs[-1]["after_minutes"]:
        resort.fault(
            "after_minutes",
            Sentence(
                "the last resort must come after the last rung, at %(minutes)s minutes; write more",
                minutes=f"{rungs[-1]['after_minutes'] / MINUTE:g}",
            ),
        )
    rounds = _said_once(some, "rounds")
    every = _said_once(some, "every_minutes")
    if every is not None and every < last.after + MINUTE:
        _naming(some, "every_minutes").fault(
            "every_minutes",
            Sentence(
                "a new round can't begin before the last resort of the one before, at %(minutes)s "
                "minutes; write %(least)s or more",
                minutes=f"{last.after / MINUTE:g}",
                least=f"{(last.after + MINUTE) / MINUTE:g}",
            ),
        )
    if any(row.broken for row in some.rows):
        return None
    made = Ladder(
        tuple(map(_rung, rungs)),
        ROUNDS if rounds is None else rounds,
        max(last.after + MINUTE, rungs[-1]["after_minutes"] + BREATH) if every is None else every,
        last,
    )
    return TeamLadder(some.team, first["when"], first["severity"], made)


def _said_once(some: _Rows, column: str) -> Any:
    """Return what one row or several alike say of the whole ladder, None where none does."""
    said = [row for row in some.rows if row[column] is not None]
    for row in said[1:]:
        if row[column] != said[0][column]:
            row.fault(
                column,
                Sentence(
                    "line %(line)s of the same ladder says something else; write it in one row",
                    line=said[0].line,
                ),
            )
    return said[0][column] if said else None


def _naming(some: _Rows, column: str) -> Row:
    return next(row for row in some.rows if row[column] is not None)


def _rung(row: Row) -> Rung:
    return Rung(row["after_minutes"], row["targets"], row["channels"])


def _again(rung: Rung) -> Rung:
    return Rung(rung.after + AGAIN, rung.targets, rung.channels)
