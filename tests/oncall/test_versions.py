"""Versions: which duty is which, what a version changes, and that nothing around it moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import UNNUMBERED, Assignment
from oncall.localtime import Span
from oncall.people import Role
from oncall.versions import changes, past_of, recognised, spliced

EPOCH = datetime(2026, 12, 7, tzinfo=UTC)
HOURS = 60


def hour(n):
    return EPOCH + timedelta(hours=n)


@st.composite
def rotas(draw, first=0, last=HOURS, numbered=True):
    """Draw a rota in which nobody has two duties at once."""
    found = []
    for person in ("ada", "ben", "cem"):
        points = sorted(draw(st.sets(st.integers(first, last), max_size=8)))
        for start, end in zip(points[::2], points[1::2], strict=False):
            role = draw(st.sampled_from((Role.PRIMARY, Role.BACKUP)))
            bookings = draw(st.sampled_from((("B1",), ("B1", "B2"))))
            found.append(Assignment(Span(hour(start), hour(end)), role, person, bookings))
    if numbered:
        found = [
            Assignment(e.span, e.role, e.person, e.bookings, n) for n, e in enumerate(found, 1)
        ]
    return tuple(sorted(found))


def minutes(rota):
    """Return who has which role for what in each hour."""
    return {
        (at, each.person, each.role, each.bookings)
        for each in rota
        for at in range(HOURS)
        if each.span.start <= hour(at) < each.span.end
    }


@st.composite
def splices(draw):
    start = draw(st.integers(0, HOURS - 1))
    end = draw(st.integers(start + 1, HOURS))
    planned = Span(hour(start), hour(end))
    return draw(rotas()), planned, draw(rotas(start, end, numbered=False))


@given(splices())
def test_within_a_stretch_stands_what_was_put_there_and_around_it_all_is_as_before(drawn):
    before, planned, rows = drawn
    after = minutes(spliced(before, planned, rows))
    inside = {m for m in after if planned.start <= hour(m[0]) < planned.end}
    assert inside == minutes(rows)
    assert after - inside == {
        m for m in minutes(before) if not planned.start <= hour(m[0]) < planned.end
    }


@given(splices())
def test_no_number_is_there_twice(drawn):
    numbers = [e.duty for e in spliced(*drawn) if e.duty != UNNUMBERED]
    assert len(numbers) == len(set(numbers))


@given(splices())
def test_what_is_over_stays_when_only_what_comes_is_put_in(drawn):
    before, planned, rows = drawn
    after = spliced(before, planned, rows)
    assert past_of(before, planned.start) == past_of(after, planned.start)


@given(rotas(), st.integers(0, HOURS))
def test_putting_in_what_is_there_already_changes_nothing(before, cut):
    planned = Span(hour(cut), hour(HOURS + 1))
    inside = ((e, e.span.clip(planned)) for e in before)
    rows = tuple(Assignment(s, e.role, e.person, e.bookings) for e, s in inside if s)
    assert changes(before, spliced(before, planned, rows)) == ()


@given(rotas(), rotas(numbered=False))
def test_only_numbers_differ_after_recognising(before, rows):
    found = recognised(before, rows)
    assert [e.duty for e in rows] == [UNNUMBERED] * len(rows)
    assert {(e.span, e.role, e.person) for e in found} == {(e.span, e.role, e.person) for e in rows}
    known = {e.duty for e in before}
    assert {e.duty for e in found if e.duty} <= known


@given(rotas(), rotas(numbered=False))
def test_a_duty_that_is_unchanged_keeps_its_number(before, rows):
    number = {(e.span, e.role, e.person): e.duty for e in before}
    for each in recognised(before, rows):
        key = (each.span, each.role, each.person)
        assert each.duty == number.get(key, each.duty)


@given(rotas(), rotas())
def test_changes_lead_from_one_rota_to_the_next(before, after):
    now = {e.duty: e for e in before}
    for change in changes(before, after):
        if change.after:
            now[change.after.duty] = change.after
        else:
            del now[change.now_or_before.duty]
    assert tuple(sorted(now.values())) == after


def one(person, start, end, number=UNNUMBERED, bookings=("B1",)):
    return Assignment(Span(hour(start), hour(end)), Role.PRIMARY, person, bookings, number)


def test_a_number_stays_when_the_person_changes():
    assert recognised([one("ada", 0, 8, 1)], [one("ben", 0, 8)])[0].duty == 1


def test_a_number_stays_when_the_time_changes():
    assert recognised([one("ada", 0, 8, 1)], [one("ada", 2, 8)])[0].duty == 1


def test_a_duty_at_quite_another_time_is_another_duty():
    assert recognised([one("ada", 0, 8, 1)], [one("ada", 10, 18)])[0].duty == UNNUMBERED


def test_a_running_duty_that_goes_on_is_one_duty():
    after = spliced([one("ada", 0, 8, 1)], Span(hour(4), hour(20)), [one("ada", 4, 8)])
    assert after == (one("ada", 0, 8, 1),)


def test_what_is_left_of_a_running_duty_keeps_its_number():
    after = spliced([one("ada", 0, 8, 1)], Span(hour(4), hour(20)), [one("ben", 4, 8)])
    assert after == (one("ada", 0, 4, 1), one("ben", 4, 8))
