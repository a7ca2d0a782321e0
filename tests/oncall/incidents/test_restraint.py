"""A month's budget and permitted countries: what they stop, and what they never do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.carrier.segments import is_gsm, segments
from notify.gsm7 import ALPHABET, parts
from oncall.incidents.notice_words import WORDS
from oncall.incidents.restraint import (
    ALARMS,
    Budget,
    Level,
    Restraint,
    Spent,
    country_of,
    may_stop,
    month_of,
)

counts = st.integers(0, 10_000)
prices = st.decimals("0.01", "1", places=2)
BERLIN, PARIS = "+493023125150", "+33199001234"
NOW = datetime(2026, 12, 7, 18, tzinfo=UTC)
HOME = Restraint(Budget(Decimal(10)), frozenset({"DE", "GB"}))


@given(counts, counts, counts, prices, prices, st.decimals(1, 5000, places=2))
def test_what_is_spent_never_gets_less_by_sending(
    calls: int, texts: int, more: int, call: Decimal, text: Decimal, month: Decimal
) -> None:
    budget = Budget(month, call, text)
    order = list(Level)
    before = budget.level(Spent(calls, texts))
    for after in (Spent(calls + more, texts), Spent(calls, texts + more)):
        assert order.index(budget.level(after)) >= order.index(before)
    used = calls * call + texts * text
    assert (before is Level.SPENT) == (used >= month)
    assert (before is Level.FREE) == (used < month * 8 / 10)


@given(counts, counts)
def test_without_a_budget_nothing_is_ever_spent(calls: int, texts: int) -> None:
    assert Budget().level(Spent(calls, texts)) is Level.FREE


@given(st.sampled_from(sorted(WORDS["en"])), st.sampled_from(list(Level)))
def test_what_is_about_an_incident_is_never_stopped_by_a_budget(kind: str, level: Level) -> None:
    assert not HOME.why_not(BERLIN, level, kind, {"number": "100001"}, NOW)


@pytest.mark.parametrize("kind", sorted(ALARMS))
def test_that_nothing_goes_out_any_more_is_told_all_the_same(kind: str) -> None:
    assert not may_stop(kind, {}, NOW)
    assert kind in WORDS["de"]


@pytest.mark.parametrize("kind", ["test", "proof", "duties", "swap", "unready"])
def test_conveniences_stop_when_the_budget_is_used_up(kind: str) -> None:
    assert HOME.why_not(BERLIN, Level.SPENT, kind, {"way": 1}, NOW) == "budget"
    assert not HOME.why_not(BERLIN, Level.WARNED, kind, {"way": 1}, NOW)


@pytest.mark.parametrize("kind", ["spent", "gap", "illness", "draft"])
def test_that_somebody_is_missing_goes_out_and_has_words_of_its_own(kind: str) -> None:
    assert not HOME.why_not(BERLIN, Level.SPENT, kind, {"person": "ada"}, NOW)
    assert kind in WORDS["en"]


@given(st.integers(-72, 72), st.integers(1, 12), st.sampled_from(["before", "after"]))
def test_duties_of_the_next_day_are_told_and_others_wait(
    begins: int, hours: int, side: str
) -> None:
    start = NOW + timedelta(hours=begins)
    duty = {"start": start.isoformat(), "end": (start + timedelta(hours=hours)).isoformat()}
    stops = HOME.why_not(BERLIN, Level.SPENT, "duties", {"changes": [{side: duty}]}, NOW)
    is_soon = begins < 24 and begins + hours > 0
    assert bool(stops) is not is_soon


def test_only_numbers_of_permitted_countries_are_permitted() -> None:
    assert HOME.permits(BERLIN)
    assert not HOME.permits(PARIS)
    assert Restraint().permits(PARIS)
    assert HOME.why_not(PARIS, Level.FREE, "accepted", {"number": "100001"}, NOW) == "country"
    assert (country_of(PARIS), country_of("no number")) == ("FR", "")


def test_a_number_that_no_list_has_yet_is_of_the_country_of_its_calling_code() -> None:
    assert (country_of("+447700900103"), country_of("+491023456789")) == ("GB", "DE")
    assert country_of("+18765550123") == "JM"  # shares its calling code with others, and is known


def test_a_month_begins_as_carriers_count_it() -> None:
    kiritimati = timezone(timedelta(hours=14))
    assert month_of(datetime(2026, 12, 1, 9, tzinfo=kiritimati)) == datetime(
        2026, 11, 1, tzinfo=UTC
    )
    assert month_of(datetime(2026, 12, 1, tzinfo=UTC)) == datetime(2026, 12, 1, tzinfo=UTC)


@given(st.text(sorted(ALPHABET), max_size=700))
def test_a_text_has_as_many_parts_as_the_practice_carrier_charges(text: str) -> None:
    assert is_gsm(text)
    assert parts(text) == segments(text)
