"""How long contracts run (seed 001, «Laufzeit»), by hand and against a second computation."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.catalogue.terms import AfterLatest, Milestone, Term, YearEnd
from oncall.terms import State, current_end, first_end, last_day, possible_notice, state
from tests.oncall.contracts.agreed import bought_by, contract

if TYPE_CHECKING:
    from oncall.contracts import Contract

DAY = timedelta(days=1)
BASIC = bought_by(level="basic").level.term
COMMISSIONING = bought_by(level="inbetriebnahme").level.term
KNOWN = {
    Milestone.PURCHASE: date(2026, 10, 12),
    Milestone.ACCEPTANCE: date(2026, 11, 16),
}


@pytest.mark.parametrize("level", ["basic", "pro"])
def test_seed_001_basic_and_pro_run_to_31_december_of_the_next_year(level: str) -> None:
    term = bought_by(level=level).level.term
    assert first_end(contract(level=level, start=date(2026, 1, 1)), term) == date(2027, 12, 31)
    assert first_end(contract(level=level, start=date(2026, 12, 31)), term) == date(2027, 12, 31)


def test_seed_001_commissioning_ends_8_weeks_after_the_latest_event_that_is_known() -> None:
    some = contract(level="inbetriebnahme", milestones=KNOWN)
    assert last_day(some, COMMISSIONING) == date(2027, 1, 11)
    one = {Milestone.PURCHASE: date(2026, 10, 12)}
    assert last_day(contract(milestones=one), COMMISSIONING) == date(2026, 12, 7)
    assert last_day(contract(milestones={}), COMMISSIONING) is None


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        (date(2026, 7, 1), date(2027, 12, 31)),
        (date(2027, 9, 30), date(2027, 12, 31)),
        (date(2027, 10, 1), date(2028, 12, 31)),
        (date(2028, 9, 30), date(2028, 12, 31)),
        (date(2028, 10, 1), date(2029, 12, 31)),
    ],
)
def test_seed_001_notice_counts_by_its_receipt_3_months_before_the_end(
    received: date, ends: date
) -> None:
    assert last_day(contract(notice_received=received), BASIC) == ends


def test_a_contract_that_nobody_ends_is_renewed_by_12_months() -> None:
    some = contract()
    assert last_day(some, BASIC) is None
    assert current_end(some, BASIC, date(2027, 12, 31)) == date(2027, 12, 31)
    assert current_end(some, BASIC, date(2028, 1, 1)) == date(2028, 12, 31)


def test_until_when_notice_is_possible_is_told_for_the_next_end_that_can_be_reached() -> None:
    some = contract()
    assert possible_notice(some, BASIC, date(2027, 9, 30)) == (
        date(2027, 9, 30),
        date(2027, 12, 31),
    )
    assert possible_notice(some, BASIC, date(2027, 10, 1)) == (
        date(2028, 9, 30),
        date(2028, 12, 31),
    )
    assert possible_notice(contract(milestones=KNOWN), COMMISSIONING, date(2026, 12, 1)) is None


def test_without_a_term_notice_is_possible_at_any_time() -> None:
    some = contract("conference-tv", "gold")
    assert possible_notice(some, None, date(2026, 8, 1)) == (None, date(2026, 8, 1))
    ended = contract("conference-tv", "gold", until=date(2026, 12, 31))
    assert possible_notice(ended, None, date(2026, 8, 1)) is None


def test_a_state_for_every_part_of_a_contracts_life() -> None:
    some = contract(notice_received=date(2026, 8, 1))
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 1), date(2027, 12, 31)]
    expected = [State.NOT_BEGUN, State.RUNNING, State.GIVEN_NOTICE, State.GIVEN_NOTICE]
    assert [state(some, BASIC, day) for day in days] == expected
    assert state(some, BASIC, date(2028, 1, 1)) is State.ENDED


def test_a_notice_that_came_in_later_is_not_known_before() -> None:
    some = contract(notice_received=date(2027, 8, 1))
    assert last_day(some, BASIC, before=date(2027, 8, 1)) is None
    assert last_day(some, BASIC, before=date(2027, 8, 2)) == date(2027, 12, 31)


DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
YEAR_ENDS = st.builds(
    Term,
    st.builds(YearEnd, st.integers(1, 12), st.integers(1, 28), st.integers(1, 2)),
    st.sampled_from([1, 6, 12, 24]),
    st.sampled_from([None, 1, 3, 6]),
)


@given(start=DAYS, received=DAYS, term=YEAR_ENDS)
def test_the_last_day_is_that_of_whoever_walks_from_day_to_day(
    start: date, received: date, term: Term
) -> None:
    some = contract(start=start, notice_received=received)
    assert last_day(some, term) == walked(some, term, received)


@given(start=DAYS, on=DAYS, term=YEAR_ENDS)
def test_the_day_that_is_told_is_the_last_one_that_is_in_time(
    start: date, on: date, term: Term
) -> None:
    notice = possible_notice(contract(start=start), term, on)
    assert notice is not None
    assert notice.by is not None
    assert notice.by >= on
    assert last_day(contract(start=start, notice_received=notice.by), term) == notice.last_day
    later = last_day(contract(start=start, notice_received=notice.by + DAY), term)
    assert later is not None
    assert later > notice.last_day


@given(days=st.lists(DAYS, max_size=3), weeks=st.integers(0, 20))
def test_commissioning_ends_when_the_weeks_after_every_known_event_are_over(
    days: list[date], weeks: int
) -> None:
    events = dict(zip(Milestone, days, strict=False))
    term = Term(AfterLatest(weeks, tuple(Milestone)))
    end = last_day(contract(milestones=events), term)
    assert (end is None) == (not days)
    assert end is None or all(end >= day + weeks * 7 * DAY for day in days)
    assert end is None or any(end == day + weeks * 7 * DAY for day in days)


def walked(some: Contract, term: Term, received: date) -> date:
    """Go from the start on a day at a time; stop at the first end that notice was in time for."""
    assert isinstance(term.end, YearEnd)
    day = some.start
    due = date(some.start.year + term.end.years, term.end.month, term.end.day)
    first, renewals = due + DAY, 0
    while True:
        if day == due:
            after = day + DAY
            back = stepped(after, -(term.notice_months or 0))
            if received < back or (not term.notice_months and received <= day):
                return day
            renewals += 1  # each from the first, or a short month would shorten all that follow
            due = stepped(first, renewals * (term.renewal_months or 0)) - DAY
        day += DAY


def stepped(day: date, months: int) -> date:
    """Go a month at a time on a calendar on the wall."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))
