"""Everybody is silent: the real ladder is driven report by report, and telephones are watched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.incidents.choosing import chosen as ladder_chosen
from oncall.incidents.escalation import advance
from oncall.incidents.hearing import unreached
from oncall.incidents.incident import Clock, Incident
from oncall.incidents.ladder import Channel, Target, Whom
from oncall.incidents.reaching import chosen
from oncall.localtime import MINUTE, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.incidents.ladder import Ladder
    from oncall.incidents.report import Severity
    from oncall.proof.ground import Ground

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
ROLES = ("primary", "backup", "manager")


@dataclass
class Duties:
    """Who is on call at an instant, read from the list of duties from top to bottom.

    Where nobody has a role, whoever had it at the report is, but for those who are away by now or
    are called as something else.
    """

    ground: Ground
    bookings: set[str]
    report: datetime
    now: datetime

    def people(self, target: Target) -> tuple[str, ...]:
        if target.whom is Whom.PERSON:
            return (target.name,)
        if target.whom is Whom.TEAM:
            return tuple(self.ground.staff.get(target.name, ()))
        if there := self._at(self.now, target.name):
            return there
        busy = [who for role in ROLES for who in self._at(self.now, role)]
        had = self._at(self.report, target.name)
        return tuple(who for who in had if who not in busy and not self._is_away(who))

    def _is_away(self, person: str) -> bool:
        spans = self.ground.absences.get(person, ())
        return any(span.start <= self.now < span.end for span in spans)

    def _at(self, at: datetime, role: str) -> tuple[str, ...]:
        have = [
            each
            for each in self.ground.duties
            if each.role == role and each.span.start <= at < each.span.end
        ]
        mine = [each for each in have if self.bookings & set(each.bookings)]
        return tuple(each.person for each in mine or have)

    def spent(self, target: Target) -> tuple[str, ...]:
        return ()


def booked(ground: Ground, customer: str, now: datetime) -> list[Booking]:
    """Return the bookings of a customer that are running."""
    moment = Span(now, now + SECOND)
    return [
        each for each in ground.bookings if each.customer == customer and each.window_spans(moment)
    ]


def outcome(
    ground: Ground, customer: str, severity: Severity, report: datetime, late: timedelta
) -> dict[str, timedelta | None]:
    """Return after how long each level's telephone has rung, None for never within the hour."""
    some = booked(ground, customer, report)
    ladder = ladder_chosen(ground.ladders, ground.team.id, severity, report)
    found: dict[str, timedelta | None] = {"last resort": None}
    found |= {role: None for role in ("primary", "backup") if any(b.asks(role) for b in some)}
    called: set[str] = set()
    for calls, on_call in _nights(ground, {each.id for each in some}, ladder, report, late):
        holders: set[str] = set()
        for role in ("primary", "backup"):
            people = on_call.people(Target(Whom.ROLE, role))
            holders |= set(people)
            if people and all(p in calls for p in people) and found.get(role, 0) is None:
                found[role] = max(calls[p] for p in people) - report
        fresh = [calls[p] for p in calls if p not in holders | called]
        if fresh and found["last resort"] is None:
            found["last resort"] = min(fresh) - report
        called |= calls.keys()
    return found


def _nights(
    ground: Ground, bookings: set[str], ladder: Ladder, report: datetime, late: timedelta
) -> Iterator[tuple[dict[str, datetime], Duties]]:
    """Yield, each time the real ladder fires, whose telephones ring out when, and who has duty."""
    clocks = {Clock.RESPONSE: report + 15 * MINUTE, Clock.ACTION: report + 30 * MINUTE}
    first = report + ladder.rungs[0].after
    incident = Incident(7, ground.team.id, ladder, report, first, clocks, 15 * MINUTE)
    while incident.rung_at + late <= report + HOUR:
        now = incident.rung_at + late
        on_call = Duties(ground, bookings, report, now)
        decision = advance(incident, on_call, now)
        incident = decision.incident
        calls: dict[str, datetime] = {}
        for page in decision.pages:
            ways = chosen(ground.ways.get(page.person, ()), page.channels)
            if not ways:
                incident = unreached(incident, page.person, now).incident
            delays = [way.delay for way in ways if way.channel is Channel.VOICE]
            if delays:
                calls[page.person] = now + min(delays)
        # The unluckiest is called last, two seconds after the one before; a worker dies meanwhile.
        behind = max(0, len(calls) - 1) * 2 * SECOND + 8 * SECOND + 15 * SECOND + 22 * SECOND
        if decision.pages:
            yield {who: begins + behind for who, begins in calls.items()}, on_call


def failing(
    ground: Ground,
    customer: str,
    severity: Severity,
    minute: datetime,
    ends: datetime,
    slowest: dict[str, timedelta],
) -> set[frozenset[tuple[str, int | None]]]:
    """Return what fails for reports of a minute before `ends`: levels, and minutes if late."""
    found = set()
    for seconds in range(0, 60, 5):
        report = minute + seconds * SECOND
        if report >= ends or not booked(ground, customer, report):
            continue
        worst: dict[str, list[timedelta | None]] = defaultdict(list)
        for late in (0 * SECOND, 5 * SECOND):
            for level, after in outcome(ground, customer, severity, report, late).items():
                worst[level].append(after)
                if after is not None:
                    slowest[level] = max(after, slowest.get(level, after))
        failed = {
            (level, None if None in some else -(-max(some) // MINUTE))
            for level, some in worst.items()
            if None in some or max(some) > 15 * MINUTE
        }
        found |= {frozenset(failed)} if failed else set()
    return found
