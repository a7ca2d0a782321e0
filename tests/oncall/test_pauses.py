"""A paused clock stands still, and what it missed is made up for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oncall.clocks import due, due_term, elapsed, working_days
from oncall.localtime import Span
from oncall.promises import Event, Minutes, Promise, WorkingDays
from tests.oncall.clock_faces import ELAPSED, OFFICE, SUPPORT, face, local

START = local("2026-11-24T10:00")
CLOCK = face(OFFICE)


def paused(*texts: str) -> tuple[Span, ...]:
    pairs = (text.split("/") for text in texts)
    return tuple(Span(local(start), local(end)) for start, end in pairs)


@pytest.mark.parametrize(
    ("claim", "pauses", "instant"),
    [
        ("in the middle", ("2026-11-24T11:00/2026-11-24T12:00",), "2026-11-24T13:00"),
        ("from before the report", ("2026-11-23T10:00/2026-11-24T12:00",), "2026-11-24T14:00"),
        ("outside the hours", ("2026-11-24T18:00/2026-11-25T08:00",), "2026-11-24T12:00"),
        ("over a night", ("2026-11-24T11:00/2026-11-25T09:00",), "2026-11-25T10:00"),
        ("once all has run", ("2026-11-24T12:00/2026-11-24T13:00",), "2026-11-24T12:00"),
        ("of no length", ("2026-11-24T11:00/2026-11-24T11:00",), "2026-11-24T12:00"),
        (
            "two that overlap, the later first",
            ("2026-11-24T11:30/2026-11-24T13:00", "2026-11-24T11:00/2026-11-24T12:00"),
            "2026-11-24T14:00",
        ),
    ],
)
def test_paused_minutes_do_not_count(claim: str, pauses: tuple[str, ...], instant: str) -> None:
    found = due_term(START, Minutes(120, SUPPORT), CLOCK, paused(*pauses))
    assert found == local(instant), claim
    run = elapsed(START, found, SUPPORT, CLOCK, paused(*pauses))
    assert run == timedelta(minutes=120)


@pytest.mark.parametrize(
    ("claim", "pauses", "instant"),
    [
        ("on the day of the report", "2026-11-24T11:00/2026-11-25T07:00", "2026-11-26T18:00"),
        ("for two hours", "2026-11-25T11:00/2026-11-25T13:00", "2026-11-27T10:00"),
        ("over the close", "2026-11-26T17:00/2026-11-27T09:00", "2026-11-27T10:00"),
        ("for a whole day", "2026-11-25T00:00/2026-11-26T00:00", "2026-11-27T18:00"),
    ],
)
def test_paused_hours_of_working_days_are_made_up_for(
    claim: str, pauses: str, instant: str
) -> None:
    spans = paused(pauses)
    found = due_term(START, WorkingDays(2, SUPPORT), CLOCK, spans)
    assert found == local(instant), claim
    assert working_days(START, found, SUPPORT, CLOCK, spans) == 2
    before = found - timedelta(minutes=1)
    assert working_days(START, before, SUPPORT, CLOCK, spans) == 1


def test_a_promise_of_two_clocks_pauses_both() -> None:
    both = Promise("reaction", Event.START, (Minutes(60, SUPPORT), Minutes(90, ELAPSED)))
    spans = paused("2026-11-24T10:30/2026-11-24T17:45")
    assert due(START, both, CLOCK, spans) == local("2026-11-24T18:45")
