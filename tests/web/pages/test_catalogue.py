"""Service levels by page: what each provider promises, level by level, in both languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from tests.web.pages.desks import see, text

if TYPE_CHECKING:
    from tests.web.pages.rotas import Firm


class Table(HTMLParser):
    """The rows of the table of levels: a title, and the text of each cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = 0
        self.feed(page[page.index("<table") : page.index("</table>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._open += 1

    def handle_endtag(self, tag: str) -> None:
        self._open -= tag in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] = f"{self.rows[-1][-1]} {data}".strip()

    def row(self, title: str) -> list[str]:
        """The cells of the row whose title begins so."""
        return next(cells for head, *cells in self.rows if head.startswith(title))


def table(firm: Firm, provider: str, language: str = "en") -> Table:
    return Table(text(firm, f"/service-levels/{provider}?lang={language}"))


def test_every_provider_is_listed_and_has_its_page(firm: Firm) -> None:
    listed = text(firm, "/service-levels")
    for provider in load().providers:
        assert f'href="/service-levels/{provider.key}"' in listed
        assert f"<h1>{provider.name.said('en')}</h1>" in text(
            firm, f"/service-levels/{provider.key}"
        )


def test_the_list_says_the_first_promise_of_each_level(firm: Firm) -> None:
    listed = text(firm, "/service-levels?lang=en")
    assert "<dt>Silver</dt><dd>8 h in support hours</dd>" in listed
    assert "<dt>Extreme Support</dt><dd>99.9 % available</dd>" in listed
    assert "<dt>Standby</dt><dd>15 min around the clock</dd>" in listed
    assert "<dt>No contract</dt><dd>–</dd>" in listed


def test_other_pages_lead_to_it(firm: Firm) -> None:
    assert 'href="/service-levels?lang=de"' in text(firm, "/people?lang=de")
    assert '<a href="/service-levels?lang=de" aria-current="page">Service-Level</a>' in text(
        firm, "/service-levels?lang=de"
    )


def test_levels_stand_side_by_side_in_the_order_of_the_file(firm: Firm) -> None:
    assert table(firm, "conference-tv", "de").rows[0] == ["", "Silber", "Gold", "Platin"]
    assert table(firm, "conference-tv", "en").rows[0] == ["", "Silver", "Gold", "Platinum"]


@pytest.mark.parametrize(
    ("language", "title", "cells"),
    [
        ("de", "Konfiguration und Inbetriebnahme", ["– nein", "+ optional", "✓ enthalten"]),
        ("en", "Loan system", ["– no", "+ optional", "✓ included"]),
        (
            "en",
            "Managed service Service windows are agreed 48 h ahead",
            ["– no", *["+ optional"] * 2],
        ),
    ],
)
def test_in_which_way_a_level_has_a_service_is_a_sign_and_a_word(
    language: str, title: str, cells: list[str], firm: Firm
) -> None:
    assert table(firm, "conference-tv", language).row(title) == cells


@pytest.mark.parametrize(
    ("provider", "title", "cells"),
    [
        ("smartperform", "Tickets", ["1 a week", "4 a month", "8 a month"]),
        ("smartperform", "Support hours", ["Mon–Fri 09:00–16:00"]),
        ("smartperform", "Support level", [*["3rd level"] * 2, "2nd level, 3rd level and users"]),
        ("smartperform", "User support", ["€ charged", "€ charged", "✓ included"]),
        ("smartperform", "Due", ["–", *["on signing, then on 1 January"] * 2]),
        ("mixvoip", "Fee", ["–", "€58.00 a month", "€262.00 a month", "€318.00 a month"]),
        ("mixvoip", "Engineer", ["€129.00", "€120.00", "€111.00", "€111.00"]),
        ("mixvoip", "Maximum intervention", ["–", *(f"{n} h in fault hours" for n in (24, 12, 6))]),
        ("helpdesk", "By right of", ["a contract or a device in warranty"]),
    ],
)  # fmt: skip
def test_a_row_says_what_each_level_has(
    provider: str, title: str, cells: list[str], firm: Firm
) -> None:
    found = [cell.replace("\u2060", "") for cell in table(firm, provider).row(title)]
    assert found == cells


def test_the_earlier_of_two_times_is_said(firm: Firm) -> None:
    sentence = "24 h in support hours or 3 working days, whichever is earlier"
    assert table(firm, "smartperform").row("Reaction time")[0] == sentence


def test_a_term_is_said_with_renewal_and_notice(firm: Firm) -> None:
    commissioning, basic, pro = table(firm, "smartperform").row("Term")
    assert commissioning.startswith("Up to 8 weeks after purchase, acceptance test or start of")
    assert basic == pro
    assert basic == (
        "To 31 December of the next year. Renewed by 12 months each time. "
        "Notice 3 months before the end"
    )


def test_what_one_provider_is_silent_on_is_no_row(firm: Firm) -> None:
    titles = [row[0] for row in table(firm, "conference-tv").rows]
    assert not {"Term", "Fee", "Tickets", "Fault hours when faults are worked on"} & set(titles)


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        ("smartperform", ("Booked by", "trained partners", "at least 14 days ahead", "started 30")),
        ("lifesize", ("99.9 % of each calendar month (UTC)", "5 min or longer", "planned main")),
        ("helpdesk", ("serial number", "the ticket number", "support manager", "at any time")),
        ("mixvoip", ("15 min", "the first 60 min in full", "Belgium and parts of Germany")),
        ("conference-tv", ("Levels can be adapted", "Expenses and travel included", "Germany")),
    ],
)  # fmt: skip
def test_what_is_promised_beside_the_levels_is_shown(
    provider: str, words: tuple[str, ...], firm: Firm
) -> None:
    page = re.sub(r"<[^>]+>", "", text(firm, f"/service-levels/{provider}?lang=en"))
    assert [word for word in words if word not in page] == []


def test_sites_say_whose_time_and_holidays_hold(firm: Firm) -> None:
    page = text(firm, "/service-levels/helpdesk?lang=en")
    assert "time of Europe/London, public holidays of United Kingdom (ENG), bridge days" in page
    assert "public holidays" not in text(firm, "/service-levels/lifesize?lang=en")


def test_an_unknown_provider_is_not_found_and_the_nearest_is_named(firm: Firm) -> None:
    answer = see(firm, "/service-levels/mixwoip")
    assert answer.status_code == 404
    assert "the nearest is mixvoip" in answer.text


def test_the_catalogue_answers_only_this_machine(firm: Firm) -> None:
    answer = see(firm, "/service-levels", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert answer.status_code == 403
