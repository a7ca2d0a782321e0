"""Ladders of reports that no standby was booked for: people are called, in time, not at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.ladder import LOUD, Channel, Ladder, Rung, Target, Whom
from oncall.localtime import MINUTE
from oncall.people import Role

if TYPE_CHECKING:
    from datetime import datetime

# So long the telephone of the helpdesk rings before anybody else is told.
RINGS: Final = timedelta(minutes=2)
# So long before a promise falls due it is made loud.
AHEAD: Final = timedelta(minutes=30)
LEAST: Final = timedelta(minutes=5)
# So long somebody unknown has for their message before the manager is called anyway.
MESSAGE: Final = timedelta(minutes=3)
QUIET: Final = (Channel.SMS, Channel.EMAIL)
MANAGER: Final = Target(Whom.ROLE, Role.MANAGER)


def in_hours(team: str, opens_in: timedelta, due_in: timedelta) -> Ladder:
    """Return the ladder of what a team sees to in its hours, which open in a while.

    First the team is told; if nobody takes it on, it is called, and with it the manager, half an
    hour before the promise falls due.
    """
    everybody = Target(Whom.TEAM, team)
    first = opens_in + RINGS
    loud = max(due_in - AHEAD, first + LEAST)
    return Ladder(
        (Rung(first, (everybody,), QUIET), Rung(loud, (everybody, MANAGER), LOUD)),
        rounds=2,
        every=loud + AHEAD,
        last_resort=Rung(loud + LEAST, (everybody, MANAGER), LOUD),
    )


def of_managers(ladder: Ladder) -> Ladder:
    """Return the rungs of a ladder that are for the manager, the first in three minutes.

    The last resort stays where it is, unless it would not be the last any more.
    """
    rungs = [each for each in ladder.rungs if MANAGER in each.targets] or [ladder.last_resort]
    early = rungs[0].after - MESSAGE
    moved = tuple(replace(each, after=each.after - early) for each in rungs)
    last = max(ladder.last_resort.after, moved[-1].after + LEAST)
    return replace(
        ladder,
        rungs=moved,
        every=max(ladder.every, last + MINUTE),
        last_resort=replace(ladder.last_resort, after=last),
    )


def quiet(ladder: Ladder) -> Ladder:
    """Return a ladder by which nobody is ever called, and the manager is told from the first on."""

    def softly(rung: Rung) -> Rung:
        targets = rung.targets if MANAGER in rung.targets else (*rung.targets, MANAGER)
        return replace(rung, targets=targets, channels=QUIET)

    rungs = tuple(map(softly, ladder.rungs))
    return replace(ladder, rungs=rungs, last_resort=softly(ladder.last_resort))


def until(now: datetime, at: datetime | None) -> timedelta:
    """Return how long it is to an instant; nothing where there is none or it is past."""
    return max(at - now, timedelta(0)) if at else timedelta(0)
