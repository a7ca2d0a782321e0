"""The rung of an incident that fires next, and whom it means by what is known now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.limits import load_limits
from oncall.localtime import local_day
from oncall.services.standing_in import Asked, presents
from oncall.services.working_time import worn_out

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.ladder import Rung
    from oncall.store.db import Tx
    from oncall.store.incidents import Kept


class Coming(NamedTuple):
    """The next rung: when it fires, whom it is for, and who will be paged by what is known now."""

    at: datetime
    rung: Rung
    people: tuple[str, ...]


def coming(tx: Tx, kept: Kept, known: Folder, now: datetime) -> Coming | None:
    """Return the rung that fires next while nobody has it.

    Who has refused in this round, or has no working time left on the day of the rung, is not named.
    """
    incident = kept.incident
    if not incident.state.climbs:
        return None
    at = max(incident.rung_at, now)
    rung = incident.ladder.rungs_of(incident.round)[incident.rung]
    asked = Asked(incident, frozenset(kept.report.bookings), at)
    (present,) = presents(tx, [asked], known, _tired(tx, known, now, at))
    people = dict.fromkeys(who for each in rung.targets for who in present.people(each))
    return Coming(
        incident.rung_at, rung, tuple(who for who in people if who not in incident.refused)
    )


def _tired(tx: Tx, known: Folder, now: datetime, at: datetime) -> frozenset[str]:
    """Return who has no working time left, if their day is the same one still."""
    some = ((who, who.site.zone) for who in worn_out(tx, known, load_limits(), now))
    return frozenset(who.id for who, zone in some if local_day(at, zone) == local_day(now, zone))
