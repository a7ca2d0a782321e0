"""Calendar feeds: what a subscriber's calendar shows, as iCalendar or as JSON.

The octets follow from the feed alone; no clock is read. So a feed has the same ETag in every
process, and a calendar that asks again can be told that nothing has changed.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from icalendar import vDuration

from notify.content_lines import QuickAlarm, QuickCalendar, QuickEvent, Value, octets, words
from notify.entries import Entry, Feed, utc_text
from notify.plain_text import one_line, several_lines

if TYPE_CHECKING:
    from datetime import datetime, timedelta

__all__ = ["Entry", "Feed", "as_json", "calendar", "etag"]

_END = b"END:VCALENDAR\r\n"


def calendar(feed: Feed) -> bytes:
    """The feed as text/calendar in UTF-8."""
    head = octets(_head(feed)).removesuffix(_END)
    return b"".join((head, *(_event(entry, feed.alarm) for entry in feed.in_order()), _END))


def as_json(feed: Feed) -> bytes:
    """What the calendar says as JSON in UTF-8; its keys and their order stay."""
    said = {
        "name": one_line(feed.name),
        "description": several_lines(feed.description),
        "language": feed.language,
        "refresh": _duration(feed.refresh),
        "alarm": None if feed.alarm is None else _duration(-feed.alarm),
        "events": [
            {
                "uid": entry.uid,
                "start": utc_text(entry.start),
                "end": utc_text(entry.end),
                "title": entry.shown_title,
                "text": entry.shown_text,
                "status": entry.status,
                "sequence": entry.sequence,
                "changed_at": utc_text(entry.changed_at),
                "categories": entry.shown_categories,
            }
            for entry in feed.in_order()
        ],
    }
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def etag(content: bytes) -> str:
    """A strong validator of the octets that are sent, without its quotation marks."""
    return hashlib.sha256(content).hexdigest()[:32]


def _head(feed: Feed) -> QuickCalendar:
    head = QuickCalendar()
    head["VERSION"] = Value("2.0")
    head["PRODID"] = Value(f"-//oncall//calendar feed//{feed.language.upper()}")
    head["CALSCALE"] = Value("GREGORIAN")
    # Twice each: RFC 7986, and what Apple, Google and Outlook knew before it.
    head["NAME"] = head["X-WR-CALNAME"] = words(one_line(feed.name))
    if described := several_lines(feed.description):
        head["DESCRIPTION"] = head["X-WR-CALDESC"] = words(described)
    head["REFRESH-INTERVAL"] = vDuration(feed.refresh, {"VALUE": "DURATION"})
    head["X-PUBLISHED-TTL"] = Value(_duration(feed.refresh))
    return head


# An entry takes 40 microseconds to write and one to look up, and a duty is asked for every hour
# in its person's, its team's and its customer's feed. 4096 entries take about 7 MB.
@lru_cache(maxsize=4096)
def _event(entry: Entry, alarm: timedelta | None) -> bytes:
    event = QuickEvent()
    event["UID"] = Value(entry.uid)
    event["DTSTAMP"] = event["LAST-MODIFIED"] = _instant(entry.changed_at)
    event["DTSTART"] = _instant(entry.start)
    event["DTEND"] = _instant(entry.end)
    event["SEQUENCE"] = Value(entry.sequence)
    event["STATUS"] = Value(entry.status)
    event["TRANSP"] = Value("TRANSPARENT")  # who is on standby may still be invited
    event["SUMMARY"] = title = words(entry.shown_title)
    if text := entry.shown_text:
        event["DESCRIPTION"] = words(text)
    if categories := entry.shown_categories:
        event["CATEGORIES"] = Value(",".join(map(words, categories)))
    if alarm is not None and not entry.cancelled:
        event.add_component(_alarm(title, alarm))
    return octets(event)


def _alarm(title: Value, before: timedelta) -> QuickAlarm:
    alarm = QuickAlarm()
    alarm["ACTION"] = Value("DISPLAY")
    alarm["TRIGGER"] = Value(_duration(-before))
    alarm["DESCRIPTION"] = title
    return alarm


def _instant(moment: datetime) -> Value:
    return Value(utc_text(moment).replace("-", "").replace(":", ""))


def _duration(length: timedelta) -> str:
    written: bytes = vDuration(length).to_ical()  # type: ignore[no-untyped-call]
    return written.decode()
