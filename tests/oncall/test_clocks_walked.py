"""Promises fall due when a clock that is walked minute by minute says so."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from oncall.clocks import NeverDue, begin, counted, due_term, elapsed, working_days
from oncall.promises import Minutes, WorkingDays
from tests.oncall.random_clocks import FAULT, Drawn, clocks

TICK = timedelta(microseconds=1)
slow = settings(deadline=None, max_examples=25)


@given(clocks(), st.integers(0, 3000))
@slow
def test_so_many_minutes_have_run_when_the_walk_has_counted_them(drawn: Drawn, amount: int) -> None:
    walked = drawn.walk.due(drawn.start, amount, drawn.paused)
    assume(walked is not None)
    assert due_term(drawn.start, Minutes(amount, FAULT), drawn.face, drawn.pauses) == walked


@given(clocks(), st.integers(1, 6))
@slow
def test_working_days_end_when_the_walk_sees_their_hours_close(drawn: Drawn, amount: int) -> None:
    walked = drawn.walk.due_days(drawn.start, amount, drawn.paused)
    assume(walked is not None)
    assert due_term(drawn.start, WorkingDays(amount, FAULT), drawn.face, drawn.pauses) == walked


@given(clocks(), st.integers(0, 14 * 1440), st.integers(0, 59))
@slow
def test_what_has_run_is_what_the_walk_counts(drawn: Drawn, minutes: int, seconds: int) -> None:
    until = drawn.start + timedelta(minutes=minutes, seconds=seconds)
    walked = drawn.walk.elapsed(drawn.start, until, drawn.paused)
    assert elapsed(drawn.start, until, FAULT, drawn.face, drawn.pauses) == walked
    spans = counted(drawn.start, until, FAULT, drawn.face, drawn.pauses)
    assert sum((span.end - span.start for span in spans), timedelta()) == walked
    assert all(one.end < other.start for one, other in pairwise(spans))


@given(clocks(), st.integers(1, 3000))
@slow
def test_minutes_and_what_has_run_are_inverse(drawn: Drawn, amount: int) -> None:
    try:
        due = due_term(drawn.start, Minutes(amount, FAULT), drawn.face, drawn.pauses)
    except NeverDue:
        assert not drawn.opens()
        return
    run = elapsed(drawn.start, due, FAULT, drawn.face, drawn.pauses)
    assert run == timedelta(minutes=amount)
    assert elapsed(drawn.start, due - TICK, FAULT, drawn.face, drawn.pauses) == run - TICK


@given(clocks(), st.integers(1, 8))
@slow
def test_working_days_and_how_many_have_run_are_inverse(drawn: Drawn, amount: int) -> None:
    try:
        due = due_term(drawn.start, WorkingDays(amount, FAULT), drawn.face, drawn.pauses)
        after = due_term(drawn.start, WorkingDays(amount + 1, FAULT), drawn.face, drawn.pauses)
    except NeverDue:
        assert not drawn.opens()
        return
    assume(due < after)  # two days whose windows overlap may close at once
    assert working_days(drawn.start, due, FAULT, drawn.face, drawn.pauses) == amount
    assert working_days(drawn.start, due - TICK, FAULT, drawn.face, drawn.pauses) < amount


@given(clocks(), st.integers(1, 3000))
@slow
def test_a_pause_makes_nothing_due_earlier(drawn: Drawn, amount: int) -> None:
    for term in (Minutes(amount, FAULT), WorkingDays(1 + amount % 5, FAULT)):
        try:
            assert due_term(drawn.start, term, drawn.face, drawn.pauses) >= due_term(
                drawn.start, term, drawn.face
            )
        except NeverDue:
            assert not drawn.opens()


@given(clocks())
@slow
def test_a_clock_begins_at_the_report_or_at_the_first_minute_that_the_walk_sees_open(
    drawn: Drawn,
) -> None:
    assume(drawn.opens())
    first = begin(drawn.start, Minutes(1, FAULT), drawn.face)
    assert drawn.walk.elapsed(drawn.start, first) == timedelta()
    assert drawn.walk.due(first, 1) == first + timedelta(minutes=1)
