"""Which bookings a customer's contracts allow; every refusal is a sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from oncall.accepting import Asked, not_asked, stranger, uncovered
from oncall.catalogue.terms import Milestone
from oncall.folder.facts import Folder
from oncall.localtime import Span
from tests.oncall.contracts.agreed import ALSTER, LEVELS, booking, contact, contract, utc

if TYPE_CHECKING:
    from oncall.bookings import Booking
    from oncall.contracts import Contract
    from oncall.identity import Refusal

NOW = utc("2026-11-24T09:00")
ASKED = booking("2026-12-07T00:00", "2026-12-20T00:00")
PEOPLE = (contact("Ada", trained=True), contact("Ben", trained=False))


def folder(*contracts: Contract) -> Folder:
    found = {each.id: each for each in contracts}
    return Folder({}, {}, {}, {}, customers={"Alster": ALSTER}, contracts=found, contacts=PEOPLE)


def refused(booked: Booking, *contracts: Contract, before: Booking | None = None) -> list[Refusal]:
    found = folder(*contracts)
    asked = Asked(before, booked, now=before is not None)
    return [*uncovered(asked, found, LEVELS, NOW), *not_asked(asked, found)]


def sentence(booked: Booking, *contracts: Contract, before: Booking | None = None) -> str:
    (found,) = refused(booked, *contracts, before=before)
    return ": ".join(found)


def test_a_contract_that_allows_standby_covers_a_booking_within_its_term() -> None:
    assert refused(ASKED, contract()) == []


def test_one_of_several_contracts_is_enough() -> None:
    assert refused(ASKED, contract("helpdesk", "maintenance"), contract(id="C2")) == []


def test_contracts_that_follow_each_other_cover_a_booking_together() -> None:
    first = contract(until=date(2026, 12, 10))
    assert refused(ASKED, first, contract(id="C2", start=date(2026, 12, 11))) == []
    said = sentence(ASKED, first, contract(id="C2", start=date(2026, 12, 12)))
    assert said == (
        "end: from 2026-12-11T00:00 on no contract of Alster allows standby; those that do run "
        "from 2026-07-01T00:00 to 2026-12-11T00:00 and from 2026-12-12T00:00. Keep the "
        "booking within that, or add a contract first"
    )


def test_a_level_without_standby_is_told_with_its_name() -> None:
    assert sentence(ASKED, contract("helpdesk", "maintenance")) == (
        "customer: Alster has helpdesk maintenance, with which standby can't be booked; add a "
        "contract that allows it"
    )


def test_a_level_that_the_catalogue_has_lost_allows_nothing() -> None:
    assert "no contract of a known level" in sentence(ASKED, contract("nobody", "gold"))


def test_a_booking_before_the_contract_begins_is_refused_at_its_start() -> None:
    said = sentence(ASKED, contract(start=date(2026, 12, 8)))
    assert said.startswith("start: from 2026-12-07T01:00 on no contract")


def test_commissioning_ends_8_weeks_after_what_is_known_and_with_it_standby() -> None:
    known = {Milestone.PURCHASE: date(2026, 10, 12)}
    said = sentence(ASKED, contract(level="inbetriebnahme", milestones=known))
    assert "to 2026-12-08T00:00" in said


def test_a_customer_without_any_contract_is_not_refused_here() -> None:
    assert refused(ASKED) == []


def test_what_is_over_needs_no_contract() -> None:
    old = booking("2026-06-01T00:00", "2026-07-10T00:00")
    assert refused(old, contract(start=date(2026, 7, 20))) == []


def test_what_was_accepted_before_notice_came_in_stays_accepted() -> None:
    next_year = booking("2027-12-20T00:00", "2028-01-10T00:00")
    ended = contract(notice_received=date(2026, 11, 1))
    assert refused(next_year, ended) == []
    assert refused(next_year, contract(notice_received=date(2026, 10, 31))) != []


def test_an_extension_is_asked_for_now_and_only_what_it_adds_is_looked_at() -> None:
    before = booking("2027-12-20T00:00", "2028-01-10T00:00")
    longer = booking("2027-12-20T00:00", "2028-01-11T00:00")
    ended = contract(notice_received=date(2026, 11, 2))
    assert refused(before, ended, before=before) == []
    assert sentence(longer, ended, before=before).startswith("end: from 2028-01-10T01:00 on")


def test_trained_contacts_and_the_planner_may_ask() -> None:
    assert refused(ASKED, contract()) == []
    assert refused(booking("2026-12-07", "2026-12-20", requested_by="Ada"), contract()) == []


def test_whoever_is_not_trained_is_refused_with_those_who_are() -> None:
    said = sentence(booking("2026-12-07", "2026-12-20", requested_by="Ben"), contract())
    assert said == (
        "requested_by: Ben is not trained, and standby is booked by trained contacts; Ada may"
    )


def test_somebody_who_is_no_contact_is_refused_with_the_nearest() -> None:
    said = sentence(booking("2026-12-07", "2026-12-20", requested_by="Adda"))
    assert said == "requested_by: Alster has no contact 'Adda'; the nearest is Ada"


def test_a_stranger_is_refused_only_where_contracts_are_kept() -> None:
    assert stranger("Elbe", folder()) is None
    assert stranger("Alster", folder(contract())) is None
    found = stranger("Alstr", folder(contract()))
    assert found is not None
    assert found.message == ("there is no customer 'Alstr' with a contract; the nearest is Alster")


@given(
    begins=st.integers(0, 60),
    days=st.integers(1, 30),
    terms=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=3),
)
def test_a_booking_is_accepted_when_each_of_its_days_lies_in_some_term(
    begins: int, days: int, terms: list[tuple[int, int]]
) -> None:
    first = date(2026, 12, 1)
    # 23:00 UTC is midnight at the site.
    start = utc("2026-11-30T23:00") + timedelta(days=begins)
    asked = booking("2026-12-01", "2026-12-02", span=Span(start, start + timedelta(days=days)))
    some = [
        contract(
            id=f"C{n}",
            start=first + timedelta(days=from_),
            until=first + timedelta(days=from_ + length),
        )
        for n, (from_, length) in enumerate(terms)
    ]
    covered = {from_ + k for from_, length in terms for k in range(length + 1)}
    allowed = not terms or {*range(begins, begins + days)} <= covered
    assert (refused(asked, *some) == []) == allowed
