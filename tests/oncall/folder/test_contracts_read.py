"""Tables of contracts, as spreadsheets write them, become the same facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from oncall.catalogue.terms import Milestone
from oncall.contracts import Adapted, Customer, Option
from oncall.errors import BadInput
from oncall.folder.read import read_folder
from oncall.pins import Pin
from tests.builders import write_folder
from tests.oncall.folder.bad_contracts import AGREED, SINGLE

if TYPE_CHECKING:
    from pathlib import Path

FULL = (
    "id,customer,provider,level,site,start,until,purchase,acceptance,operation,notice_received,"
    "options,adapted,pauses,ticket_prefix,hotline\n"
    "C1,Alster,Conference-TV,Platinum,hamburg,01.07.2026,2030-12-31,2026-06-01,none,,2026-08-02,"
    "managed; warranty = 36,reaction=30 MIN,no,ALS,+49 30 23125-900\n"
)


def test_columns_that_are_left_out_take_their_defaults(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, **AGREED))
    found = folder.contracts["C1"]
    assert folder.customers["Wey"] == Customer("Wey", "Wey", "en")
    assert (found.site, found.until, found.milestones, found.notice_received) == (
        None,
        None,
        {},
        None,
    )
    assert (found.options, found.adapted, found.pauses, found.ticket_prefix) == ((), (), False, "")
    assert folder.contracts["C2"].start == date(2026, 1, 1)
    ada, ben = folder.contacts
    assert (ada.trained, ada.pin, ada.delegate_of) == (True, Pin("4711"), None)
    assert (ben.trained, ben.pin, ben.phones) == (False, None, ())


def test_a_hotline_leads_to_its_teams_and_languages(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, **AGREED))
    found = folder.contracts["C1"].hotline
    assert found is not None
    assert found.number == "+493023125900"
    assert [team.id for team in found.teams] == ["video"]
    assert found.languages == ("de", "en")


def test_all_that_a_contract_may_say_is_read(tmp_path: Path) -> None:
    tables = {**AGREED, "contracts": FULL, "products": None}
    found = read_folder(write_folder(tmp_path, **tables)).contracts["C1"]
    assert (found.start, found.until) == (date(2026, 7, 1), date(2030, 12, 31))
    assert found.milestones == {Milestone.PURCHASE: date(2026, 6, 1)}
    assert found.options == (Option("managed", None), Option("warranty", 36))
    assert found.adapted == (Adapted("reaction", 30),)
    assert (found.ticket_prefix, found.notice_received) == ("ALS", date(2026, 8, 2))


def test_a_folder_without_contracts_is_as_it_was(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path))
    assert (folder.customers, folder.contracts, folder.contacts, folder.products) == (
        {},
        {},
        (),
        (),
    )
    assert folder.bookings["B1"].requested_by == ""


def test_who_asked_for_a_booking_is_read(tmp_path: Path) -> None:
    rows = (
        "id,customer,team,requested_at,start,end,windows,requested_by\n"
        "B1,Alster,video,2026-11-01,2026-12-07,2026-12-20,always,Ada\n"
    )
    assert read_folder(write_folder(tmp_path, bookings=rows)).bookings["B1"].requested_by == "Ada"


@pytest.mark.parametrize(("table", "content", "sentence"), SINGLE)
def test_a_fault_names_file_line_column_and_cure(
    tmp_path: Path, table: str, content: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_folder(write_folder(tmp_path, **{**AGREED, table: content}))
    found = [str(fault) for fault in refused.value.faults]
    assert [fault.startswith(sentence) for fault in found] == [True], found


def test_a_pin_stands_in_no_fault_and_in_no_text_of_a_contact(tmp_path: Path) -> None:
    contacts = "customer,name,pin\nAlster,Ada,98 765\n"
    with pytest.raises(BadInput) as refused:
        read_folder(write_folder(tmp_path / "bad", **{**AGREED, "contacts": contacts}))
    assert "765" not in str(refused.value)
    folder = read_folder(write_folder(tmp_path / "good", **AGREED))
    assert "4711" not in repr(folder)
