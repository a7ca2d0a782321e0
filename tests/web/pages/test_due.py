"""«When is it due?» by page: a promise, a report, and the hours counted in between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.pages.desks import see, text

if TYPE_CHECKING:
    from tests.web.pages.rotas import Firm


def asked(provider: str, what: str, at: str, more: str = "") -> str:
    return f"/due?provider={provider}&what={what}&at={at}{more}"


def due(page: str) -> str:
    """What the heading says."""
    found = re.search(r"<time[^>]*>([^<]*)</time>", page)
    assert found
    return found[1]


def bars(page: str, kind: str) -> list[str]:
    return re.findall(rf'class="bar-{kind}"[^>]*><title>([^<]*)</title>', page)


def test_it_says_when_and_draws_the_hours_counted(firm: Firm) -> None:
    page = text(firm, asked("mixvoip", "business+intervention", "2026-12-24T17:30"))
    assert due(page) == "Fri, 25 Dec 2026, 11:30"
    assert bars(page, "counted") == ["counted 17:30–19:00", "counted 07:00–11:30"]
    assert "Counted: 6 h" in page


def test_it_speaks_german(firm: Firm) -> None:
    address = asked("mixvoip", "business+intervention", "2026-12-24T17:30", "&lang=de")
    page = text(firm, address)
    assert due(page) == "Fr., 25. Dez. 2026, 11:30"
    assert bars(page, "open")[0] == "geöffnet 07:00–19:00"
    assert "6 h in den Störungs\u00adbearbeitungs\u00adzeiten" in page


def test_days_without_hours_say_why(firm: Firm) -> None:
    page = text(firm, asked("helpdesk", "maintenance+callback", "2026-05-13T16:30", "&lang=de"))
    assert due(page) == "Mo., 18. Mai 2026, 10:00"
    notes = re.findall(r'class="small">([^<]*)</span></span>', page)
    assert notes == ["Christi Himmelfahrt", "Brückentag", "Geschlossen", "Geschlossen"]


def test_each_site_has_its_own_hours(firm: Firm) -> None:
    woking = asked("helpdesk", "maintenance+callback", "2026-05-13T16:30", "&site=woking")
    assert due(text(firm, woking)) == "Thu, 14 May 2026, 10:00"


def test_of_two_terms_the_earlier_is_marked_and_drawn(firm: Firm) -> None:
    page = text(firm, asked("smartperform", "basic+reaction", "2026-12-23T15:00"))
    assert due(page) == "Tue, 29 Dec 2026, 16:00"
    assert "24 h in support hours: Wed, 30 Dec 2026, 11:00</li>" in page
    assert re.search(r"3 working days: Tue, 29 Dec 2026, 16:00 <span[^>]*>counts</span>", page)
    assert [*re.findall(r"Working day \d of 3", page)] == [
        f"Working day {n} of 3" for n in (1, 2, 3)
    ]


def test_standby_counts_all_time(firm: Firm) -> None:
    page = text(firm, asked("smartperform", "standby+reaction", "2026-12-25T23:50"))
    assert due(page) == "Sat, 26 Dec 2026, 00:05"


def test_without_anything_asked_it_shows_the_first_promise_as_of_now(firm: Firm) -> None:
    page = text(firm, "/due")
    assert 'name="at" value="2026-12-01T10:00"' in page
    assert due(page) == "Tue, 1 Dec 2026, 18:00"


@pytest.mark.parametrize(
    ("typed", "kept", "instant"),
    [
        ("24.12.2026 17:30", "2026-12-24T17:30", "Fri, 25 Dec 2026, 11:30"),
        ("2026-12-24T16:30:15Z", "2026-12-24T17:30:15", "Fri, 25 Dec 2026, 11:30"),
    ],
)
def test_a_time_is_understood_as_elsewhere_and_shown_as_the_field_has_it(
    firm: Firm, typed: str, kept: str, instant: str
) -> None:
    page = text(firm, asked("mixvoip", "business+intervention", typed))
    assert f'name="at" value="{kept}"' in page
    assert due(page) == instant


def test_a_time_that_the_clocks_skip_is_told_and_nothing_is_shown(firm: Firm) -> None:
    answer = see(firm, asked("helpdesk", "maintenance+callback", "2026-03-29T02:30"))
    assert answer.status_code == 400
    assert "write 2026-03-29T03:00 or later" in answer.text
    assert 'name="at" value="2026-03-29T02:30"' in answer.text
    assert "<time" not in answer.text


def test_an_unknown_name_is_told_with_the_nearest_and_the_provider_stays(firm: Firm) -> None:
    answer = see(firm, asked("helpdesk", "maintenanc+callback", "2026-03-29T12:00"))
    assert answer.status_code == 400
    assert "is no level of helpdesk; the nearest is maintenance" in answer.text
    assert '<option value="maintenance callback" selected>' in answer.text


def test_an_unknown_provider_leaves_the_first_one(firm: Firm) -> None:
    answer = see(firm, "/due?provider=nobody")
    assert answer.status_code == 400
    assert '<option value="silber reaction" selected>' in answer.text


def test_a_provider_that_promises_nothing_by_a_time_says_so(firm: Firm) -> None:
    answer = see(firm, "/due?provider=lifesize")
    assert answer.status_code == 400
    assert "lifesize promises nothing by a time; choose another provider" in answer.text
    assert "provider=lifesize" not in re.findall(r'class="pill" href="([^"]*)"', answer.text)


def test_it_answers_this_machine_only(firm: Firm) -> None:
    answer = see(firm, "/due", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert answer.status_code == 403
