"""Contracts are added and ended; bookings come in only where contracts allow them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.services import bookings, contract_list, contracts
from oncall.store import audit, messages, sheets
from oncall.terms import State
from tests.builders import write_folder
from tests.oncall.services.contracted import KEPT, contracted
from tests.oncall.services.firms import BOOKINGS, NOW, published
from tests.oncall.services.test_exporting import cells, exported
from tests.oncall.services.test_importing import brought, refused

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.services.bookings import Changed
    from oncall.services.contract_list import Listed
    from oncall.store.db import Database

NEW = {"customer": "Alster", "team": "video", "windows": "always"}
PERIOD = {"start": "2027-02-01", "end": "2027-02-07"}
PRO = {"customer": "Wey", "provider": "smartperform", "level": "pro", "start": "2026-12-01"}


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    contracted(database, tmp_path / "firm")
    return database


def booked(database: Database, **cells: str) -> Changed:
    return bookings.add(database, {**NEW, **PERIOD, **cells}, by="paula", now=NOW)


def refusal(database: Database, **cells: str) -> str:
    with pytest.raises(BadInput) as bad:
        booked(database, **cells)
    return str(bad.value)


def only(database: Database, id_: str, now: datetime = NOW) -> Listed:
    return contract_list.whole(database, id_, now=now).listed


# contracts


def test_a_contract_is_added_under_the_next_free_id_and_logged(firm: Database) -> None:
    done = contracts.add(firm, PRO, by="paula", now=NOW)
    assert done.bought.contract.id == "C3"
    found = only(firm, "C3")
    assert (found.state, found.ends) == (State.NOT_BEGUN, None)
    assert found.term_ends == date(2027, 12, 31)
    with firm.begin() as tx:
        line = audit.lines(tx)[0]
    assert (line["who"], line["what"], line["subject"]) == ("paula", "add contract", "contract C3")


def test_every_fault_of_a_new_contract_is_told_and_nothing_added(firm: Database) -> None:
    with pytest.raises(BadInput) as bad:
        contracts.add(firm, PRO | {"level": "prro", "start": "x"}, by="paula", now=NOW)
    assert str(bad.value).startswith("contract: start: 'x' is no date or time; write it like")
    with pytest.raises(BadInput, match="'prro' is no level of smartperform; the nearest is pro"):
        contracts.add(firm, PRO | {"level": "prro"}, by="paula", now=NOW)
    assert len(contract_list.listed(firm, now=NOW)) == 2


def test_a_customer_whom_bookings_name_is_known_and_a_new_one_must_be_meant(
    firm: Database,
) -> None:
    contracts.add(firm, PRO | {"customer": "Elbe"}, by="paula", now=NOW)
    with pytest.raises(BadInput, match=r"no customer 'Elb'; the nearest is Elbe\. Say so if"):
        contracts.add(firm, PRO | {"customer": "Elb"}, by="paula", now=NOW)
    done = contracts.add(firm, PRO | {"customer": "Elb"}, by="paula", now=NOW, new_customer=True)
    assert done.bought.contract.customer.id == "Elb"
    with firm.begin() as tx:
        assert {"Elbe", "Elb"} <= sheets.read_facts(tx).customers.keys()


def test_notice_ends_a_contract_with_the_term_it_is_in_time_for(firm: Database) -> None:
    done = contracts.end(firm, "C1", by="paula", now=NOW, received="2026-11-20")
    assert (done.last_day, done.outlasting) == (date(2027, 12, 31), ())
    found = only(firm, "C1")
    assert (found.state, found.notice) == (State.GIVEN_NOTICE, None)


def test_notice_without_a_day_was_received_today_at_the_contracts_site(firm: Database) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    done = contracts.end(firm, "C1", by="paula", now=late)
    assert done.bought.contract.notice_received == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"received": "2026-11-25"}, "2026-11-25 is still to come; name the day"),
        ({"received": "x"}, "'x' is no date or time"),
        ({"last": "2026-11-23"}, "2026-11-23 is over or before C1 begins; name today or a later"),
        ({"last": "2026-12-12"}, "bookings B1: end: from 2026-12-13T00:00 on no contract"),
    ],
)
def test_an_end_that_can_not_be_is_refused(
    firm: Database, words: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        contracts.end(firm, "C1", by="paula", now=NOW, **words)
    assert only(firm, "C1").contract.notice_received is None


def test_a_contract_ends_once(firm: Database) -> None:
    contracts.end(firm, "C1", by="paula", now=NOW)
    with pytest.raises(BadInput, match="C1 ends on 2027-12-31 anyway; a notice changes nothing"):
        contracts.end(firm, "C1", by="paula", now=NOW)
    with pytest.raises(BadInput, match="C1 ends on 2027-12-31 anyway; name an earlier day"):
        contracts.end(firm, "C1", by="paula", now=NOW, last="2028-01-01")
    with pytest.raises(BadInput, match="there is no contract 'C9'; the nearest is C"):
        contracts.end(firm, "C9", by="paula", now=NOW)


def test_an_agreed_last_day_ends_a_contract_without_a_term(firm: Database) -> None:
    done = contracts.end(firm, "C2", by="paula", now=NOW, last="2026-12-31")
    assert done.last_day == date(2026, 12, 31)
    after = datetime(2027, 1, 1, 1, tzinfo=UTC)
    assert only(firm, "C2", after).state is State.ENDED


def test_a_contract_does_not_end_before_it_has_begun(firm: Database) -> None:
    contracts.add(firm, PRO | {"customer": "Wey", "start": "2027-03-01"}, by="paula", now=NOW)
    with pytest.raises(BadInput, match="2027-02-28 is over or before C3 begins"):
        contracts.end(firm, "C3", by="paula", now=NOW, last="2027-02-28")
    assert contracts.end(firm, "C3", by="paula", now=NOW, last="2027-03-01").last_day


# bookings


def test_a_booking_that_was_accepted_outlasts_a_notice_and_is_named(firm: Database) -> None:
    booked(firm, start="2027-12-20", end="2028-01-10")
    done = contracts.end(firm, "C1", by="paula", now=NOW.replace(hour=10))
    assert [each.id for each in done.outlasting] == ["B3"]
    assert contract_list.whole(firm, "C1", now=NOW).outlasting == done.outlasting


def test_a_booking_needs_a_contract_that_allows_standby(firm: Database) -> None:
    assert booked(firm).booking is not None
    said = refusal(firm, customer="Wey", team="voice")
    assert "booking: customer: Wey has helpdesk maintenance, with which standby can't be" in said


def test_a_stranger_can_not_book_where_contracts_are_kept(firm: Database) -> None:
    assert "no customer 'Elbe' with a contract" in refusal(firm, customer="Elbe")
    contracts.add(firm, PRO | {"customer": "Elbe"}, by="paula", now=NOW)
    assert booked(firm, customer="Elbe").booking is not None


def test_a_booking_lies_within_the_contracts_term(firm: Database) -> None:
    contracts.end(firm, "C1", by="paula", now=NOW)
    said = refusal(firm, start="2027-12-20", end="2028-01-10")
    assert "booking: end: from 2028-01-01T00:00 on no contract of Alster allows standby" in said
    assert booked(firm, start="2027-12-20", end="2027-12-31").booking is not None


def test_trained_contacts_may_ask_and_the_booking_says_who(firm: Database) -> None:
    assert "Ben Alster is not trained" in refusal(firm, requested_by="Ben Alster")
    done = booked(firm, requested_by="Ada Alster")
    assert done.booking
    assert done.booking.requested_by == "Ada Alster"


def test_two_weeks_ahead_holds_as_before(firm: Database) -> None:
    said = refusal(firm, start="2026-12-08T09:59", end="2026-12-20")
    assert "at least 14 days after its request" in said


def test_an_extension_beyond_the_contract_is_refused(firm: Database) -> None:
    done = booked(firm, start="2027-12-20", end="2027-12-31")
    contracts.end(firm, "C1", by="paula", now=NOW)
    with pytest.raises(BadInput, match="end: from 2028-01-01T00:00 on no contract"):
        bookings.extend(firm, done.id, "2028-01-02", by="paula", now=NOW)


def test_an_import_refuses_what_contracts_do_not_allow_with_its_line(
    database: Database, tmp_path: Path
) -> None:
    found = refused(database, write_folder(tmp_path, **{**KEPT, "bookings": BOOKINGS}), NOW)
    (sentence,) = found
    assert sentence == (
        "bookings.csv:3: customer: Wey has helpdesk maintenance, with which standby can't be "
        "booked; add a contract that allows it"
    )


def test_contracts_that_leave_a_booking_uncovered_do_not_come_in(
    database: Database, tmp_path: Path
) -> None:
    brought(database, write_folder(tmp_path / "old", bookings=BOOKINGS, people=KEPT["people"]), NOW)
    late = KEPT["contracts"].replace("2026-07-01", "2026-12-10")
    found = refused(database, write_folder(tmp_path / "new", **{**KEPT, "contracts": late}), NOW)
    assert any(line.startswith("bookings.csv:2: start: from 2026-12-07T00:00 on") for line in found)


def test_what_was_exported_comes_in_elsewhere(
    firm: Database, other: Database, tmp_path: Path
) -> None:
    booked(firm, start="2027-12-20", end="2028-01-10", requested_by="Ada Alster")
    contracts.end(firm, "C1", by="paula", now=NOW)
    folder = exported(firm, tmp_path / "out")
    assert not brought(firm, folder, NOW).merge.changes
    brought(other, folder, NOW + timedelta(days=1))
    assert cells(exported(other, tmp_path / "again")) == cells(folder)


# what customers are told


def told(database: Database, kind: str, team: str = "video") -> list[messages.Message]:
    with database.begin() as tx:
        return messages.told(tx, team, kind)


def test_a_known_customer_is_told_what_was_confirmed(firm: Database) -> None:
    done = booked(firm)
    bookings.cancel(firm, done.id, by="paula", now=NOW)
    first, second = told(firm, "booking")
    assert (first.customer, first.person, first.facts["booking"]) == ("Alster", None, done.id)
    assert (first.facts["what"], first.facts["start"]) == ("add booking", "2027-02-01T00:00+01:00")
    assert (second.facts["what"], second.facts["cancelled"]) == ("cancel booking", True)


def test_a_customer_whom_only_bookings_name_is_told_nothing(
    database: Database, tmp_path: Path
) -> None:
    brought(database, write_folder(tmp_path, bookings=BOOKINGS, people=KEPT["people"]), NOW)
    bookings.shorten(database, "B1", "2026-12-10", by="paula", now=NOW)
    assert told(database, "booking") == []


def test_after_publication_a_known_customer_is_told_that_it_is_covered(firm: Database) -> None:
    published(firm)
    (found,) = told(firm, "covered")
    assert (found.customer, found.facts["booking"]) == ("Alster", "B1")
    assert found.facts["until"] == "2026-12-18T22:00+01:00"
    published(firm, "voice")
    assert told(firm, "covered", "voice") == []  # Elbe is in no customers.csv


def test_nobody_is_told_twice_of_the_same(firm: Database) -> None:
    published(firm)
    published(firm)
    assert len(told(firm, "covered")) == 1
