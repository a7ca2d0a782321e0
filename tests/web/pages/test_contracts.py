"""Contracts by page: what is promised and by whom it may be asked for; added, and ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.services import contract_list
from oncall.services.importing import import_folder
from tests.builders import write_folder
from tests.web.pages.desks import HTML, see, send, text
from tests.web.pages.rotas import BOOKINGS, NOW, PEOPLE, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.terms import State
    from tests.databases import Copies
    from tests.web.pages.rotas import Firm

TABLES = {
    "customers": "id,name,language\nAlster AG,Alster Aktiengesellschaft,de\nElbe KG,,de\n",
    "hotlines": "number,teams,languages\n+49 30 23125 900,video,de;en\n",
    "contracts": """\
id,customer,provider,level,start,options,adapted,ticket_prefix,hotline
C1,Alster AG,smartperform,pro,2026-07-01,third_party_projects,,ALS,+49 30 23125 900
C2,Elbe KG,conference-tv,platin,2026-01-01,telephone_out_of_hours;warranty=36,reaction=30 min,,
""",
    "contacts": """\
customer,name,phones,email,pin,trained,delegate_of
Alster AG,Ada Alster,+49 171 3920051,ada@alster.example,471100,yes,
Alster AG,Ben Alster,+49 171 3920052,,,no,Ada Alster
""",
    "products": """\
customer,product,serial,contract,warranty_until
Elbe KG,Codec,C90,C2,2028-12-31
""",
    "worklog": """\
incident,person,customer,booking,start,end
I1,ada,Alster AG,B1,2026-11-30T19:00,2026-11-30T20:00
I2,ada,Alster AG,B1,2026-12-01T08:30,2026-12-01T09:00
I2,ada,Alster AG,B1,2026-12-01T09:15,2026-12-01T09:30
""",
}
NEW = {"provider": "smartperform", "level": "pro", "customer": "Elbe KG", "start": "2026-12-10"}
BOOKED = {
    "team": "video",
    "customer": "Alster AG",
    "start": "2026-12-16T08:00",
    "end": "2026-12-18T08:00",
    "windows": "always",
    "primary": "1",
    "backup": "0",
    "callout_minutes_per_hour": "6",
}


@pytest.fixture
def agreed(copies: Copies, tmp_path: Path) -> Iterator[Firm]:
    """The firm of the pages, with contracts."""
    with opened(copies, tmp_path) as firm:
        folder = write_folder(tmp_path / "agreed", people=PEOPLE, bookings=BOOKINGS, **TABLES)
        import_folder(firm.database, folder, by="petra", now=NOW)
        yield firm


def state(firm: Firm, id_: str) -> State | None:
    return contract_list.whole(firm.database, id_, now=firm.clock.now()).listed.state


def test_without_contracts_the_list_says_what_that_means(firm: Firm) -> None:
    assert "There are no contracts yet." in text(firm, "/contracts")


def test_the_list_says_where_contracts_stand_and_until_when_notice_is_possible(
    agreed: Firm,
) -> None:
    page = text(agreed, "/contracts")
    assert "Alster Aktiengesellschaft" in page
    assert "renewed after 31 Dec 2027" in page
    assert "until 30 Sept 2027, for the end of 31 Dec 2027" in page
    assert "at any time" in page


def test_a_contract_in_german(agreed: Firm) -> None:
    page = text(agreed, "/contracts/C1?lang=de")
    assert "bis 30.09.2027, zum Ablauf des 31.12.2027" in page
    assert "Was zugesagt ist" in page
    assert "Beginn der Bearbeitung" in page


def test_what_is_promised_is_a_table_of_the_level_with_what_was_chosen(agreed: Firm) -> None:
    page = text(agreed, "/contracts/C2")
    assert "30 min in support hours" in page
    assert "1 h in support hours" not in page
    assert "Adapted" in page
    assert "36 months" in page
    row = page[page.index("Reachable by phone outside business hours") :][:700]
    assert "included" in row
    assert "chosen" in row


def test_excluded_services_are_not_put_before_a_customer(agreed: Firm) -> None:
    send(
        agreed,
        "/contracts/new",
        **NEW | {"provider": "conference-tv", "level": "silber"},
        sure="yes",
    )
    assert "Managed service" not in text(agreed, "/contracts/C3")
    assert "Care and cleaning" in text(agreed, "/contracts/C3")


def test_who_may_call_is_named_but_no_pin_is_shown(agreed: Firm) -> None:
    page = text(agreed, "/contracts/C1")
    assert "Ada Alster" in page
    assert 'href="tel:+491713920051">+49 171 3920051<' in page
    assert "has a PIN" in page
    assert "for Ada Alster" in page
    assert "argon2" not in page
    assert "471100" not in page


def test_the_picture_has_the_term_the_bookings_and_the_last_day_for_notice(agreed: Firm) -> None:
    page = text(agreed, "/contracts/C1")
    assert 'class="bar-term"' in page
    assert page.count('class="bar-booked"') == 2
    assert "last day for notice" in page
    assert "B1" in page


def test_the_quota_counts_the_incidents_of_the_month(agreed: Firm) -> None:
    page = text(agreed, "/contracts/C1")
    assert "7 tickets left" in page
    assert "1 of 8 used since 1 Dec 2026; again on 1 Jan 2027" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Standby booking B3 covers this moment"),
        (
            "channel=chat&at=2026-12-01T10:30",
            "It is reached by telephone, e-mail or remote session.",
        ),
        ("at=2026-06-30T10:30", "The contract begins on 1 Jul 2026."),
        ("at=nonsense&channel=smoke", "Standby booking B3 covers this moment"),
    ],
)
def test_what_the_customer_may_have_is_said_with_its_reason(
    agreed: Firm, query: str, sentence: str
) -> None:
    assert sentence in text(agreed, f"/contracts/C1?{query}")


def test_out_of_hours_it_is_said_when_hours_open_and_what_was_booked(agreed: Firm) -> None:
    page = text(agreed, "/contracts/C2?at=2026-12-01T20:00")
    assert "The special number is answered" in page
    assert "They open again at Wed 2 Dec, 08:00" in page


def test_a_contract_is_added_only_after_what_follows_was_shown(agreed: Firm) -> None:
    shown = send(agreed, "/contracts/new", **NEW)
    assert "The contract runs until somebody ends it." in shown.text
    assert "Standby can be booked." in shown.text
    assert len(contract_list.listed(agreed.database, now=NOW)) == 2
    answer = send(agreed, "/contracts/new", **NEW, sure="yes")
    assert answer.status_code == 303
    assert "The contract was added." in text(agreed, answer.location)


def test_options_and_events_of_a_level_are_offered(agreed: Firm) -> None:
    assert 'value="managed"' in text(agreed, "/contracts/new?provider=conference-tv&level=gold")
    page = text(agreed, "/contracts/new?provider=smartperform&level=inbetriebnahme")
    assert "Acceptance test, if known" in page
    assert 'href="/contracts/new?provider=helpdesk' in text(agreed, "/contracts/new")


def test_how_much_is_agreed_is_asked_for_and_kept(agreed: Firm) -> None:
    page = text(agreed, "/contracts/new?provider=conference-tv&level=platin")
    assert 'name="amount.warranty"' in page
    assert 'name="amount.remote"' not in page
    sold = {"provider": "conference-tv", "level": "platin", "options": "on_site"}
    numbers = {"amount.warranty": "24", "amount.on_site": "3", "amount.care": "2"}
    send(agreed, "/contracts/new", **NEW | sold | numbers, sure="yes")
    page = text(agreed, "/contracts/C3")
    for said in ("24 months", "chosen, 3 visits free", "chosen, 2 times a year"):
        assert said in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"customer": "Waye"}, "Kunde &#39;Waye&#39; ist nicht bekannt"),
        ({"options": "managed"}, "smartperform pro hat keine Leistung"),
        ({"hotline": "+49 30 23125 999"}, "Hotline &#39;+493023125999&#39; gibt es nicht"),
    ],
)
def test_a_refusal_is_german_on_a_german_page(
    agreed: Firm, fields: dict[str, str], sentence: str
) -> None:
    assert sentence in send(agreed, "/contracts/new?lang=de", **NEW | fields, sure="yes").text


def test_an_end_is_refused_in_german(agreed: Firm) -> None:
    late = send(agreed, "/contracts/C1?lang=de", what="notice", day="2027-01-01", sure="yes")
    assert "01.01.2027 liegt in der Zukunft" in late.text
    left = send(agreed, "/contracts/C1?lang=de", what="agreed", day="2026-12-24", sure="yes")
    assert "erlaubt kein Vertrag von Alster AG Rufbereitschaft" in left.text


def test_a_contract_that_leaves_what_was_booked_uncovered_is_refused(agreed: Firm) -> None:
    answer = send(agreed, "/contracts/new", **NEW | {"customer": "Wey & Co."}, sure="yes")
    assert "no contract of Wey &amp; Co. allows standby" in answer.text


def test_what_was_typed_wrong_is_told_and_kept(agreed: Firm) -> None:
    wrong = send(agreed, "/contracts/new", **NEW | {"customer": "Waye"}, sure="yes")
    assert "there is no customer" in wrong.text
    assert 'value="Waye"' in wrong.text
    known = send(
        agreed, "/contracts/new", **NEW | {"customer": "Waye"}, new_customer="yes", sure="yes"
    )
    assert known.status_code == 303


def test_a_notice_shows_what_follows_before_it_is_noted(agreed: Firm) -> None:
    shown = send(agreed, "/contracts/C1", what="notice", day="2026-11-30")
    assert "The contract ends with 31 Dec 2027." in shown.text
    assert state(agreed, "C1") == "running"
    done = send(agreed, "/contracts/C1", what="notice", day="2026-11-30", sure="yes")
    assert done.status_code == 303
    assert "The notice was noted." in text(agreed, done.location)
    assert state(agreed, "C1") == "given notice"


def test_an_end_that_leaves_bookings_without_a_contract_is_refused(agreed: Firm) -> None:
    refused = send(agreed, "/contracts/C1", what="agreed", day="2026-12-24", sure="yes")
    assert "no contract of Alster AG allows standby" in refused.text
    assert state(agreed, "C1") == "running"


def test_a_form_from_elsewhere_changes_nothing(agreed: Firm) -> None:
    fields = {"what": "notice", "day": "2026-11-30", "sure": "yes"}
    answer = agreed.client.post("/contracts/C1", headers=HTML, data=fields)
    assert answer.status_code == 400
    assert state(agreed, "C1") == "running"


def test_only_this_machine_sees_contracts(agreed: Firm) -> None:
    for page in ("/contracts", "/contracts/C1", "/contracts/new"):
        answer = see(agreed, page, environ_base={"REMOTE_ADDR": "203.0.113.9"})
        assert answer.status_code == 403


def test_a_contract_that_there_is_not_is_told_with_the_nearest(agreed: Firm) -> None:
    assert "there is no contract" in see(agreed, "/contracts/C9").text


# bookings


def test_the_form_for_bookings_offers_those_alone_who_may_book(agreed: Firm) -> None:
    page = text(agreed, "/bookings/new?team=video")
    offered = page[page.index('<datalist id="customers">') :].split("</datalist>")[0]
    assert "Alster AG" in offered
    assert "Elbe KG" not in offered
    askers = page[page.index('<datalist id="askers">') :].split("</datalist>")[0]
    assert "Ada Alster" in askers
    assert "Ben Alster" not in askers


def test_a_contract_leads_to_a_booking_of_its_customer(agreed: Firm) -> None:
    assert "/bookings/new?customer=Alster+AG" in text(agreed, "/contracts/C1").replace("%20", "+")
    assert 'value="Alster AG"' in text(agreed, "/bookings/new?customer=Alster+AG")


def test_a_booking_says_who_asked_for_it(agreed: Firm) -> None:
    refused = send(agreed, "/bookings/new", **BOOKED, requested_by="Ben Alster", sure="yes")
    assert "Ben Alster is not trained" in refused.text
    assert send(agreed, "/bookings/new", **BOOKED, requested_by="Ada Alster", sure="yes").location
    assert "Ada Alster" in text(agreed, "/bookings/B4")
    agreed.clock.wind(timedelta(minutes=1))
    assert "asked for by Ada Alster" in text(agreed, "/contracts/C1")


def test_a_customer_without_a_contract_that_allows_it_is_refused(agreed: Firm) -> None:
    answer = send(agreed, "/bookings/new", **BOOKED | {"customer": "Elbe KG"}, sure="yes")
    assert "Elbe KG has conference-tv platin, with which standby" in answer.text
