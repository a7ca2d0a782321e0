"""Cells: the many ways to write one thing, in English and German."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.folder import cells, moments, weekly
from oncall.folder.schema import TABLES
from oncall.hours import WeeklyHours, WeeklyLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.folder.columns import Column

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("cell", "weekdays", "holiday"),
    [
        ("Mon-Fri", "01234", False),
        ("Mo-Fr", "01234", False),
        ("Sat-Mon", "056", False),
        ("So-Di", "016", False),
        ("Sat-Sun,Holiday", "56", True),
        ("Mi, Feiertag", "2", True),
        ("Mon,Wed", "02", False),
        ("mo;mi", "02", False),
        ("Monday–Donnerstag", "0123", False),
        ("Mo. - Fr.", "01234", False),
        ("Holiday", "", True),
        ("Mon-Sun", "0123456", False),
    ],
)
def test_weekdays_in_english_and_german(cell: str, weekdays: str, holiday: bool) -> None:
    assert weekly.days(cell) == weekly.Days(frozenset(map(int, weekdays)), holiday)


def test_lines_of_windows_in_english_and_german() -> None:
    expected = WeeklyHours(
        (
            WeeklyLine(frozenset(range(5)), holiday=False, start=960, end=540),
            WeeklyLine(frozenset({5, 6}), holiday=True, start=0, end=1440),
        )
    )
    assert weekly.windows("Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00") == expected
    assert weekly.windows("Mo-Fr 16:00 – 9:00;Sa-So, Feiertag 00:00-24:00;") == expected


@pytest.mark.parametrize(
    "cell",
    [
        "2026-12-07T18:00",
        "2026-12-07 18:00",
        "2026-12-07T18:00:00",
        "2026-12-07T18:00:00.000",
        "2026-12-07T17:00Z",
        "2026-12-07T12:00-05:00",
        "2026-12-07T22:30+0530",
        "07.12.2026 18:00",
        "7.12.2026, 18:00",
        "07.12.2026T18:00+01",
    ],
)
def test_one_instant_in_many_forms(cell: str) -> None:
    expected = datetime(2026, 12, 7, 17, tzinfo=UTC)
    assert moments.moment(cell).as_start(BERLIN) == expected
    assert moments.moment(cell).as_end(BERLIN) == expected


def test_a_date_alone_starts_and_ends_with_its_day() -> None:
    for cell in ("2026-12-07", "7.12.2026"):
        assert moments.moment(cell).as_start(BERLIN) == datetime(2026, 12, 6, 23, tzinfo=UTC)
        assert moments.moment(cell).as_end(BERLIN) == datetime(2026, 12, 7, 23, tzinfo=UTC)
    late = moments.moment("31.12.2026T24:00")
    assert late.as_start(BERLIN) == late.as_end(BERLIN) == datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("yes", True), ("Ja", True), ("TRUE", True), ("no", False), ("Nein", False), ("false", False)],
)
def test_yes_and_no_in_english_and_german(cell: str, answer: bool) -> None:
    assert cells.yes_no(cell) is answer


def test_decimal_comma_and_point_are_the_same() -> None:
    assert cells.number(0, 100)("12,5") == cells.number(0, 100)("12.5") == Decimal("12.5")
    assert cells.hours("1,5") == 90
    assert cells.whole(0, 9)("3.0") == 3


def test_handover_times_are_sorted() -> None:
    assert moments.handover_times("18:00; 24:00;6:00") == (0, 360, 1080)


def refusal(parse: Callable[[str], object], cell: str) -> str | None:
    """Return the sentence with which a cell is refused; any other error is a failure."""
    try:
        parse(cell.strip())
    except cells.CellError as refused:
        return str(refused)
    return None


@given(st.sampled_from([column for columns in TABLES.values() for column in columns]), st.text())
def test_whatever_is_typed_is_parsed_or_refused_in_a_sentence(column: Column, cell: str) -> None:
    sentence = refusal(column.parse, cell)
    assert sentence is None or ";" in sentence


@given(st.text() | st.from_regex(r"[+0-9 ()/-]{1,20}", fullmatch=True))
def test_whatever_is_typed_as_a_phone_number_is_e164_or_refused(cell: str) -> None:
    def is_e164(text: str) -> None:
        number = cells.telephone(text, "DE")
        assert not number or (number[0] == "+" and number[1:].isdecimal())

    sentence = refusal(is_e164, cell)
    assert sentence is None or "write it like +49 151 23456789" in sentence
