"""What stands for one team: its people and bookings, what is published, and what to ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.agreed import agreeing
from oncall.assignments import Assignment, as_previous
from oncall.facts import Facts
from oncall.history import HistoryDuty
from oncall.localtime import Span
from oncall.planning import planning
from oncall.replanning import replanning
from oncall.rota import plan_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from oncall.folder.facts import Folder
    from oncall.limits import Limits
    from oncall.people import Team
    from oncall.planning import Planning
    from oncall.streams import Weeks
    from oncall.weights import Weights

# How far back duties count for fairness, and how far on they count for rest and rolling limits.
LOOK_BACK: Final = timedelta(days=182)
LOOK_AHEAD: Final = timedelta(days=29)


@dataclass(frozen=True)
class Standing:
    """All that decisions about one team's rota are made from.

    `own` is the team's rota as it stands, `others` what its people have in other teams; both reach
    as far as LOOK_BACK and LOOK_AHEAD around the weeks asked about. `revision` counts the changes
    of the sheets, `version` those of the rota.
    """

    folder: Folder
    team: Team
    own: tuple[Assignment, ...]
    others: tuple[Assignment, ...]
    version: int
    revision: int
    limits: Limits
    weights: Weights

    def within(self, weeks: Weeks) -> tuple[Assignment, ...]:
        """Return the team's duties that lie, at least in part, in the planned weeks."""
        planned = weeks.span(self.team.site.zone)
        return tuple(each for each in self.own if each.span.overlaps(planned))


def looked_at(weeks: Weeks, team: Team) -> Span:
    """Return the stretch whose duties count for a team's planned weeks."""
    planned = weeks.span(team.site.zone)
    return Span(planned.start - LOOK_BACK, planned.end + LOOK_AHEAD)


def asked(
    standing: Standing,
    weeks: Weeks,
    *,
    only_check: bool = False,
    priced: bool = False,
    holders: Collection[str] = (),
) -> Planning:
    """Return what is asked for a team's weeks; all that is fixed around them counts.

    What is published in them stands in its form (`oncall.agreed`). `holders` have duties in what is
    to be checked: they may have left the team since.
    """
    facts = _facts(standing, weeks, holders)
    question = planning(facts, weeks, only_check=only_check, priced=priced)
    published = as_previous(standing.within(weeks), standing.folder).rows
    return agreeing(question, plan_of(question, published)) if published else question


def asked_again(
    standing: Standing,
    weeks: Weeks,
    pins: Collection[str] = (),
    rota: Iterable[Assignment] | None = None,
) -> Planning:
    """Return what is asked where a rota, the published one, should change as little as possible."""
    before = standing.within(weeks) if rota is None else rota
    return replanning(asked(standing, weeks), as_previous(before, standing.folder), pins)


def _facts(standing: Standing, weeks: Weeks, holders: Collection[str]) -> Facts:
    team, folder = standing.team, standing.folder
    on_duty = {*holders, *(each.person for each in standing.within(weeks))}
    people = tuple(p for p in folder.people.values() if team in p.teams or p.id in on_duty)
    return Facts(
        people or tuple(folder.people.values()),  # a team of nobody has gaps, not no rota
        tuple(b for b in folder.bookings.values() if b.team == team),
        tuple(_fixed(standing, weeks, {p.id for p in people})),
        standing.limits,
        standing.weights,
    )


def _fixed(standing: Standing, weeks: Weeks, people: Collection[str]) -> Iterator[HistoryDuty]:
    """Yield what the team's people did, or do for others, and what follows the weeks."""
    planned = weeks.span(standing.team.site.zone)
    around = [*_before(standing.own, planned), *_after(standing.own, planned), *standing.others]
    published = [each for each in around if each.person in people]
    for each in published:
        yield HistoryDuty(standing.folder.people[each.person], each.role, each.span, 0)
    for done in standing.folder.history:
        known = (
            each.span.overlaps(done.span) for each in published if each.person == done.person.id
        )
        if done.person.id in people and not any(known):
            yield done


def _before(own: Iterable[Assignment], planned: Span) -> Iterator[Assignment]:
    ended = Span(planned.start - 2 * LOOK_BACK, planned.start)
    for each in own:
        if part := each.span.clip(ended):
            yield Assignment(part, each.role, each.person, each.bookings, each.duty)


def _after(own: Iterable[Assignment], planned: Span) -> Iterator[Assignment]:
    follows = Span(planned.end, planned.end + 2 * LOOK_AHEAD)
    for each in own:
        if part := each.span.clip(follows):
            yield Assignment(part, each.role, each.person, each.bookings, each.duty)
