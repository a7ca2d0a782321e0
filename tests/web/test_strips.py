"""The picture of a promise: all of it is drawn, on its day, and said as well."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.catalogue.places import Place
from oncall.catalogue.words import Name, Words
from oncall.clocks import Face, NeverDue
from oncall.folder.weekly import weekly_hours
from oncall.hours import Calendar, WeeklyHours
from oncall.hours_counted import hours_counted
from oncall.localtime import Span
from oncall.promises import Counting, Minutes, WorkingDays
from tests.oncall.random_clocks import FAULT, Drawn, clocks
from web.desk.promise_words import length_words, term_words
from web.desk.strips import MOST, strips
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from web.desk.strips import Strip

BERLIN = ZoneInfo("Europe/Berlin")
HAMBURG = Calendar("DE", "HH", bridge_days=False)
NAME = Name("hamburg", Words("Hamburg", "Hamburg"))
SUPPORT, ELAPSED = Counting.SUPPORT, Counting.ELAPSED
OFFICE = Face(BERLIN, HAMBURG, weekly_hours("Mon-Fri 08:00-18:00"), WeeklyHours())


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def drawn_of(start: str, term: Minutes | WorkingDays, *pauses: Span) -> tuple[Strip, ...]:
    found = hours_counted(local(start), term, OFFICE, pauses)
    with outside_pages("en"):
        return strips(found, Place(NAME, BERLIN, HAMBURG), "en")


@given(clocks(), st.integers(1, 3000), st.booleans())
@settings(deadline=None, max_examples=30)
def test_everything_lies_in_its_day_and_what_is_counted_is_as_long_as_it_is(
    drawn: Drawn, amount: int, in_days: bool
) -> None:
    term = WorkingDays(1 + amount % 5, FAULT) if in_days else Minutes(amount, FAULT)
    try:
        found = hours_counted(drawn.start, term, drawn.face, drawn.pauses)
    except NeverDue:
        assert not drawn.opens()
        return
    with outside_pages("en"):
        made = strips(found, Place(NAME, drawn.face.zone, drawn.face.calendar), "en")
    assert sum(strip.left_out for strip in made) == len(found.days) - len(made)
    assert [mark.kind for strip in made for mark in strip.marks] == ["start", "due"]
    bars = [bar for strip in made for bar in strip.bars]
    assert all(bar.x >= 0 and bar.width >= 0 and bar.x + bar.width <= 100.01 for bar in bars)
    if not any(strip.left_out for strip in made):
        shown = sum(
            bar.width / 100 * ((day.whole.end - day.whole.start) / timedelta(minutes=1))
            for strip, day in zip(made, found.days, strict=True)
            for bar in strip.bars
            if bar.kind == "counted"
        )
        assert shown == pytest.approx(found.run / timedelta(minutes=1), abs=len(bars) + 1)


def test_a_strip_says_in_words_what_it_shows() -> None:
    (strip,) = drawn_of("2026-11-24T10:00", Minutes(90, SUPPORT))
    assert strip.said == "open hours 08:00–18:00; counted 10:00–11:30"
    assert strip.length == "1 h 30 min"
    assert [(mark.kind, mark.text) for mark in strip.marks] == [
        ("start", "reported 10:00"),
        ("due", "due 11:30"),
    ]
    assert strip.marks[0].x == pytest.approx(100 * 10 / 24, abs=0.01)


def test_what_is_due_at_midnight_is_due_at_the_end_of_its_day() -> None:
    (strip,) = drawn_of("2026-11-24T22:00", Minutes(120, ELAPSED))
    assert (strip.marks[1].x, strip.marks[1].text) == (100, "due 24:00")


def test_a_pause_is_drawn_where_it_takes_hours() -> None:
    pause = Span(local("2026-11-24T10:30"), local("2026-11-24T11:00"))
    (strip,) = drawn_of("2026-11-24T10:00", Minutes(60, SUPPORT), pause)
    assert [bar.title for bar in strip.bars if bar.kind == "paused"] == ["paused 10:30–11:00"]
    assert strip.marks[1].text == "due 11:30"


def test_days_are_told_apart_by_why_they_have_no_hours_and_by_their_number() -> None:
    made = drawn_of("2026-12-24T10:00", WorkingDays(1, SUPPORT))
    assert [strip.notes for strip in made] == [
        ("The day of the report never counts",),
        ("Christmas Day",),
        ("Second Day of Christmas",),
        ("Closed",),
        ("Working day 1 of 1",),
    ]
    assert made[1].said == "Closed"


def test_days_on_which_the_clocks_change_say_so() -> None:
    made = drawn_of("2026-03-28T12:00", Minutes(24 * 60, ELAPSED))
    assert [strip.notes for strip in made] == [(), ("Clocks go forward",)]
    made = drawn_of("2026-10-24T12:00", Minutes(24 * 60, ELAPSED))
    assert [strip.notes for strip in made] == [(), ("Clocks go back",)]


def test_of_many_days_those_in_the_middle_are_left_out_and_counted() -> None:
    made = drawn_of("2026-01-05T10:00", WorkingDays(60, SUPPORT))
    assert len(made) == MOST
    assert [strip.left_out for strip in made if strip.left_out] == [85 - MOST]
    assert made[-1].notes == ("Working day 60 of 60",)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 min"), (60, "1 min"), (7200, "2 h"), (5430, "1 h 30 min 30 s")]
)
def test_a_length_is_said_without_what_is_nothing(seconds: int, said: str) -> None:
    assert length_words(timedelta(seconds=seconds)) == said


def test_an_amount_says_in_what_it_is_counted() -> None:
    terms = (
        Minutes(480, SUPPORT),
        Minutes(180, FAULT),
        Minutes(15, ELAPSED),
        WorkingDays(1, FAULT),
    )
    with outside_pages("de"):
        assert [term_words(term) for term in terms] == [
            "8 h in den Supportzeiten",
            "3 h in den Störungs\u00adbearbeitungs\u00adzeiten",
            "15 min rund um die Uhr",
            "1 Arbeitstag",
        ]
