"""Edits by hand: what they do, and that their quick check sees what the whole one sees."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import assignments
from oncall.checking import check, effect
from oncall.edits import Add, Assign, Clear, Move, Split, TakeOver
from oncall.errors import BadInput
from oncall.folder.read import read_folder
from oncall.localtime import Span
from oncall.people import Role
from oncall.rota import rows_of
from oncall.streams import Weeks
from solver.outcome import Budget
from solver.solve import solve
from tests.builders import write_folder
from tests.oncall.services.firms import PEOPLE
from web.gather import gather

BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-14,always,codec,1,1
B3,Bille,video,2026-11-01,2026-12-09,2026-12-11,Mon-Fri 18:00-22:00,codec,1,0
"""
HOUR = timedelta(hours=1)


@cache
def ground():
    """Return a question, its folder, and a rota with numbers."""
    with TemporaryDirectory() as folder:
        facts = read_folder(write_folder(Path(folder) / "f", people=PEOPLE, bookings=BOOKINGS))
    question = gather(facts, Weeks(date(2026, 12, 7), 7))
    plan = solve(question.problem, Budget(effort=2, workers=1)).plan
    rows = assignments(rows_of(question, plan))
    numbered = tuple(
        type(each)(each.span, each.role, each.person, each.bookings, n)
        for n, each in enumerate(rows, 1)
    )
    return question, facts, numbered


@st.composite
def edits(draw):
    """Draw an edit of a duty: anybody, any hours near it."""
    rows = ground()[2]
    old = draw(st.sampled_from(rows))
    person = draw(st.sampled_from(("ada", "ben", "cem", "dora")))
    first = draw(st.integers(0, old.span.minutes // 60 - 1))
    last = draw(st.integers(first + 1, old.span.minutes // 60))
    part = Span(old.span.start + first * HOUR, old.span.start + last * HOUR)
    cut = old.span.start + max(first, 1) * HOUR
    some = [Assign(old.duty, person), Clear(old.duty), TakeOver(old.duty, person, part)]
    some += [Move(old.duty, part), Add(person, old.role, part)]
    some += [Split(old.duty, cut, person)] if cut < old.span.end else []
    return draw(st.sampled_from(some))


def by_hours(gaps):
    return {
        (gap.role, gap.start + n * HOUR / 2, gap.missing)
        for gap in gaps
        for n in range((gap.end - gap.start) // (HOUR / 2))
    }


@given(st.lists(edits(), min_size=1, max_size=3))
def test_the_quick_check_finds_what_the_whole_check_finds(some):
    question, facts, rows = ground()
    *before, last = some
    for edit in before:
        try:
            rows = edit.apply(rows, question)
        except BadInput:
            continue
    try:
        after = last.apply(rows, question)
    except BadInput:
        return
    quick = effect(question, facts, rows, after)
    old, new = check(question, facts, rows), check(question, facts, after)

    def people(breaches):
        return {b for b in breaches if b.rule != "coverage"}

    assert people(quick.broken) == people(new.breaches) - people(old.breaches)
    assert people(quick.mended) == people(old.breaches) - people(new.breaches)
    assert by_hours(new.gaps) - by_hours(old.gaps) == by_hours(quick.opened) - by_hours(
        quick.closed
    )
    too_many = [sum(b.rule == "coverage" for b in some) for some in (old.breaches, new.breaches)]
    if too_many[0] == 0:
        assert any(b.rule == "coverage" for b in quick.broken) == bool(too_many[1])


@given(edits())
def test_no_number_is_given_twice_by_an_edit(edit):
    question, _, rows = ground()
    try:
        after = edit.apply(rows, question)
    except BadInput:
        return
    numbers = [each.duty for each in after if each.duty]
    assert len(numbers) == len(set(numbers))


@given(edits())
def test_who_takes_over_or_splits_leaves_the_same_minutes_covered(edit):
    question, _, rows = ground()
    if not isinstance(edit, TakeOver | Split | Assign):
        return
    after = edit.apply(rows, question)

    def minutes(some):
        return sorted(
            (e.role, e.span.start + n * HOUR) for e in some for n in range(e.span.minutes // 60)
        )

    assert minutes(after) == minutes(rows)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Assign(999, "ada"), "there is no duty D999 in this rota"),
        (Assign(1, "adda"), "there is nobody 'adda' in the team; the nearest is ada"),
        (Clear(0), "there is no duty D0"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(edit, why):
    question, _, rows = ground()
    with pytest.raises(BadInput, match=why):
        edit.apply(rows, question)


def test_a_duty_stays_within_the_planned_weeks():
    question, _, rows = ground()
    span = Span(rows[0].span.start - HOUR, rows[0].span.end)
    with pytest.raises(BadInput, match=r"the rota is about .*; stay within"):
        Move(rows[0].duty, span).apply(rows, question)
    with pytest.raises(BadInput, match="not after the start"):
        Move(rows[0].duty, Span(span.end, span.end)).apply(rows, question)


def test_a_new_duty_is_for_the_bookings_that_ask_then():
    question, _, rows = ground()
    start = rows[0].span.start
    added = Add("dora", Role.PRIMARY, Span(start, start + HOUR)).apply(rows, question)
    new = next(each for each in added if each not in rows)
    assert (new.bookings, new.duty) == (("B1",), 0)
    with pytest.raises(BadInput, match="there is no booking B9"):
        Add("dora", Role.PRIMARY, Span(start, start + HOUR), ("B9",)).apply(rows, question)
