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
EVERY = 13
SOONER = {"declined", "unreached", "released", "hastened"}


def bad_rungs(began: Incident, events: Sequence[Event], firm: Firm) -> Iterator[str]:
    """Yield what is wrong with the rungs that fired."""
    if began.ladder != USUAL:
        yield "the ladder is another one than it was frozen"
    planned, refused = began.reported_at, set[str]()
    place = (0, 0)
    holder: str | None = None
    for event in events:
        if event.kind in {"fired", "passed"}:
            if event.at < planned:
                yield f"S6: {event} came before {planned}"
            round_, rung = event.facts["round"], event.facts["rung"]
            if (round_, rung) < place:
                yield f"S6: {event} is a rung that was over"
            if round_ > place[0]:
                refused = set()
            rungs = ROUND if round_ == 0 else (*ROUND, LAST_RESORT)
            wanted = firm.on_call(began.team, rungs[rung][1], event.at) - refused
            if set(event.facts.get("people", ())) != wanted:
                yield f"S5: {event} should have been for {wanted}"
            planned = _next(event, planned, rungs, rung)
            place = (round_, rung + 1) if rung + 1 < len(rungs) else (round_ + 1, 0)
            if place[0] > round_:
                refused = set()
        elif event.kind in SOONER:
            planned = (
                min(planned, event.at) if event.kind in {"declined", "unreached"} else event.at
            )
            refused |= _failed(event, holder)
        holder = _holder(event, holder)


def _next(event: Event, planned: datetime, rungs: Sequence[tuple[int, str]], rung: int) -> datetime:
    if event.kind == "passed":
        return event.at
    base = planned if event.at - planned <= timedelta(minutes=1) else event.at
    is_last = rung + 1 >= len(rungs)
    minutes = max(EVERY - rungs[rung][0], 1) if is_last else rungs[rung + 1][0] - rungs[rung][0]
    return base + timedelta(minutes=minutes)


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
