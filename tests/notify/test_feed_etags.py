"""The same facts are the same octets, in every process and order; other facts are others."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.feeds import as_json, calendar, etag
from tests.notify.one_duty import DUTY, FEED, PUBLISHED, START, only
from tests.notify.random_feeds import TEXTS, entries, feeds

if TYPE_CHECKING:
    from random import Random

    from notify.feeds import Entry, Feed

HOUSE = Path(__file__).parents[2]


def test_a_feed_is_the_same_octets_in_every_process() -> None:
    program = (
        "import sys; from notify.feeds import as_json, calendar;"
        "from tests.notify.one_duty import FEED;"
        "sys.stdout.buffer.write(calendar(FEED) + as_json(FEED))"
    )
    for env in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2"}):
        words = [sys.executable, "-c", program]
        done = subprocess.run(words, cwd=HOUSE, env=env, capture_output=True, check=True)
        assert done.stdout == calendar(FEED) + as_json(FEED)


@given(feeds(), st.randoms())
def test_the_order_of_entries_does_not_matter(feed: Feed, luck: Random) -> None:
    others = replace(feed, entries=tuple(luck.sample(feed.entries, len(feed.entries))))
    assert calendar(others) == calendar(feed)
    assert as_json(others) == as_json(feed)


def test_entries_that_start_together_stand_in_the_order_of_their_uids() -> None:
    two = (DUTY, replace(DUTY, uid="duty-1@oncall.example"))
    for order in (two, two[::-1]):
        written = calendar(replace(FEED, entries=order))
        assert re.findall(rb"UID:(\S+)@", written) == [b"duty-1", b"duty-7"]


@given(entries(), TEXTS)
def test_an_etag_differs_exactly_if_the_content_does(entry: Entry, title: str) -> None:
    one = replace(FEED, entries=(entry,))
    two = replace(FEED, entries=(replace(entry, title=title),))
    for written in (calendar, as_json):
        same = written(one) == written(two)
        assert (etag(written(one)) == etag(written(two))) == same
        assert same == (only(one)["title"] == only(two)["title"])


@pytest.mark.parametrize(
    "change",
    [
        {"start": START - timedelta(seconds=1)},
        {"end": START + timedelta(hours=15)},
        {"text": "anders"},
        {"sequence": 4},
        {"changed_at": PUBLISHED + timedelta(seconds=1)},
        {"cancelled": True},
        {"categories": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_in_an_entry_changes_the_etag(change: dict[str, Any]) -> None:
    changed = replace(FEED, entries=(replace(DUTY, **change),))
    assert etag(calendar(changed)) != etag(calendar(FEED))
    assert etag(as_json(changed)) != etag(as_json(FEED))
