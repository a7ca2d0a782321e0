"""A fault is reported: it is an incident on disk before whoever reports it hears a word (P1)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.hotline.strangers import flood_of
from oncall.hotline.words import language_of, say
from oncall.incidents.booked import about
from oncall.incidents.choosing import chosen
from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Clock, Incident
from oncall.limits import load_limits
from oncall.services import at_once
from oncall.services.gathering import facts_in, team_named
from oncall.services.joining import Coming, place_of, tell_of_flood
from oncall.services.publishing import Act
from oncall.store import incidents as store
from oncall.store import listening, stranger_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.ladder import Ladder
    from oncall.incidents.report import Report
    from oncall.store.db import Database, Tx
    from oncall.store.incidents import Kept

    # When, by when what was promised falls due, and who is called.
    Promised = tuple[datetime, Mapping[Clock, datetime] | None, Ladder]

TOLD: Final = ("caller", "phone", "description", "key")


class Taken(NamedTuple):
    """What became of a report: the incident it belongs to, and whether it is a new one."""

    kept: Kept
    is_new: bool

    @property
    def number(self) -> str:
        """The ticket number that the caller is told."""
        return self.kept.number


class Terms(NamedTuple):
    """What holds for a report beside its ladder.

    `clocks` are when what was promised falls due; without them the standby's terms hold. Of unknown
    callers a team gets so many incidents an hour as `strangers`, where that is said.
    """

    clocks: Mapping[Clock, datetime] | None = None
    strangers: int | None = None


USUAL: Final = Terms()


def take(
    database: Database,
    report: Report,
    *,
    by: str,
    now: datetime,
    ladder: Ladder | None = None,
    terms: Terms = USUAL,
) -> Taken:
    """Take a report: a new incident, or one more report of an open one.

    `ladder` is frozen on the incident; without one it is the team's for that severity and instant.
    A report without bookings is about those of its customer that run. Raises Unknown for an unknown
    team.
    """
    with database.begin() as tx:
        known = facts_in(database, tx)
        return take_in(tx, known, report, Act(by, now), ladder=ladder, terms=terms)


def take_in(
    tx: Tx,
    known: Folder,
    report: Report,
    act: Act,
    *,
    ladder: Ladder | None = None,
    terms: Terms = USUAL,
) -> Taken:
    """Do the same in a transaction that is open; `known` are the facts as they stand in it."""
    by, now = act.by, act.now
    team_named(known, report.team)
    ladder = ladder or chosen(known.ladders, report.team, report.severity, now)
    report = about(report, known.bookings.values(), now)
    if report.joins:  # those at the same instant too
        stranger_rows.one_at_a_time(tx, report)
    coming = Coming(report, ladder, terms.strangers, now)
    if before := _known(tx, report):
        return before
    place, promised = place_of(tx, coming), (now, terms.clocks, ladder)
    if place.kept:
        return _again(tx, known, coming, by, place.kept)
    if place.is_flood:
        return _flood(tx, known, coming, by, promised)
    return _new(tx, report, by, promised)


def _known(tx: Tx, report: Report) -> Taken | None:
    """Return the incident that the same report came in as before."""
    known = store.by_key(tx, report.key) if report.key else None
    return Taken(known, is_new=False) if known else None


def _again(tx: Tx, known: Folder, coming: Coming, by: str, open_: Kept) -> Taken:
    """Note one more report of an incident."""
    report, now = coming.report, coming.now
    _note(tx, coming, by, open_)
    store.count_report(tx, open_.incident.id)
    key = f"joined {open_.incident.id}/{report.key or now.isoformat()}"
    at_once.joined(tx, known, open_, by, key, now)
    return Taken(open_._replace(reports=open_.reports + 1), is_new=False)


def _flood(tx: Tx, known: Folder, coming: Coming, by: str, promised: Promised) -> Taken:
    """Open the incident of all unknown callers over the limit, of whom this is the first."""
    words = say(language_of(known.teams[coming.report.team]), "flood")
    opened = _new(tx, flood_of(coming.report, words, coming.now), by, promised)
    _note(tx, coming, by, opened.kept)
    tell_of_flood(tx, opened.kept, coming)
    return opened


def _note(tx: Tx, coming: Coming, by: str, kept: Kept) -> None:
    told = {name: getattr(coming.report, name) for name in TOLD}
    store.happened(tx, [(kept.incident.id, Event(coming.now, Kind.AGAIN, by, told))])


def _new(tx: Tx, report: Report, by: str, promised: Promised) -> Taken:
    now, clocks, ladder = promised
    limits = load_limits()
    response = timedelta(minutes=limits.response_minutes)
    action = timedelta(minutes=limits.action_minutes)
    clocks = clocks or {Clock.RESPONSE: now + response, Clock.ACTION: now + action}
    first = now + ladder.rungs[0].after
    fresh = Incident(0, report.team, ladder, now, first, clocks, action - response)
    kept = store.take(tx, report, fresh)
    if kept is None:  # the same report came in twice at once
        again = _known(tx, report)
        if again is None:  # pragma: no cover - a key that collides is there
            raise AssertionError(report.key)
        return again
    told = {"intake": report.intake.value, "missing": list(report.missing)}
    store.happened(tx, [(kept.incident.id, Event(now, Kind.REPORTED, by, told))])
    listening.say(tx, listening.PAGING)
    return Taken(kept, is_new=True)
