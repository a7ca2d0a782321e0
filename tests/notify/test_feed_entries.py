"""What a calendar cannot show is mended in an entry, what it cannot hold is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from notify.feeds import calendar
from tests.notify.one_duty import DUTY, FEED, START, shown


def test_an_empty_text_is_no_line() -> None:
    bare = replace(FEED, alarm=None, entries=(replace(DUTY, text=" \n\t", categories=("", "\n")),))
    assert b"DESCRIPTION" not in calendar(bare)
    assert b"CATEGORIES" not in calendar(bare)


def test_texts_lose_what_calendars_cannot_show() -> None:
    assert shown(text="a\x00\x07\x1b[1mb\x7f\x9f\ud800\ufeffc")["text"] == "a[1mbc"
    assert shown(text=" a \r\n\t b\rc\u2028d\x85e\x0bf \n")["text"] == "a\nb\nc\nd\ne\nf"
    assert shown(text="a" + " " * 90 + "\tb")["text"] == "a b"
    assert shown(text="👩‍🚒 10 h, ä; \\")["text"] == "👩‍🚒 10 h, ä; \\"


def test_a_title_is_one_line_and_never_empty() -> None:
    assert shown(title="Störung\r\n\n Süd\n")["title"] == "Störung Süd"
    assert shown(title="\x07 \n")["title"] == DUTY.uid


@pytest.mark.parametrize("shift", range(8))
def test_no_fold_tears_an_escape(shift: int) -> None:
    """Not demanded by RFC 5545; but some calendars unescape before they unfold."""
    text = "x" * shift + "," * 50 + "\\" * 50 + "a\n" * 50
    lines = calendar(replace(FEED, entries=(replace(DUTY, text=text),))).split(b"\r\n")
    assert not [line for line in lines if (len(line) - len(line.rstrip(b"\\"))) % 2]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"uid": "a b"}, "uid must match"),
        ({"uid": ""}, "uid must match"),
        ({"end": START}, "ends before it starts"),
        ({"end": START + timedelta(milliseconds=999)}, "within the same second"),
        ({"end": datetime(2026, 12, 25, 7)}, "not in UTC"),  # noqa: DTZ001 - the fault
        ({"start": START.astimezone(timezone(timedelta(hours=1)))}, "not in UTC"),
        ({"sequence": -1}, "count from 0"),
    ],
)
def test_an_entry_that_no_calendar_could_hold_is_refused(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(DUTY, **facts)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"entries": (DUTY, replace(DUTY, sequence=4))}, "the same uid"),
        ({"refresh": timedelta(0)}, "refresh is one or more"),
        ({"alarm": timedelta(milliseconds=1500)}, "alarm is one or more"),
    ],
)
def test_a_feed_that_no_calendar_could_hold_is_refused(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(FEED, **facts)
