"""The invariants of RELIABILITY, checked from history and from what the network took."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from oncall.incidents.events import Event, Kind
from oncall.incidents.folding import fold
from oncall.incidents.incident import Incident, State
from oncall.incidents.sending import DOUBT, LEASE, LONGEST_CALL
from oncall.store import incidents as store
from oncall.store.incident_rows import COLUMNS
from oncall.store.tables import incident_events
from tests.soak.storm.rungs import bad_rungs
from tests.soak.storm.setting import WRONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from oncall.store.incidents import Kept
    from tests.soak.storm.storm import Storm

STEP = timedelta(seconds=5)
LEFT_OUT = "first pages left out, as carrier, database or telephones were gone"
HANDED_OVER = {"accepted", "delivered", "answered"}
# After these somebody's telephone need not ring on.
UNNEEDED = {Kind.ACCEPTED, Kind.DECLINED, Kind.PARKED, Kind.RESOLVED, Kind.MERGED, Kind.UNREACHED}


class Checks:
    """Looks at all that has happened since it looked last."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.looked_to = 0  # the latest incident that was looked at
        self.reported: dict[str, datetime] = {}
        self.acknowledged: dict[str, datetime] = {}
        self.broken: list[str] = []
        self.troubled: set[str] = set()  # teams for which carrier or database were gone

    def look(self) -> None:
        """Look at a burst that is over; what is wrong is collected."""
        with self.storm.database.begin() as tx:
            some = [
                store.kept(row)
                for row in tx.execute(select(*COLUMNS).where(store.C.id > self.looked_to))
            ]
            ids = [each.incident.id for each in some]
            self.events = _events(tx, ids)
            rows = text("select * from pages where incident = any(:ids)")
            self.pages = list(tx.execute(rows, {"ids": ids}))
            of = text("select * from attempts where pages && cast(:ids as bigint[])")
            self.attempts = {
                row.id: row for row in tx.execute(of, {"ids": [page.id for page in self.pages]})
            }
            told = text("select facts->>'number' as n from messages where kind = 'exhausted'")
            self.exhausted = {row.n for row in tx.execute(told)}
        back = self.storm.database.look("delete from went_back returning what, was, became")
        self.broken += [f"S7: {what} went back from {was} to {now}" for what, was, now in back]
        self.looked_to = max(ids, default=self.looked_to)
        self.broken += self._intakes(some)
        for kept in some:
            self.broken += self._incident(kept)
        self.broken += self._sent()
        self._waited(some)
        self.storm.tally["incidents"] += len(some)
        self.storm.tally["pages"] += len(self.pages)
        self.storm.tally["handed over"] += len(self.storm.network.took)
        self.reported, self.acknowledged, self.troubled = {}, {}, set()

    def _intakes(self, some: list[Kept]) -> Iterator[str]:
        keys = [each.report.key for each in some]
        numbers = {each.report.key: each.number for each in some}
        if len(keys) != len(set(keys)):
            yield "S1: a key has two incidents"
        for key in self.acknowledged:
            if numbers.get(key) != self.storm.numbers[key]:
                yield f"S1: {key} was acknowledged and is not there"
        for key in self.reported.keys() - self.acknowledged.keys():
            yield f"S1: {key} was never acknowledged"

    def _incident(self, kept: Kept) -> Iterator[str]:
        incident, events = kept.incident, self.events[kept.incident.id]
        if incident.state.is_open and incident.due_at is None and incident.holder is None:
            yield f"S2: {kept.number} is forgotten"
        late = self.storm.clock.at - STEP
        if incident.due_at is not None and incident.due_at < late:
            yield f"L1: {kept.number} was due at {incident.due_at} and nobody fired"
        began = _began(incident)
        if fold(began, events) != incident:
            yield f"S9: {kept.number} is not what its events say"
        for event in events:
            if event.kind == "accepted" and not self._was_said(event, incident.id):
                yield f"S8: nobody said what accepted {kept.number}: {event}"
        if any(e.kind == "exhausted" for e in events) and kept.number not in self.exhausted:
            yield f"L3: nobody was told that {kept.number} is exhausted"
        for sentence in bad_rungs(began, events, self.storm.firm):
            told = "\n   ".join(f"{e.at:%d %H:%M:%S} {e.kind} {dict(e.facts)}" for e in events)
            yield f"{sentence} ({kept.number})\n   {told}"

    def _was_said(self, event: Event, incident: int) -> bool:
        person, how = event.facts["person"], event.facts["how"]
        about = 0 if how == "reply" else incident
        return (person, how, about) in self.storm.staff.said

    def _sent(self) -> Iterator[str]:
        took: dict[int, list[Any]] = defaultdict(list)
        pages = {page.id: page for page in self.pages}
        for each in self.storm.network.took:
            attempt = self.attempts.get(each.attempt)
            for page in attempt.pages if attempt is not None else ():
                took[page].append(each)
            if attempt is not None and self._is_too_late(each.at, attempt, pages):
                yield f"S4: {each} was handed over after an acceptance"
        for page in self.pages:
            yield from self._once(page, took[page.id])
            yield from self._moves_on(page)
        yield from self._needless(pages)
        tried = {page.incident for page in self.pages if took[page.id]}
        for incident, events in self.events.items():
            kinds = {event.kind for event in events}
            if "fired" in kinds and incident not in tried and not kinds & {"accepted", "resolved"}:
                yield f"L1: {incident} never reached the network"

    def _needless(self, pages: dict[int, Any]) -> Iterator[str]:
        """Find calls that were called off though nobody had said anything."""
        self.storm.tally["called off"] += len(self.storm.network.called_off)
        for attempt in self.storm.network.called_off:
            about = self.attempts[attempt].pages if attempt in self.attempts else ()
            for page in (pages[each] for each in about if each in pages):
                if not UNNEEDED & {event.kind for event in self.events[page.incident]}:
                    yield f"L1: {page.key} was called off though nobody had said anything"

    def _once(self, page: Any, some: list[Any]) -> Iterator[str]:
        if page.state in HANDED_OVER and not some:
            yield f"lost: {page.key} counts as {page.state}, the network never had it"
        if len(some) > 1:
            self.storm.tally["doubled"] += 1
            if not any(each.attempt in self.storm.network.unlisted for each in some[:-1]):
                self.storm.tally["doubled though listed"] += 1
                yield f"S3: {page.key} was handed over {len(some)} times: {some}"

    def _moves_on(self, page: Any) -> Iterator[str]:
        now = self.storm.clock.at
        if page.state == "pending" and page.due_at < now - LONGEST_CALL - LEASE - DOUBT - STEP:
            yield f"L1: {page.key} waits since {page.due_at}"
        if page.state in {"sending", "doubtful"} and page.lease_until < now - DOUBT - STEP:
            yield f"L2: {page.key} is {page.state} since {page.lease_until}"

    def _is_too_late(self, at: datetime, attempt: Any, pages: dict[int, Any]) -> bool:
        some = [pages[id_] for id_ in attempt.pages if id_ in pages]
        if len(some) < len(attempt.pages) or any(page.purpose != "fault" for page in some):
            return False
        # Who let it go may have a clock that is fast.
        return all(self._had(page.incident, at - LEASE, at + WRONG) for page in some)

    def _had(self, incident: int, since: datetime, at: datetime) -> bool:
        """Tell whether nobody was wanted for an incident all of that time."""
        wanted = True
        for event in self.events[incident]:
            if event.at > at:
                break
            changes = {
                "accepted": False,
                "parked": False,
                "resolved": False,
                "merged": False,
                "started": False,
                "released": True,
                "hastened": True,
            }
            now_wanted = changes.get(event.kind, wanted)
            if wanted != now_wanted:
                wanted, changed = now_wanted, event.at
                if wanted and event.at >= since:
                    return False
        return not wanted and changed <= since

    def _waited(self, some: list[Kept]) -> None:
        """Note how long the first page of each took, where nothing was gone meanwhile."""
        first: dict[int, datetime] = {}
        ids = {page.id: page.incident for page in self.pages}
        for each in self.storm.network.took:
            attempt = self.attempts.get(each.attempt)
            for page in attempt.pages if attempt is not None else ():
                first.setdefault(ids.get(page, 0), each.at)
        for kept in some:
            at = first.get(kept.incident.id)
            if kept.incident.team in self.troubled:
                self.storm.tally[LEFT_OUT] += 1
            elif at is not None:
                self.storm.waited.append((at - kept.incident.reported_at).total_seconds())


def _began(incident: Incident) -> Incident:
    first = incident.reported_at + incident.ladder.rungs[0].after
    return Incident(
        incident.id,
        incident.team,
        incident.ladder,
        incident.reported_at,
        first,
        incident.clocks,
        incident.act_within,
        State.REPORTED,
    )


def _events(tx: Connection, ids: Sequence[int]) -> dict[int, list[Event]]:
    """Return what happened to incidents, in order."""
    found: dict[int, list[Event]] = {each: [] for each in ids}
    c = incident_events.c
    some = select(c.incident, c.at, c.kind, c.who, c.facts).where(c.incident.in_(ids))
    for incident, at, kind, who, facts in tx.execute(some.order_by(c.id)):
        found[incident].append(Event(at, Kind(kind), who, facts))
    return found
