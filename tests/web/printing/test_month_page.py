"""The month as a page: complete in itself, printable, in both languages, without colour."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.web.printing.months import NOW, printed
from web.printing.page import page
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from pathlib import Path


class Rows(HTMLParser):
    """The text of each row of a page's tables, cell by cell, and every element that is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.opened.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def made(folder: Path, language: str = "en", month: int = 12) -> str:
    with outside_pages(language):
        return page(printed(folder, month), language, NOW)


def rows(text: str) -> list[list[str]]:
    parser = Rows()
    parser.feed(text)
    parser.close()
    return parser.rows


def row(text: str, begins: str) -> list[str]:
    return next(cells for cells in rows(text) if cells and cells[0].startswith(begins))


def test_it_needs_nothing_but_itself(tmp_path: Path) -> None:
    text = made(tmp_path)
    assert not re.search(r"(?:https?:)?//|url\(|@import|<script|<link|<img|\bon\w+=", text)


def test_it_is_made_for_paper(tmp_path: Path) -> None:
    text = made(tmp_path)
    assert "@page { size: A4 landscape" in text
    assert "thead { display: table-header-group; }" in text


def test_each_day_says_who_is_on_duty_from_when_to_when(tmp_path: Path) -> None:
    text = made(tmp_path)
    assert row(text, "Mon 7")[1] == "18:00–24:00 Ada <b>Ahlers</b> & Söhne"
    assert row(text, "Tue 8")[1].startswith("00:00–06:00 Ada")
    assert len([cells for cells in rows(text) if re.match(r"[A-Z][a-z]{2} \d", cells[0])]) == 31


def test_a_name_is_never_markup(tmp_path: Path) -> None:
    parser = Rows()
    parser.feed(made(tmp_path))
    assert parser.opened.count("b") == 31 + 1  # a day each, and the heading


def test_a_gap_stands_out_by_a_sign_and_words(tmp_path: Path) -> None:
    assert row(made(tmp_path), "Mon 7")[2] == "! 18:00–24:00 1 missing"
    assert row(made(tmp_path, "de"), "Mo. 7.")[2] == "! 18:00–24:00 1 fehlt"


def test_roles_are_told_apart_by_words_and_type_and_not_by_colour(tmp_path: Path) -> None:
    text = made(tmp_path)
    assert ["Primary", "Backup", "Primary"] in rows(text)
    assert ".primary .who { font-weight: 700; } .backup .who { font-style: italic; }" in text
    colours = [found * (6 // len(found)) for found in re.findall(r"#([0-9a-f]{3,6})\b", text)]
    assert colours
    assert all(colour[0:2] == colour[2:4] == colour[4:6] for colour in colours)  # greys


def test_holidays_are_named_in_the_language_of_the_sheet(tmp_path: Path) -> None:
    assert row(made(tmp_path), "Fri 25")[0] == "Fri 25 Christmas Day"
    assert row(made(tmp_path, "de"), "Fr. 25.")[0] == "Fr. 25. Erster Weihnachtstag"


def test_the_day_on_which_clocks_change_says_so_and_an_hour_that_comes_twice_too(
    tmp_path: Path,
) -> None:
    cells = row(made(tmp_path, month=10), "Sun 25")
    assert cells[0] == "Sun 25 Clocks go back"
    assert cells[1].startswith("02:30–02:30 CET")


def test_what_is_not_published_yet_is_neither_a_gap_nor_free(tmp_path: Path) -> None:
    text = made(tmp_path, month=9)
    assert row(text, "Sun 6")[1:] == ["not published yet"]
    assert row(text, "Mon 7")[1].startswith("19:00–24:00 Ada")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("On call: team video", "December 2026", "Version 3", "24/11/2026", "Standby days")),
        (
            "de",
            ("Rufbereitschaft: Team video", "Dezember 2026", "24.11.26", "Rufbereitschaftstage"),
        ),
    ],
)
def test_it_says_what_it_is_and_as_of_when(
    tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    text = made(tmp_path, language)
    assert f'<html lang="{language}">' in text
    for word in words:
        assert word in text


def test_totals_follow_on_a_page_of_their_own(tmp_path: Path) -> None:
    text = made(tmp_path, "de")
    assert ".totals { break-before: page; }" in text
    assert row(text, "+Ben") == ["+Ben", "woking", "12", "1", "1", "2", "2"]


def test_no_telephone_number_is_on_the_wall(tmp_path: Path) -> None:
    assert "23125" not in made(tmp_path)
