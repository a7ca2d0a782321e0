"""An incident to which things happen under a rota that changes: pure, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oncall.assignments import Assignment
from oncall.incidents import hearing
from oncall.incidents.escalation import advance
from oncall.incidents.hearing import Act
from oncall.incidents.incident import Incident, State
from oncall.incidents.ladder import USUAL
from oncall.incidents.present import STANDS_IN, Present
from oncall.localtime import Span
from oncall.people import Role
from tests.soak.storm.rungs import bad_rungs

if TYPE_CHECKING:
    from oncall.incidents.events import Event

BEGAN = datetime(2026, 10, 1, tzinfo=UTC)
LONG = Span(BEGAN, BEGAN + timedelta(days=2))
BEGINNING = Incident(1, "north", USUAL, BEGAN, BEGAN, {}, timedelta(minutes=30), State.REPORTED)
SAID = {
    "accept": hearing.accept,
    "decline": hearing.decline,
    "unreached": lambda incident, act: hearing.unreached(incident, act.person, act.at),
    "give back": lambda i, act: hearing.decline(i, Act(i.holder or act.person, "key", act.at)),
    "escalate": hearing.escalate,
    "hand over": lambda i, act: hearing.hand_over(i, act, "manager"),
    "park": lambda i, act: hearing.park(i, act, act.person, act.at + timedelta(minutes=5)),
}


Roles = Mapping[str, str]  # and who has each


def own(*roles: str) -> Roles:
    """Return roles that those have who are called like them."""
    return {role: role for role in roles}


class Plain:
    """A rota in which people are called like roles; who has which changes now and then."""

    def __init__(self, there: Roles) -> None:
        self.shifts = [(BEGAN, there)]

    def changes(self, since: datetime, there: Roles) -> None:
        """Let others be there from an instant on."""
        self.shifts.append((since, there))

    def on_call(self, _team: str, role: str, at: datetime) -> set[str]:
        """Return who has a role, as a plain reader sees it."""
        there = [some for since, some in self.shifts if since <= at]
        return {there[-1][role]} if role in there[-1] else set()

    def present(self, at: datetime) -> Present:
        """Return the same as the engine is told it."""
        before = self._duties(BEGAN) if at - BEGAN <= STANDS_IN else ()
        return Present(self._duties(at), frozenset(), {}, before=before)

    def _duties(self, at: datetime) -> tuple[Assignment, ...]:
        some = ((role, who) for role in Role for who in self.on_call("north", role, at))
        return tuple(Assignment(LONG, role, who, ()) for role, who in some)


class Walk:
    """An incident to which things happen: pure, without a database."""

    def __init__(self, rota: Plain) -> None:
        self.rota, self.now, self.incident = rota, BEGAN, BEGINNING
        self.events: list[Event] = []

    def fires(self, late: float = 0.0) -> None:
        """Let the next rung fire, so many seconds late."""
        if self.incident.due_at is not None:
            self.now = max(self.now, self.incident.due_at + timedelta(seconds=late))
            decided = advance(self.incident, self.rota.present(self.now), self.now)
            self.incident = decided.incident
            self.events += decided.events

    def says(self, what: str, who: str, after: float) -> None:
        """Let somebody say something so many seconds later, unless a rung is due before."""
        now = self.now + timedelta(seconds=after)
        if self.incident.due_at is not None and self.incident.due_at <= now:
            return
        self.now = now
        heard = SAID[what](self.incident, Act(who, "key", now))
        self.incident = heard.incident
        self.events += heard.events

    def others_come(self, there: Roles) -> None:
        """Let others be on call from now on."""
        self.rota.changes(self.now + timedelta(microseconds=1), there)

    def broken(self) -> list[str]:
        """Return what the second reading says against it."""
        return list(bad_rungs(BEGINNING, self.events, self.rota))  # type: ignore[arg-type]
