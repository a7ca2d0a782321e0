"""What four parsers that know nothing of each other read in a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import icalendar
import ics
import vobject

if TYPE_CHECKING:
    from datetime import datetime

    from tests.notify.ical_js import IcalJs


class Seen(NamedTuple):
    """An event as a parser tells it; what is left out is empty."""

    uid: str
    start: str
    end: str
    title: str
    text: str
    status: str
    sequence: int


def by_icalendar(octets: bytes) -> list[Seen]:
    return [
        Seen(
            str(event["UID"]),
            _utc(event["DTSTART"].dt),
            _utc(event["DTEND"].dt),
            str(event["SUMMARY"]),
            str(event.get("DESCRIPTION", "")),
            str(event["STATUS"]),
            int(event["SEQUENCE"]),
        )
        for event in icalendar.Calendar.from_ical(octets).walk("VEVENT")
    ]


def by_vobject(octets: bytes) -> list[Seen]:
    (calendar,) = vobject.readComponents(octets.decode())
    return [
        Seen(
            event.uid.value,
            _utc(event.dtstart.value),
            _utc(event.dtend.value),
            event.summary.value,
            event.description.value if "description" in event.contents else "",
            event.status.value,
            int(event.sequence.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]


def by_ics(octets: bytes) -> list[Seen]:
    # It keeps events in a set, and has no field for the sequence.
    return [
        Seen(
            event.uid,
            _utc(event.begin.datetime),
            _utc(event.end.datetime),
            event.name,
            event.description or "",
            event.status,
            next(int(line.value) for line in event.extra if line.name == "SEQUENCE"),
        )
        for event in ics.Calendar(octets.decode()).events
    ]


def by_ical_js(octets: bytes, process: IcalJs) -> list[Seen]:
    return [Seen(**event) for event in process.events(octets)]


def _utc(moment: datetime) -> str:
    assert moment.utcoffset() is not None
    assert not moment.utcoffset()
    return f"{moment.replace(tzinfo=None).isoformat()}Z"
