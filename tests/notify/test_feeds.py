"""A feed says the same in iCalendar and in JSON, and rings only for what is to come."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import icalendar
from hypothesis import given

from notify.feeds import as_json, calendar
from tests.notify.one_duty import DUTY, FEED, only
from tests.notify.random_feeds import feeds

if TYPE_CHECKING:
    from notify.feeds import Feed

AS_IT_STANDS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//oncall//calendar feed//DE
CALSCALE:GREGORIAN
NAME:Dienste Jürgen
X-WR-CALNAME:Dienste Jürgen
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
UID:duty-7@oncall.example
DTSTAMP:20261102T093015Z
LAST-MODIFIED:20261102T093015Z
DTSTART:20261224T170000Z
DTEND:20261225T070000Z
SEQUENCE:3
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SUMMARY:Störung Süd\\, 1. Linie
DESCRIPTION:Vertretung: Änne\\; ab 18:00\\nSchlüssel in C:\\\\Neu
CATEGORIES:1. Linie,Süd\\, Nord
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT30M
DESCRIPTION:Störung Süd\\, 1. Linie
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], value)


def test_a_feed_as_it_stands() -> None:
    assert calendar(FEED).decode().replace("\r\n", "\n") == AS_IT_STANDS


def test_json_as_it_stands() -> None:
    assert json.loads(as_json(FEED)) == {
        "name": "Dienste Jürgen",
        "description": "",
        "language": "de",
        "refresh": "PT1H",
        "alarm": "-PT30M",
        "events": [
            {
                "uid": "duty-7@oncall.example",
                "start": "2026-12-24T17:00:00Z",
                "end": "2026-12-25T07:00:00Z",
                "title": "Störung Süd, 1. Linie",
                "text": "Vertretung: Änne; ab 18:00\nSchlüssel in C:\\Neu",
                "status": "CONFIRMED",
                "sequence": 3,
                "changed_at": "2026-11-02T09:30:15Z",
                "categories": ["1. Linie", "Süd, Nord"],
            }
        ],
    }


@given(feeds())
def test_json_says_what_the_calendar_says(feed: Feed) -> None:
    """What the four readers of test_feed_readers.py do not look at."""
    read = icalendar.Calendar.from_ical(calendar(feed))
    said = json.loads(as_json(feed))
    for event, facts in zip(read.walk("VEVENT"), said["events"], strict=True):
        changed = datetime.fromisoformat(facts["changed_at"])
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == changed
        assert [str(name) for name in event.get("CATEGORIES", [])] == facts["categories"]
        alarms = [alarm["TRIGGER"].to_ical().decode() for alarm in event.walk("VALARM")]
        rings = said["alarm"] is not None and facts["status"] == "CONFIRMED"
        assert alarms == [said["alarm"]] * rings


@given(feeds())
def test_old_and_new_calendars_find_the_name_each_where_it_looks(feed: Feed) -> None:
    unfolded = calendar(feed).decode().replace("\r\n ", "").split("\r\nBEGIN:VEVENT")[0]
    head = dict(line.split(":", 1) for line in unfolded.splitlines())
    said = json.loads(as_json(feed))
    assert head["X-WR-CALNAME"] == head["NAME"]
    assert unescaped(head["NAME"]) == said["name"]
    assert head.get("X-WR-CALDESC") == head.get("DESCRIPTION")
    assert unescaped(head.get("DESCRIPTION", "")) == said["description"]
    assert head["X-PUBLISHED-TTL"] == head["REFRESH-INTERVAL;VALUE=DURATION"] == said["refresh"]
    assert head["PRODID"].endswith(f"//{said['language'].upper()}")


def test_what_is_cancelled_says_so_and_rings_no_more() -> None:
    cancelled = replace(FEED, entries=(replace(DUTY, cancelled=True),))
    assert b"\r\nSTATUS:CANCELLED\r\n" in calendar(cancelled)
    assert b"VALARM" not in calendar(cancelled)
    assert only(cancelled)["status"] == "CANCELLED"


def test_alarms_are_left_out_when_nobody_wants_them() -> None:
    assert b"VALARM" in calendar(FEED)  # first, so that the event without is not looked up
    assert b"VALARM" not in calendar(replace(FEED, alarm=None))


def test_a_feed_without_entries_is_a_calendar() -> None:
    empty = replace(FEED, entries=())
    assert calendar(empty).endswith(b"X-PUBLISHED-TTL:PT1H\r\nEND:VCALENDAR\r\n")
    assert json.loads(as_json(empty))["events"] == []
