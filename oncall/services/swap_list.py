"""Swaps as they are looked at: with the duties they are about, and what can still be done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.checking import effect
from oncall.edits import Assign
from oncall.errors import Fault, Unknown
from oncall.localtime import DAY, Span, local_day
from oncall.people import NEVER
from oncall.published import hull, next_minute
from oncall.services.amending import find_duty, refused
from oncall.services.gathering import facts_in
from oncall.services.questions import question
from oncall.store import rotas, swaps
from oncall.streams import Weeks
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.services.questions import Asked
    from oncall.store.db import Database, Tx
    from oncall.store.swaps import Swap

PAST: Final = 60  # so many swaps that were decided are listed
NEAR: Final = timedelta(days=28)  # duties to give in exchange are looked for so far around
MOST: Final = 10  # of them those next in time


class Listed(NamedTuple):
    """A swap and its duties as they stand, None for one that is on no rota any more."""

    swap: Swap
    duty: Assignment | None
    back: Assignment | None
    now: datetime

    @property
    def can_be_accepted(self) -> bool:
        """Tell whether somebody may still accept it, as far as its duties go."""
        return self.swap.state == "offered" and self._is_to_come(self.swap.giver, self.swap.taker)

    @property
    def can_be_taken_back(self) -> bool:
        """Tell whether it is on offer, or was accepted and can still be undone."""
        if self.swap.state == "accepted":
            return self._is_to_come(self.swap.taker, self.swap.giver)
        return self.swap.state == "offered"

    def _is_to_come(self, holder: str | None, other: str | None) -> bool:
        wanted = [(self.duty, holder), *([(self.back, other)] if self.swap.for_duty else [])]
        return all(
            each and each.person == who and each.span.start > self.now for each, who in wanted
        )


class Exchange(NamedTuple):
    """A duty that might be given in exchange, and why not, if so."""

    duty: Assignment
    why: str | None


def listed(database: Database, *, now: datetime, team: str | None = None) -> tuple[Listed, ...]:
    """Return the swaps of one team or of all: those on offer, then the newest of the others."""
    with database.begin() as tx:
        some = swaps.newest(tx, team, PAST)
        return tuple(_listed(tx, some, now))


def one(database: Database, number: int, *, now: datetime) -> Listed:
    """Return a swap; raises Unknown if there is none of that number."""
    with database.begin() as tx:
        found = swaps.read(tx, number)
        if found is None:
            message = Sentence("there is no swap %(n)s; look at the list of swaps", n=number)
            raise Unknown((Fault("rota", None, None, message),))
        return _listed(tx, (found,), now)[0]


def duty_of(database: Database, label: str) -> tuple[str, Assignment]:
    """Return the team and the published duty of a label like D12; raises Unknown if none."""
    with database.begin() as tx:
        return find_duty(tx, label)


def coming(database: Database, person: str, now: datetime) -> tuple[tuple[str, Assignment], ...]:
    """Return the published duties of a person that have not begun, each with its team."""
    with database.begin() as tx:
        found = rotas.of_person(tx, person, Span(now, NEVER))
    return tuple((team, each) for team, each in found if each.span.start > now)


def exchanges(database: Database, label: str, taker: str, now: datetime) -> tuple[Exchange, ...]:
    """Return what a person might give for a published duty: those to come next to it in time.

    Raises BadInput for a duty that is not there or has begun.
    """
    with database.begin() as tx:
        team, held = find_duty(tx, label)
        if held.span.start <= now:
            raise refused(Sentence("%(duty)s has begun; it is no longer swapped", duty=held.label))
        around = Span(max(now, held.span.start - NEAR), held.span.end + NEAR)
        some = (d for of, d in rotas.of_person(tx, taker, around) if of == team)
        coming = [each for each in some if each.span.start > now and each.duty != held.duty]
        coming.sort(key=lambda each: abs(each.span.start - held.span.start))
        if not coming:
            return ()
        found = sorted(coming[:MOST])
        asked = _around(database, tx, team, hull(each.span for each in (held, *found)), now)
        return tuple(Exchange(each, _why_not(asked, held, each)) for each in found)


def _listed(tx: Tx, some: tuple[Swap, ...], now: datetime) -> list[Listed]:
    wanted = {n for swap in some for n in (swap.duty, swap.for_duty) if n is not None}
    duties = rotas.some(tx, wanted)
    return [
        Listed(swap, duties.get(swap.duty), duties.get(swap.for_duty or 0), now) for swap in some
    ]


def _around(database: Database, tx: Tx, team: str, span: Span, now: datetime) -> Asked:
    """Return what is asked of a team's rota in whole days around a stretch."""
    begins = next_minute(now)
    zone = facts_in(database, tx).teams[team].site.zone
    first = local_day(max(span.start, begins), zone) - DAY
    last = local_day(span.end, zone) + DAY
    return question(database, tx, team, Weeks(first, (last - first) // DAY + 1, begins))


def _why_not(asked: Asked, held: Assignment, back: Assignment) -> str | None:
    """Return the first thing that an exchange would break, or None if it may be done."""
    before = after = asked.published
    for edit in (Assign(held.duty, back.person), Assign(back.duty, held.person)):
        after = edit.apply(after, asked.musts)
    broken = effect(asked.musts, asked.stands.folder, before, after).broken
    return broken[0].sentence if broken else None
