"""People added and changed by page; whatever is wrong is said at its field."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from oncall.localtime import Span
from oncall.services import staff
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from tests.web.pages.desks import HTML, see, send, text
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from oncall.people import Person
    from tests.web.pages.rotas import Firm

ADA = "/people/ada/particulars"
FIELDS = {
    "name": "Ada Ahlers",
    "team": "video",
    "site": "hamburg",
    "roles": ["primary", "backup"],
    "skills": "codec",
    "languages": "de",
    "email": "ada@firm.example",
    "phone": "030 23125 101",
    "joined": "",
    "left": "",
}


def person(firm: Firm, id_: str = "ada") -> Person:
    return facts(firm.database).people[id_]


def fields(**more: Any) -> dict[str, Any]:
    return {**FIELDS, **more}


def wrong(page: str) -> list[tuple[str, str]]:
    """The fields that are marked, and the first sentence at each."""
    entries = re.findall(r'class="entry is-wrong">(.*?)</(?:div|fieldset)>', page, re.DOTALL)
    return [
        (
            re.search(r'name="(\w+)"', entry)[1],  # type: ignore[index]
            re.search(r'role="alert">(.*?)</span>', entry)[1],  # type: ignore[index]
        )
        for entry in entries
    ]


def test_the_form_holds_what_is_written(firm: Firm) -> None:
    page = text(firm, ADA)
    assert 'value="030 23125 101"' in page
    assert re.search(r'name="team" value="video" checked', page)
    assert not re.search(r'name="team" value="voice" checked', page)


def test_a_change_that_touches_no_rota_is_saved_at_once(firm: Firm) -> None:
    answer = send(firm, ADA, **fields(phone="030 23125 199", roles="primary"))
    assert answer.location == "/people/ada?done=edited"
    assert person(firm).phone == "+493023125199"
    assert person(firm).roles == {"primary"}
    assert "The particulars were saved." in text(firm, answer.location)


def test_what_follows_for_published_duties_is_shown_before_anything_is_saved(firm: Firm) -> None:
    firm.publish(evening(date(2026, 12, 7), "ada"), span=Span(NOW, NOW + timedelta(days=8)))
    shown = send(firm, ADA, **fields(skills=[], more_skills="network"))
    assert "lacks the skill codec" in shown.text
    assert "codec" in person(firm).skills
    assert (
        send(firm, ADA, **fields(more_skills="network", skills=[]), sure="yes").status_code == 303
    )
    assert person(firm).skills == {"network"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "0151-abc"}, "phone"),
        ({"email": "ada at home"}, "email"),
        ({"joined": "2026-12-07", "left": "2026-12-01"}, "left"),
        ({"roles": []}, "roles"),
        ({"languages": ""}, "languages"),
        ({"team": []}, "team"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    firm: Firm, change: dict[str, Any], field: str
) -> None:
    before = person(firm)
    answer = send(firm, ADA, **fields(skills="codec", more_skills="crane", **change), sure="yes")
    assert [name for name, _ in wrong(answer.text)] == [field]
    assert 'value="crane"' in answer.text
    assert person(firm) == before


def test_all_that_is_wrong_is_said_at_once(firm: Firm) -> None:
    answer = send(firm, ADA, **fields(languages="", phone="0151-abc", roles=[]), sure="yes")
    assert {name for name, _ in wrong(answer.text)} == {"languages", "phone", "roles"}
    assert "What follows" not in answer.text


def test_another_name_is_saved_only_if_it_is_the_same_person_s(firm: Firm) -> None:
    refused = send(firm, ADA, **fields(name="Ada Ast"))
    assert "If it is the same person under a new name" in refused.text
    assert "--renamed" not in refused.text
    assert send(firm, ADA, **fields(name="Ada Ast"), renamed="y").status_code == 303
    assert person(firm).name == "Ada Ast"


def test_nobody_leaves_before_a_duty_that_they_held(firm: Firm) -> None:
    firm.publish(evening(date(2026, 12, 1), "ada"), span=Span(NOW, NOW + timedelta(days=8)))
    firm.clock.wind(timedelta(days=2))
    answer = send(firm, ADA, **fields(left="2026-11-30"), sure="yes")
    assert [name for name, _ in wrong(answer.text)] == ["left"]
    assert person(firm).left is None


def test_who_has_left_stays_in_the_list_and_says_so(firm: Firm) -> None:
    send(firm, ADA, **fields(left="2026-12-02"))
    assert "has left" not in text(firm, "/people")
    firm.clock.wind(timedelta(days=2))
    page = text(firm, "/people")
    assert page.index("Cem Celik") < page.index("Ada Ahlers") < page.index("has left")


def test_a_page_of_before_somebody_else_s_change_saves_nothing(firm: Firm) -> None:
    seen = re.search(r'name="seen" value="(\w+)"', text(firm, ADA))
    assert seen
    staff.edit(firm.database, "ada", {"phone": "030 23125 177"}, Act("paul", NOW))
    answer = send(firm, ADA, **fields(email="new@firm.example"), seen=seen[1], sure="yes")
    assert "somebody else has changed Ada Ahlers meanwhile" in answer.text
    assert person(firm).email == "ada@firm.example"


def test_a_person_is_added_with_an_id_made_from_the_name(firm: Firm) -> None:
    answer = send(firm, "/people/new", **fields(name="Ada Ölander", email="", phone=""))
    assert answer.location == "/people/ada-oelander/hours?done=added"
    assert person(firm, "ada-oelander").teams[0].id == "video"


def test_an_id_that_somebody_has_is_refused_at_its_field(firm: Firm) -> None:
    answer = send(firm, "/people/new", **fields(name="Ada Ast", id="ada"))
    assert wrong(answer.text) == [("id", "Somebody has this id already; take another one.")]
    assert person(firm).name == "Ada Ahlers"


@pytest.mark.parametrize("id_", ["eve/2", "Eve Eule", "eve?x#y", "100%", "Ämara !!"])
def test_whoever_has_any_id_has_pages(firm: Firm, id_: str) -> None:
    answer = send(firm, "/people/new", **fields(name="Eve Eule", id=id_, email="", phone=""))
    assert answer.location is not None
    assert "Eve Eule" in text(firm, answer.location)
    for page in ("", "/particulars", "/hours"):
        assert "Eve Eule" in text(firm, f"/people/{quote(id_)}{page}")


@pytest.mark.parametrize("id_", ["..", ".", "eve/", "/eve", "eve/../ada"])
def test_an_id_that_no_address_can_hold_is_refused(firm: Firm, id_: str) -> None:
    answer = send(firm, "/people/new", **fields(name="Eve Eule", id=id_))
    ((field, said),) = wrong(answer.text)
    assert field == "id"
    assert "write another id" in said
    assert id_ not in facts(firm.database).people


def test_faults_are_said_in_german_too(firm: Firm) -> None:
    answer = send(firm, f"{ADA}?lang=de", **fields(phone="0151-abc"))
    assert wrong(answer.text) == [("phone", "Schreiben Sie die Nummer wie +49 151 23456789.")]


def test_a_form_from_elsewhere_changes_nobody(firm: Firm) -> None:
    answer = firm.client.post(ADA, headers=HTML, data={**FIELDS, "name": "Eve", "renamed": "y"})
    assert answer.status_code == 400
    assert person(firm).name == "Ada Ahlers"


def test_nobody_is_changed_who_is_not_there(firm: Firm) -> None:
    assert "the nearest is" in see(firm, "/people/adda/particulars").text
