"""A drill from beginning to end: the firm is borrowed, a fault is made up, a night goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from notify.carrier import Person, doesnt_hear, mailbox, presses
from oncall.drills import levels_of, promised
from oncall.incidents.booked import INSTANT
from oncall.incidents.report import Report, Severity
from oncall.localtime import Span
from oncall.people import Role
from oncall.proof.delays import Delays
from oncall.proof.ground import LONGEST
from oncall.services import drilling, incident_views, intake, proofs
from web.drill.night import night
from web.embedded.scratch import scratch_database
from web.languages import first_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from notify.carrier.behaviours import Behaviour
    from notify.carrier.records import Call, Message
    from oncall.bookings import Booking
    from oncall.proof.found import Level, Proof
    from oncall.services.drilling import Borrowed, Fired
    from oncall.services.incident_views import Whole
    from oncall.store.db import Database
    from web.drill.night import Night

DESCRIPTION: Final = "drill: nobody real is called"
AFTERWARDS: Final = timedelta(seconds=15)  # what was said last arrives


@dataclass(frozen=True)
class Wanted:
    """What is practised: a fault, when, of whom, how bad, and who takes calls how."""

    team: str
    at: datetime
    customer: str | None = None
    severity: Severity = Severity.MAJOR
    accepts: tuple[str, ...] = ()
    have_mailboxes: bool = False
    calls_a_second: int = 1


@dataclass(frozen=True)
class Held:
    """What came of it: all of the incident, its rungs, and what the carrier has of each page.

    `booked` are the bookings that ran when it was reported, `levels` who has to come for them.
    """

    wanted: Wanted
    whole: Whole
    fired: tuple[Fired, ...]
    booked: tuple[Booking, ...]
    levels: frozenset[Level]
    calls: Mapping[str, Call]
    messages: Mapping[str, Message]
    proof: Proof
    complaints: tuple[str, ...]


def hold(database: Database, wanted: Wanted, now: datetime) -> Held:
    """Hold a drill; the firm's own database is looked at and no more.

    What is wanted has to be known of the firm. Takes some seconds, with a server of its own.
    """
    with scratch_database(durable=False) as scratch:
        return hold_in(scratch, database, wanted, now)


def hold_in(
    scratch: tuple[Database, Path], database: Database, wanted: Wanted, now: datetime
) -> Held:
    """Hold a drill in a database that has nothing yet, and a folder for its secrets."""
    copy, home = scratch
    firm = drilling.borrow(database, copy, now)
    tired = firm.tired if wanted.at == now else frozenset[str]()
    people = tuple(_people(copy, firm, wanted))
    pace = wanted.calls_a_second
    with night(copy, home, wanted.at, people, calls_a_second=pace, tired=tired) as practised:
        return _held(practised, wanted, _practise(practised, wanted))


def _practise(practised: Night, wanted: Wanted) -> str:
    """Report a fault, and let the night go by until it is clear who comes; return its number.

    That is when it was accepted, or the ladder is through and what was promised is over.
    """
    database = practised.database
    about = Report(
        wanted.team, DESCRIPTION, severity=wanted.severity, customer=wanted.customer or None
    )
    number = intake.take(database, about, by="drill", now=wanted.at).number

    def is_clear() -> bool:
        incident = incident_views.named(database, number).incident
        is_through = incident.round >= incident.ladder.rounds and incident.rung > 0
        is_late = practised.clock.at > wanted.at + promised()
        return (is_through and is_late) or not incident.state.climbs

    practised.goes_on(wanted.at + LONGEST, is_clear)
    practised.goes_on(practised.clock.at + AFTERWARDS)
    return number


def _held(practised: Night, wanted: Wanted, number: str) -> Held:
    database, carrier = practised.database, practised.carrier
    whole = incident_views.whole(database, number, practised.clock.at)
    delays = Delays(calls_a_second=wanted.calls_a_second)
    booked = tuple(_booked(whole, wanted))
    return Held(
        wanted,
        whole,
        drilling.fired(database, whole.incident.id),
        booked,
        levels_of(booked),
        dict(carrier.network.calls),
        dict(carrier.network.messages),
        proofs.of_minute(database, wanted.team, wanted.at, delays),
        tuple(carrier.complaints),
    )


def _booked(whole: Whole, wanted: Wanted) -> Iterator[Booking]:
    """Yield the bookings that run: the customer's, or all of the team's."""
    moment = Span(wanted.at, wanted.at + INSTANT)
    for each in whole.folder.bookings.values():
        is_meant = wanted.customer is None or each.customer == wanted.customer
        if each.team.id == wanted.team and is_meant and each.window_spans(moment):
            yield each


def _people(scratch: Database, firm: Borrowed, wanted: Wanted) -> Iterator[Person]:
    """Yield whose telephones there are, each with what is done when it rings."""
    span = Span(wanted.at, wanted.at + LONGEST)
    roles = [each for each in wanted.accepts if each in set(Role)]
    able = {who for each in roles for who in drilling.in_role(scratch, wanted.team, each, span)}
    able |= set(wanted.accepts)
    for number, who in firm.numbers.items():
        person = firm.folder.people[who]
        yield Person(
            person.name, number, first_of(person.languages), _behaviour(wanted, accepts=who in able)
        )


def _behaviour(wanted: Wanted, *, accepts: bool) -> Behaviour:
    if accepts:
        return presses("1")
    return mailbox() if wanted.have_mailboxes else doesnt_hear()
