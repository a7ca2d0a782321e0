"""What is done about an incident when its time has come: rungs, warnings, and who did not begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

from oncall.incidents.deciding import Decision, Page, Purpose
from oncall.incidents.events import Event, Kind
from oncall.incidents.folding import fold
from oncall.incidents.incident import AHEAD, Incident, State
from oncall.incidents.ladder import LOUD

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.ladder import Rung, Target

# A rung that is later than that lost its sense where a newer one is due as well.
LATE: Final = timedelta(minutes=1)
SYSTEM: Final = "oncall"


class OnCall(Protocol):
    """Tells whom a target means at the present instant, and whom it passes over."""

    def people(self, target: Target) -> tuple[str, ...]:
        """Return those to page, in order; nobody where nobody is on call."""

    def spent(self, target: Target) -> tuple[str, ...]:
        """Return those who would be meant, had they any working time left today."""


def advance(incident: Incident, on_call: OnCall, now: datetime) -> Decision:
    """Return what has to be done about an incident at an instant; doing it twice does nothing."""
    steps = _Steps(incident, now)
    steps.watch_clocks()
    match incident.state:
        case State.REPORTED | State.PAGING:
            steps.climb(on_call)
        case State.ACCEPTED if incident.waiting_since is None:
            steps.press(on_call)
        case State.PARKED if incident.parked_until and incident.parked_until <= now:
            steps.happen(Kind.RELEASED, person=incident.holder, why="parked until now")
            steps.watch_clocks()
            steps.climb(on_call)
        case _:
            pass
    return Decision(steps.incident, tuple(steps.events), tuple(steps.pages.values()))


class _Steps:
    """Collects what happens, and folds it at once, so that each step sees the ones before."""

    def __init__(self, incident: Incident, now: datetime) -> None:
        self.incident = incident
        self.now = now
        self.events: list[Event] = []
        self.pages: dict[str, Page] = {}  # by person

    def happen(self, kind: Kind, **facts: Any) -> None:
        """Let something happen."""
        event = Event(self.now, kind, SYSTEM, facts)
        self.events.append(event)
        self.incident = fold(self.incident, (event,))

    def watch_clocks(self) -> None:
        """Warn ahead of promises, and say when one is broken."""
        for clock in self.incident.running:
            due = self.incident.clocks[clock]
            if clock not in self.incident.warned and due - AHEAD <= self.now:
                self.happen(Kind.WARNED, clock=clock, due=due.isoformat())
            if clock not in self.incident.breached and due <= self.now:
                self.happen(Kind.BREACHED, clock=clock, due=due.isoformat())

    def climb(self, on_call: OnCall) -> None:
        """Fire what is due; rungs with nobody on call are passed at once.

        After an outage the newest rung that is due fires, and the next are timed from now.
        """
        while self.incident.rung_at <= self.now:
            if self.incident.rung == 0 and self.incident.round >= self.incident.ladder.rounds:
                self.happen(Kind.EXHAUSTED, rounds=self.incident.round)
            at, rung = self._newest_due(on_call)
            people, spent = self._meant(rung, on_call)
            facts = self._next(at, rung, fired=bool(people))
            facts |= {"round": self.incident.round, "rung": at, "spent": spent}
            facts |= {"targets": [str(target) for target in rung.targets]}
            if people:
                self._fire(at, rung, people, facts)
            else:
                self.happen(Kind.PASSED, **facts)

    def _meant(self, rung: Rung, on_call: OnCall) -> tuple[tuple[str, ...], list[str]]:
        """Return whom a rung is for, each once, and who is passed over by name."""
        people = dict.fromkeys(who for each in rung.targets for who in on_call.people(each))
        spent = dict.fromkeys(who for each in rung.targets for who in on_call.spent(each))
        return tuple(who for who in people if who not in self.incident.refused), list(spent)

    def _newest_due(self, on_call: OnCall) -> tuple[int, Rung]:
        """Return the newest rung that is due and has somebody; the newest where none has."""
        rungs = self.incident.ladder.rungs_of(self.incident.round)
        at = min(self.incident.rung, len(rungs) - 1)
        late = self.now - self.incident.rung_at
        if late > LATE:
            due = [i for i in range(at, len(rungs)) if rungs[i].after - rungs[at].after <= late]
            due.sort(key=lambda i: -rungs[i].after)  # stable: the first of those at one instant
            at = next((i for i in due if self._meant(rungs[i], on_call)[0]), due[0])
        return at, rungs[at]

    def _next(self, at: int, rung: Rung, *, fired: bool) -> dict[str, Any]:
        """Return which rung comes next, and when."""
        ladder, round_ = self.incident.ladder, self.incident.round
        rungs = ladder.rungs_of(round_)
        is_last = at + 1 >= len(rungs)
        if not fired and not (is_last and self.incident.refused):
            # Once round with nobody at all it is waited, or it would go round for ever.
            begins = self.now + ladder.every if is_last and round_ >= ladder.rounds else self.now
        else:
            on_time = self.now - self.incident.rung_at <= LATE
            base = self.incident.rung_at if on_time else self.now
            wait = ladder.every if is_last else rungs[at + 1].after
            begins = base + max(wait - rung.after, timedelta(minutes=1) * is_last)
        after = (round_ + 1, 0) if is_last else (round_, at + 1)
        return {"next_round": after[0], "next_rung": after[1], "next_at": begins.isoformat()}

    def _fire(self, at: int, rung: Rung, people: tuple[str, ...], facts: dict[str, Any]) -> None:
        late = self.now - self.incident.rung_at
        name = f"{self.incident.id}/{self.incident.round}/{at}"
        self.happen(
            Kind.FIRED,
            people=list(people),
            channels=[str(channel) for channel in rung.channels],
            late=late.total_seconds(),
            **facts,
            **({"beside": list(self.pages)} if self.pages else {}),
        )
        for person in people:
            page = Page(f"{name}/{person}", person, (), Purpose.FAULT, late)
            page = self.pages.get(person, page)
            channels = tuple(dict.fromkeys((*page.channels, *rung.channels)))
            self.pages[person] = replace(page, channels=channels)

    def press(self, on_call: OnCall) -> None:
        """Ask who accepted and has not begun; who does not answer either is not waited for."""
        holder, act_by = self.incident.holder, self.incident.act_by
        if holder is None or act_by is None or act_by > self.now:
            return
        if self.incident.asked:
            self.happen(Kind.RELEASED, person=holder, why="not begun")
            self.watch_clocks()
            self.climb(on_call)
            return
        key = f"{self.incident.id}/asked/{self.incident.version}/{holder}"
        self.happen(Kind.ASKED, person=holder)
        self.pages[holder] = Page(key, holder, LOUD, Purpose.ASKED)
