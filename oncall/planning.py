"""From facts to what the solver is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from oncall.localtime import DAY
from oncall.offers import offers, post
from oncall.rulebook import RuleBook
from oncall.streams import BOOKED_ROLES, streams_of
from oncall.timescale import Timescale
from solver.problem import Duty, Hold, Person, RotaProblem, merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.facts import Facts
    from oncall.people import Person as Somebody
    from oncall.streams import Stream, Weeks

PAST = "past"  # the stream of what was done before
# Rolling limits look at 28 days, and a weekend may begin before the first of them.
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Planning:
    """A problem for the solver, and what is needed to read its answer."""

    facts: Facts
    weeks: Weeks
    streams: Mapping[str, Stream]
    problem: RotaProblem

    @cached_property
    def person(self) -> Mapping[str, Somebody]:
        """The people by id."""
        return {p.id: p for p in self.facts.people}


def planning(
    facts: Facts, weeks: Weeks, *, only_check: bool = False, priced: bool = False
) -> Planning:
    """Return what the solver is asked for some weeks.

    The duties on offer are most of the work. They and what is paid for are of no use where it is
    only checked whether a rota breaks anything; `priced` has what is paid for all the same.
    """
    begun = min((d.span.start.date() for d in facts.history), default=weeks.first)
    ended = max((d.span.end.date() for d in facts.history), default=weeks.last)
    scale = Timescale(min(begun, weeks.first) - LOOK_BACK, max(ended, weeks.last) + 2 * DAY)
    people = tuple(Person(p.id, p.name, scale.calendar(p.site)) for p in facts.people)
    history = _history(facts, scale)
    streams = streams_of(facts.bookings, weeks)
    posts = [post(stream, role, scale.minute) for stream in streams for role in BOOKED_ROLES]
    book = RuleBook(facts, weeks, posts, scale)
    problem = RotaProblem(
        people,
        () if only_check else tuple(offers(facts.people, posts)),
        tuple(cover for some in posts for cover in some.covers),
        book.in_force(people, history) if priced or not only_check else book.musts(),
        history,
    )
    return Planning(facts, weeks, {stream.id: stream for stream in streams}, problem)


def _history(facts: Facts, scale: Timescale) -> tuple[Duty, ...]:
    """Return what was done before as duties; those that touch in one role are one."""
    done = []
    for each in facts.history:
        start, end = scale.minutes(each.span)
        hold = Hold(PAST, start, end)
        done.append(Duty(each.person.id, each.role.value, start, end, (hold,)))
    return tuple(merged(done))
