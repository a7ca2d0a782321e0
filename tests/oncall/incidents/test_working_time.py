"""Working minutes are told from an incident's events, whatever people do in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents import hearing
from oncall.incidents.hearing import Act
from oncall.incidents.incident import Incident
from oncall.incidents.ladder import USUAL
from oncall.incidents.working_time import worked
from oncall.localtime import Span
from oncall.services.working_time import stretches
from oncall.store.worked import TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.incidents.events import Event

BEGAN = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
REPORTED = Incident(7, "night", USUAL, BEGAN, BEGAN, {}, 15 * MINUTE)
OTHER = replace(REPORTED, id=8)
DOES: dict[str, Any] = {
    "accept": hearing.accept,
    "start": hearing.start,
    "pause": hearing.pause,
    "resume": hearing.resume,
    "give back": hearing.decline,
    "escalate": hearing.escalate,
    "hand over": lambda each, act: hearing.hand_over(each, act, "ben"),
    "park": lambda each, act: hearing.park(each, act, act.person),
    "resolve": lambda each, act: hearing.resolve(each, act, "done"),
    "merge": lambda each, act: hearing.merge(each, OTHER, act),
}


def happened(*story: tuple[int, str, str]) -> list[Event]:
    """Return the events of a story: at which minute who does what."""
    incident, events = REPORTED, []
    for minute, person, does in story:
        heard = DOES[does](incident, Act(person, "page", BEGAN + minute * MINUTE))
        incident = heard.incident
        events += heard.events
    return events


def told(*story: tuple[int, str, str], until: int = 600) -> list[tuple[str, int, int]]:
    """Return who worked from which minute to which."""
    some = worked(REPORTED, happened(*story), BEGAN + until * MINUTE)
    return [(each.person, minute(each.span.start), minute(each.span.end)) for each in some]


def minute(at: datetime) -> int:
    return (at - BEGAN) // MINUTE


def test_work_is_from_start_to_end_without_pauses() -> None:
    story = (1, "ada", "accept"), (5, "ada", "start"), (20, "ada", "pause")
    story += (50, "ada", "resume"), (60, "ada", "resolve")
    assert told(*story) == [("ada", 5, 20), ("ada", 50, 60)]


def test_who_has_accepted_and_not_begun_has_not_worked() -> None:
    assert told((1, "ada", "accept"), (50, "ada", "resolve")) == []


def test_what_is_under_way_counts_until_now() -> None:
    assert told((5, "ada", "start"), until=35) == [("ada", 5, 35)]


def test_whoever_takes_it_over_works_from_then_on() -> None:
    story = (5, "ada", "start"), (20, "ada", "hand over"), (30, "ben", "accept")
    assert told(*story, until=40) == [("ada", 5, 30), ("ben", 30, 40)]


def test_parked_given_back_and_hastened_work_is_over() -> None:
    for ends in ("park", "escalate", "give back"):
        assert told((5, "ada", "start"), (20, "ada", ends)) == [("ada", 5, 20)]


def test_what_was_worked_on_a_duplicate_stays_its_own_and_ends_with_the_merge() -> None:
    assert told((5, "ada", "start"), (20, "ben", "merge")) == [("ada", 5, 20)]


STORIES = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["ada", "ben"]), st.sampled_from(sorted(DOES))),
    max_size=25,
)


def timed(story: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Return a story in which each step has its minute, as its steps tell how long each took."""
    at, found = 0, []
    for after, person, does in story:
        at += after
        found.append((at, person, does))
    return found


def slowly(events: Iterable[Event], until: int) -> set[tuple[str, int]]:
    """Return who is at work in which minute, by a plain reading of what happened."""
    who, is_working, is_paused = None, False, False
    busy = set()
    some = [*events]
    for now in range(until):
        for event in [each for each in some if minute(each.at) == now]:
            match event.kind:
                case "started":
                    who, is_working, is_paused = event.facts["person"], True, False
                case "accepted":
                    who, is_paused = event.facts["person"], False
                case "paused" | "resumed":
                    is_paused = event.kind == "paused"
                case "released" | "hastened" | "parked" | "resolved" | "merged":
                    is_working = False
        if is_working and not is_paused and who is not None:
            busy.add((who, now))
    return busy


@given(STORIES)
def test_a_slow_count_of_minutes_comes_to_the_same(story: list[tuple[int, str, str]]) -> None:
    steps = timed(story)
    until = (steps[-1][0] if steps else 0) + 30
    found = told(*steps, until=until)
    minutes = {(person, at) for person, start, end in found for at in range(start, end)}
    assert minutes == slowly(happened(*steps), until)
    assert sum(end - start for _, start, end in found) == len(minutes), "none counts twice"


@given(STORIES)
def test_the_events_that_are_looked_up_tell_as_much_as_all(
    story: list[tuple[int, str, str]],
) -> None:
    events, now = happened(*timed(story)), BEGAN + 2000 * MINUTE
    some = [event for event in events if event.kind in TOLD]
    assert [*stretches(7, some, now)] == [*worked(REPORTED, events, now)]


def test_a_stretch_says_whether_it_is_over() -> None:
    events = happened((0, "ada", "start"), (5, "ada", "pause"), (9, "ada", "resume"))
    over, now = worked(REPORTED, events, BEGAN + 12 * MINUTE)
    assert (over.is_over, now.is_over) == (True, False)
    assert now.span == Span(BEGAN + 9 * MINUTE, BEGAN + 12 * MINUTE)
