"""Contacts and products by page: added, changed, removed; a PIN goes in and never comes out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from oncall.pins import opens
from oncall.services import contract_list, contracts
from oncall.store import audit
from tests.web.pages.desks import see, send, text
from tests.web.pages.test_contracts import BOOKED, agreed

if TYPE_CHECKING:
    from oncall.contracts import Contact
    from tests.web.pages.rotas import Firm

__all__ = ["agreed"]

ADA = "/contracts/C1/contacts?name=Ada+Alster"
NEW = "/contracts/C1/contacts"
CARLA = {"name": "Carla Alster", "phones": "+49 171 3920053", "pin": "815000", "trained": "yes"}
CODEC = "/contracts/C2/products?product=Codec&serial=C90"


def contacts(firm: Firm) -> dict[str, Contact]:
    whole = contract_list.whole(firm.database, "C1", now=firm.clock.now())
    return {each.name: each for each in whole.contacts}


def opened_by(who: Contact, pin: str) -> bool:
    return who.pin is not None and opens(pin, who.pin.written)


def test_a_contact_is_added_and_may_call_at_once(agreed: Firm) -> None:
    done = send(agreed, NEW, **CARLA)
    assert done.status_code == 303
    assert "Who may call was changed." in text(agreed, done.location)
    carla = contacts(agreed)["Carla Alster"]
    assert carla.phones == ("+491713920053",)
    assert carla.trained
    assert opened_by(carla, "815000")


def test_a_pin_is_neither_logged_nor_shown_again(agreed: Firm) -> None:
    send(agreed, NEW, **CARLA)
    refused = send(agreed, NEW, **CARLA | {"pin": "246813"})
    with agreed.database.begin() as tx:
        logged = json.dumps([[line["before"], line["after"]] for line in audit.lines(tx)])
    pages = refused.text + text(agreed, ADA) + text(agreed, "/contracts/C1")
    for pin in ("815000", "246813", "471100"):
        assert pin not in logged
        assert pin not in pages
    assert "argon2" not in pages


@pytest.mark.parametrize(
    ("typed", "opens_by"), [("", "471100"), ("246813", "246813"), ("471100", "471100")]
)
def test_a_pin_left_blank_stays_and_another_takes_its_place(
    agreed: Firm, typed: str, opens_by: str
) -> None:
    send(agreed, ADA, phones="+49 171 3920059", pin=typed, trained="yes")
    ada = contacts(agreed)["Ada Alster"]
    assert ada.phones == ("+491713920059",)
    assert opened_by(ada, opens_by)


def test_a_pin_is_taken_away(agreed: Firm) -> None:
    send(agreed, ADA, phones="+49 171 3920051", no_pin="yes", trained="yes")
    assert contacts(agreed)["Ada Alster"].pin is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pin": "12"}, "Das ist keine PIN; schreiben Sie 4 bis 10 Ziffern"),
        ({"name": ""}, "Bitte ausfüllen."),
        ({"name": "ada alster"}, "Das gibt es schon"),
        ({"delegate_of": "Nobody"}, "Alster AG hat keinen anderen Ansprechpartner"),
    ],
)
def test_what_is_wrong_is_told_in_german_and_changes_nothing(
    agreed: Firm, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(agreed, f"{NEW}?lang=de", **CARLA | wrong)
    assert sentence in answer.text
    assert sorted(contacts(agreed)) == ["Ada Alster", "Ben Alster"]


def test_a_fault_of_one_is_not_told_of_who_acts_for_them(agreed: Firm) -> None:
    answer = send(agreed, ADA, phones="0171")
    assert "is no telephone number" in answer.text
    assert "there is no other contact" not in answer.text


def test_whoever_has_left_is_removed(agreed: Firm) -> None:
    done = send(agreed, f"{NEW}?name=Ben+Alster", what="remove")
    assert done.status_code == 303
    assert sorted(contacts(agreed)) == ["Ada Alster"]


def test_whom_somebody_acts_for_is_not_removed(agreed: Firm) -> None:
    answer = send(agreed, ADA, what="remove")
    assert "there is no other contact" in answer.text
    assert "Ada Alster" in contacts(agreed)


def test_who_asked_for_a_booking_stays_on_record(agreed: Firm) -> None:
    assert send(agreed, "/bookings/new", **BOOKED, requested_by="Ada Alster", sure="yes").location
    answer = send(agreed, ADA, what="remove")
    assert "Ada Alster asked for B4 and stays on record" in answer.text
    assert "Ada Alster" in contacts(agreed)


def test_a_name_that_there_is_not_is_no_form(agreed: Firm) -> None:
    assert see(agreed, f"{NEW}?name=Nobody").status_code == 404


def test_a_product_is_added_changed_and_removed(agreed: Firm) -> None:
    fields = {"product": "Codec", "serial": "C91", "contract": "C2"}
    assert send(agreed, "/contracts/C2/products", **fields).status_code == 303
    assert "C91" in text(agreed, "/contracts/C2")
    send(agreed, CODEC, contract="C2", warranty_until="2030-01-31")
    assert "warranty until 31 Jan 2030" in text(agreed, "/contracts/C2")
    assert 'value="2030-01-31"' in text(agreed, CODEC)
    send(agreed, CODEC, what="remove")
    assert "C90" not in text(agreed, "/contracts/C2")


def test_a_contract_whose_id_has_a_slash_has_its_pages(agreed: Firm) -> None:
    row = {"customer": "Elbe KG", "provider": "smartperform", "level": "pro"}
    row |= {"id": "2026/7", "start": "2026-12-10"}
    contracts.add(agreed.database, row, by="petra", now=agreed.clock.now())
    assert "2026/7" in text(agreed, "/contracts/2026/7")
    assert "Add a contact" in text(agreed, "/contracts/2026/7/contacts")


def test_a_form_from_elsewhere_changes_no_contact(agreed: Firm) -> None:
    assert agreed.client.post(NEW, data=CARLA).status_code == 400
    assert "Carla Alster" not in contacts(agreed)
