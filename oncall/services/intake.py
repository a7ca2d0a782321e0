"""A fault is reported: it is an incident on disk before whoever reports it hears a word (P1)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.booked import about
from oncall.incidents.choosing import chosen
from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Clock, Incident
from oncall.incidents.report import FLOOD_MINUTES
from oncall.limits import load_limits
from oncall.services.gathering import facts_in, team_named
from oncall.services.publishing import Act
from oncall.store import incidents as store
from oncall.store import listening

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.ladder import Ladder
    from oncall.incidents.report import Report
    from oncall.store.db import Database, Tx
    from oncall.store.incidents import Kept


class Taken(NamedTuple):
    """What became of a report: the incident it belongs to, and whether it is a new one."""

    kept: Kept
    is_new: bool

    @property
    def number(self) -> str:
        """The ticket number that the caller is told."""
        return self.kept.number


def take(
    database: Database,
    report: Report,
    *,
    by: str,
    now: datetime,
    clocks: Mapping[Clock, datetime] | None = None,
    ladder: Ladder | None = None,
) -> Taken:
    """Take a report: a new incident, or one more report of an open one.

    `clocks` are when what was promised falls due; without them the standby's terms hold. `ladder`
    is frozen on the incident; without one it is the team's for that severity and instant. A report
    without bookings is about those of its customer that run. Raises Unknown for an unknown team.
    """
    with database.begin() as tx:
        known = facts_in(database, tx)
        return take_in(tx, known, report, Act(by, now), clocks=clocks, ladder=ladder)


def take_in(
    tx: Tx,
    known: Folder,
    report: Report,
    act: Act,
    *,
    clocks: Mapping[Clock, datetime] | None = None,
    ladder: Ladder | None = None,
) -> Taken:
    """Do the same in a transaction that is open; `known` are the facts as they stand in it."""
    by, now = act.by, act.now
    team_named(known, report.team)
    ladder = ladder or chosen(known.ladders, report.team, report.severity, now)
    report = about(report, known.bookings.values(), now)
    return _again(tx, report, by, now) or _new(tx, report, by, (now, clocks, ladder))


def _again(tx: Tx, report: Report, by: str, now: datetime) -> Taken | None:
    """Return the incident that this has been reported as, if it has."""
    if report.key:
        known = store.by_key(tx, report.key)
        if known:
            return Taken(known, is_new=False)
    if not report.joins or report.customer is None:
        return None
    open_ = store.joined(tx, report, now - timedelta(minutes=FLOOD_MINUTES))
    if open_ is None:
        return None
    told = {"caller": report.caller, "phone": report.phone, "description": report.description}
    store.happened(tx, [(open_.incident.id, Event(now, Kind.AGAIN, by, told))])
    store.count_report(tx, open_.incident.id)
    return Taken(open_._replace(reports=open_.reports + 1), is_new=False)


def _new(
    tx: Tx,
    report: Report,
    by: str,
    promised: tuple[datetime, Mapping[Clock, datetime] | None, Ladder],
) -> Taken:
    now, clocks, ladder = promised
    limits = load_limits()
    response = timedelta(minutes=limits.response_minutes)
    action = timedelta(minutes=limits.action_minutes)
    clocks = clocks or {Clock.RESPONSE: now + response, Clock.ACTION: now + action}
    first = now + ladder.rungs[0].after
    fresh = Incident(0, report.team, ladder, now, first, clocks, action - response)
    kept = store.take(tx, report, fresh)
    if kept is None:  # the same report came in twice at once
        again = _again(tx, report, by, now)
        if again is None:  # pragma: no cover - a key that collides is there
            raise AssertionError(report.key)
        return again
    told = {"intake": report.intake.value, "missing": list(report.missing)}
    store.happened(tx, [(kept.incident.id, Event(now, Kind.REPORTED, by, told))])
    listening.say(tx, listening.PAGING)
    return Taken(kept, is_new=True)
