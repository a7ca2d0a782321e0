"""The engine and a second, plain reading of the ladder agree: when a rung fires, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents import hearing
from oncall.incidents.escalation import advance
from oncall.incidents.hearing import Act
from oncall.incidents.incident import Incident, State
from oncall.incidents.ladder import USUAL
from tests.soak.storm.rungs import bad_rungs

if TYPE_CHECKING:
    from oncall.incidents.events import Event
    from oncall.incidents.ladder import Target

BEGAN = datetime(2026, 10, 1, tzinfo=UTC)
ROLES = ("primary", "backup", "manager")
BEGINNING = Incident(
    1, "north", USUAL, BEGAN, BEGAN, {}, timedelta(minutes=30), State.REPORTED
)  # fmt: skip


@dataclass
class Plain:
    """A rota in which people are called like their roles, all the time."""

    there: frozenset[str]

    def people(self, target: Target) -> tuple[str, ...]:
        return tuple(self.there & {target.name})

    def spent(self, _target: Target) -> tuple[str, ...]:
        return ()

    def on_call(self, _team: str, role: str, _at: datetime) -> set[str]:
        return set(self.there & {role})


class Walk:
    """An incident to which things happen: pure, without a database."""

    def __init__(self, rota: Plain) -> None:
        self.rota, self.now, self.incident = rota, BEGAN, BEGINNING
        self.events: list[Event] = []

    def fires(self, late: float = 0.0) -> None:
        """Let the next rung fire, so many seconds late."""
        if self.incident.due_at is not None:
            self.now = max(self.now, self.incident.due_at + timedelta(seconds=late))
            decided = advance(self.incident, self.rota, self.now)
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

    def broken(self) -> list[str]:
        """Return what the second reading says against it."""
        return list(bad_rungs(BEGINNING, self.events, self.rota))  # type: ignore[arg-type]


SAID = {
    "accept": hearing.accept,
    "decline": hearing.decline,
    "unreached": lambda incident, act: hearing.unreached(incident, act.person, act.at),
    "give back": lambda i, act: hearing.decline(i, Act(i.holder or act.person, "key", act.at)),
    "escalate": hearing.escalate,
    "hand over": lambda i, act: hearing.hand_over(i, act, "manager"),
    "park": lambda i, act: hearing.park(i, act, act.person, act.at + timedelta(minutes=5)),
}
LATE = st.sampled_from([0.0, 0.01, 0.3, 2, 20, 59, 61, 90, 300, 700])
STEPS = st.one_of(
    st.tuples(LATE),
    st.tuples(
        st.sampled_from([*SAID, *["decline"] * 3]),
        st.sampled_from(ROLES),
        st.sampled_from([3.0, 30, 100, 400]),
    ),
)


@given(st.frozensets(st.sampled_from(ROLES)), st.lists(STEPS, min_size=5, max_size=60))
def test_no_rung_fires_before_its_time_or_for_another(
    there: frozenset[str], steps: list[tuple[float] | tuple[str, str, float]]
) -> None:
    walk = Walk(Plain(there))
    for step in steps:
        if len(step) == 1:
            walk.fires(*step)
        else:
            walk.says(*step)
    assert walk.broken() == []


def last_of_a_round_declines() -> Walk:
    walk = Walk(Plain(frozenset(ROLES)))
    for _ in USUAL.rungs:
        walk.fires()
    walk.says("decline", "manager", after=100)
    return walk


def test_a_round_begins_at_its_time_though_the_last_of_the_one_before_declined() -> None:
    walk = last_of_a_round_declines()
    walk.fires(late=0.6)
    assert walk.now == BEGAN + timedelta(minutes=13, seconds=0.6)
    walk.fires()  # counted from when the round was to begin, not from when it began
    assert walk.now == BEGAN + timedelta(minutes=16)
    assert walk.broken() == []


def test_the_second_reading_finds_a_round_that_begins_as_its_last_one_declines() -> None:
    walk = last_of_a_round_declines()
    walk.incident = hastened(walk.incident, walk.now)
    walk.fires()
    [sentence] = walk.broken()
    assert sentence.startswith("S6:")


def test_the_second_reading_finds_a_rung_for_somebody_who_is_not_on_call() -> None:
    walk = Walk(Plain(frozenset(ROLES)))
    walk.fires()
    walk.rota.there = frozenset({"backup"})
    [sentence] = walk.broken()
    assert sentence.startswith("S5:")


def hastened(incident: Incident, at: datetime) -> Incident:
    """Return what an engine would make of it that went round at once."""
    return hearing.escalate(incident, Act("nobody", "page", at)).incident
