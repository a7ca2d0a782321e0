"""What rotas are checked against, remembered as long as neither facts nor rotas change."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.assignments import clipped
from oncall.board.apart import Apart
from oncall.board.rows import Row, rows_of
from oncall.services.gathering import facts_in, standing, team_named
from oncall.standing import asked
from oncall.store import rotas, sheets
from oncall.streams import streams_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.assignments import Assignment
    from oncall.board.judging import Judged
    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.planning import Planning
    from oncall.standing import Standing
    from oncall.store.db import Database, Tx
    from oncall.store.draft_rows import Sheet
    from oncall.store.sheets import State
    from oncall.streams import Stream, Weeks

KEPT: Final = 12  # weeks of teams that a process remembers


@dataclass(frozen=True)
class Asked:
    """What stands around some weeks of a team, and what is asked of a rota of them.

    `holders` have duties in rotas that are looked at though they have left the team since.
    `worth` remembers how good rotas are that have been looked at (oncall.services.worth).
    """

    stands: Standing
    weeks: Weeks
    holders: frozenset[str]
    worth: dict[tuple[object, ...], Judged] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def musts(self) -> Planning:
        """What a rota must keep."""
        return asked(self.stands, self.weeks, only_check=True, holders=self.holders)

    @cached_property
    def priced(self) -> Planning:
        """The same with what is paid for."""
        known = self.stands, self.weeks
        return asked(*known, only_check=True, priced=True, holders=self.holders)

    @cached_property
    def apart(self) -> Apart:
        """The check of one person at a time, for all who look at rotas of these weeks."""
        return Apart(self.priced, self.stands.folder)

    @cached_property
    def published(self) -> tuple[Assignment, ...]:
        """What is published in the weeks, cut to them."""
        return clipped(self.stands.within(self.weeks), self.span)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The team's people, who else has a duty of the team, and when they are away."""
        stands = self.stands
        on_duty = self.holders | {each.person for each in self.published}
        return rows_of(stands.folder, stands.team, self.span, stands.others, on_duty)

    @cached_property
    def streams(self) -> tuple[Stream, ...]:
        """What is booked in the weeks."""
        team, bookings = self.stands.team, self.stands.folder.bookings.values()
        return streams_of((b for b in bookings if b.team == team), self.weeks)

    @property
    def span(self) -> Span:
        """The weeks as the team's site has them."""
        return self.weeks.span(self.stands.team.site.zone)


class _Key(NamedTuple):
    """All that a question depends on."""

    url: str
    team: str
    weeks: Weeks
    sheets: State
    versions: int
    holders: frozenset[str]


def question(
    database: Database, tx: Tx, team: str, weeks: Weeks, rows: Iterable[Assignment] = ()
) -> Asked:
    """Return what a rota of some weeks is checked against; raises Unknown for an unknown team.

    `rows` are the duties that will be checked, where they are others than those published.
    """
    folder = facts_in(database, tx)
    mine = team_named(folder, team)
    holders = frozenset(e.person for e in rows if mine not in folder.people[e.person].teams)
    state, versions = sheets.state(tx), rotas.all_versions(tx)
    found = _remembered(_Key(database.url, team, weeks, state, versions, holders))
    if not found:
        found.append(Asked(standing(tx, team, weeks, folder), weeks, holders))
    return found[0]


def question_of(
    database: Database, tx: Tx, sheet: Sheet, rows: Iterable[Assignment]
) -> tuple[Planning, Folder]:
    """Return what a draft with these duties is checked against."""
    found = question(database, tx, sheet.team, sheet.weeks, rows)
    return found.musts, found.stands.folder


@lru_cache(maxsize=KEPT)
def _remembered(_: _Key) -> list[Asked]:
    """Return the place where the question of a key is remembered."""
    return []
