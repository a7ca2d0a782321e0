"""A second reading of the ladder: no rung before its time, and for whom the rota names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.incidents.ladder import USUAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident
    from tests.soak.storm.firm import Firm

# Minutes into a round of the usual ladder, and whose turn it is then.
ROUND = ((0, "primary"), (3, "primary"), (5, "backup"), (8, "backup"), (10, "manager"))
LAST_RESORT = (12, "manager")
ROLES = ("primary", "backup", "manager")
EVERY = timedelta(minutes=13)
ROUNDS = 2
LATE = timedelta(minutes=1)
STANDS_IN = timedelta(minutes=60)
SOONER = {"declined", "unreached", "released", "hastened"}


def bad_rungs(began: Incident, events: Sequence[Event], firm: Firm) -> Iterator[str]:
    """Yield what is wrong with the rungs that fired."""
    if began.ladder != USUAL:
        yield "the ladder is another one than it was frozen"
    reading = _Reading(began, firm)
    for event in events:
        if event.kind in {"fired", "passed"}:
            yield from reading.climbs(event)
        elif event.kind in SOONER:
            reading.goes_on(event)
        reading.holder = _holder(event, reading.holder)


class _Reading:
    """Where the ladder is, as a plain reader sees it."""

    def __init__(self, began: Incident, firm: Firm) -> None:
        self.team, self.firm, self.reported = began.team, firm, began.reported_at
        self.planned, self.place = began.reported_at, (0, 0)
        self.paged: set[str] = set()  # who is waited for
        self.refused: set[str] = set()
        self.holder: str | None = None

    def climbs(self, event: Event) -> Iterator[str]:
        """Compare a rung that fired or was passed with what was to come."""
        round_, rung = event.facts["round"], event.facts["rung"]
        if event.at < self.planned:
            yield f"S6: {event} came before {self.planned}"
        if (round_, rung) < self.place:
            yield f"S6: {event} is a rung that was over"
        rungs = ROUND if round_ == 0 else (*ROUND, LAST_RESORT)
        wanted = self._whose(rungs[rung][1], event.at) - self.refused
        if set(event.facts.get("people", ())) != wanted:
            yield f"S5: {event} should have been for {wanted}"
        is_last = rung + 1 >= len(rungs)
        self.planned += self._until_next(event, rungs)
        self.paged = wanted or self.paged
        self.place = (round_ + 1, 0) if is_last else (round_, rung + 1)
        self.refused = set() if is_last else self.refused

    def _whose(self, role: str, at: datetime) -> set[str]:
        """Return who has a role at an instant; where nobody has, who had it an hour ago at most.

        They had it at the report, and are not called as something else by now.
        """
        there = {each: self.firm.on_call(self.team, each, at) for each in ROLES}
        if there[role] or at > self.reported + STANDS_IN:
            return there[role]
        return self.firm.on_call(self.team, role, self.reported).difference(*there.values())

    def goes_on(self, event: Event) -> None:
        """Take note that the next rung may come sooner, and who is not wanted any more."""
        if event.kind not in {"declined", "unreached"}:
            self.planned, self.paged = event.at, set()
        elif self.holder is None and self.paged == {event.facts["person"]} and self.place[1]:
            # Nobody is waited for any more; a round begins at its time nevertheless.
            self.planned = min(self.planned, event.at)
        self.paged -= _failed(event, None)
        self.refused |= _failed(event, self.holder)

    def _until_next(self, event: Event, rungs: Sequence[tuple[int, str]]) -> timedelta:
        """Return how long after it was planned a rung is followed by the next."""
        round_, rung = event.facts["round"], event.facts["rung"]
        since, is_last = rungs[rung][0], rung + 1 >= len(rungs)
        late = event.at - self.planned
        if event.kind == "passed" and not (is_last and self.refused):
            return late + EVERY * (is_last and round_ >= ROUNDS)
        base = late if late > LATE else timedelta(0)
        if is_last:
            return base + max(EVERY - timedelta(minutes=since), timedelta(minutes=1))
        return base + timedelta(minutes=rungs[rung + 1][0] - since)


def _failed(event: Event, holder: str | None) -> set[str]:
    if event.kind in {"declined", "unreached"}:
        return {event.facts["person"]}
    if event.facts.get("why") == "parked until now" or holder is None:
        return set()
    return {holder}


def _holder(event: Event, holder: str | None) -> str | None:
    if event.kind in {"accepted", "started"}:
        return str(event.facts["person"])
    if event.kind in {"released", "hastened", "parked"}:
        return None
    return holder
