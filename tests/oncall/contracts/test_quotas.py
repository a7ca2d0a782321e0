"""Quotas of tickets run in calendar weeks, Monday first, and months (DOMAIN, smartPerform)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from oncall.catalogue.terms import Period, Quota
from oncall.quotas import period, used

BERLIN = ZoneInfo("Europe/Berlin")
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone


@given(per=st.sampled_from(Period), moment=INSTANTS, tickets=st.lists(INSTANTS, max_size=6))
def test_tickets_count_that_are_written_on_the_same_page_of_the_calendar(
    per: Period, moment: datetime, tickets: list[datetime]
) -> None:
    found = used(Quota(2, per), tickets, moment, BERLIN)
    same = [each for each in tickets if page(per, each) == page(per, moment) and each <= moment]
    assert (found.used, found.left) == (len(same), max(0, 2 - len(same)))


@given(per=st.sampled_from(Period), day=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_page_of_the_calendar_begins_where_the_one_before_ends(per: Period, day: date) -> None:
    first, again = period(per, day)
    assert first <= day < again
    assert (first.weekday() == 0) if per is Period.WEEK else (first.day == 1)
    assert period(per, again - timedelta(days=1)) == (first, again)
    assert period(per, again)[0] == again


def test_a_ticket_counts_in_the_week_of_its_local_day() -> None:
    sunday = datetime(2026, 12, 6, 23, 30, tzinfo=UTC)  # Monday in Berlin
    assert used(Quota(1, Period.WEEK), [sunday], sunday + timedelta(hours=1), BERLIN).left == 0


def test_a_ticket_of_the_first_instant_counts_and_one_of_the_last_before_does_not() -> None:
    monday = datetime(2026, 12, 6, 23, tzinfo=UTC)  # 00:00 in Berlin
    tickets = [monday - timedelta(microseconds=1), monday]
    assert used(Quota(4, Period.WEEK), tickets, monday, BERLIN).used == 1


def page(per: Period, moment: datetime) -> tuple[int, ...]:
    local = moment.astimezone(BERLIN)
    return local.isocalendar()[:2] if per is Period.WEEK else (local.year, local.month)
