"""Calendars of all makers read a feed alike: four parsers, and the letter of RFC 5545."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from notify.feeds import Feed, as_json, calendar
from notify.plain_text import several_lines
from tests.notify.ical_js import IcalJs, ical_js
from tests.notify.random_feeds import TEXTS, feeds
from tests.notify.readers import Seen, by_ical_js, by_icalendar, by_ics, by_vobject
from tests.notify.rfc5545 import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

# ics unescapes by one replacement after the other, and in the file's `C:\\neu` finds a `\n`. So
# its texts have no n or r after a backslash; backslashes before all else it reads.
FOR_ICS = TEXTS.map(lambda text: re.sub(r"(?<=\\)(?=[nNrR])", "-", several_lines(text)))


@pytest.fixture(scope="module")
def process() -> Iterator[IcalJs]:
    with ical_js() as running:
        yield running


def said(feed: Feed) -> list[Seen]:
    """What the feed says according to its JSON."""
    events = json.loads(as_json(feed))["events"]
    return [Seen(**{name: event[name] for name in Seen._fields}) for event in events]


@given(feed=feeds())
def test_a_feed_keeps_the_musts_of_rfc_5545(feed: Feed) -> None:
    assert faults(calendar(feed)) == []


@given(feed=feeds())
def test_icalendar_reads_what_the_json_says(feed: Feed) -> None:
    assert by_icalendar(calendar(feed)) == said(feed)


@given(feed=feeds())
def test_vobject_reads_what_the_json_says(feed: Feed) -> None:
    assert by_vobject(calendar(feed)) == said(feed)


@pytest.mark.filterwarnings("ignore:'maxsplit' is passed:DeprecationWarning")  # from Python 3.13
@given(feed=feeds(FOR_ICS))
def test_ics_reads_what_the_json_says(feed: Feed) -> None:
    assert sorted(by_ics(calendar(feed))) == sorted(said(feed))


@given(feed=feeds())
def test_ical_js_reads_what_the_json_says(feed: Feed, process: IcalJs) -> None:
    assert by_ical_js(calendar(feed), process) == said(feed)
