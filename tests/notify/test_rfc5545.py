"""The check of RFC 5545 finds each fault that is planted."""

from __future__ import annotations

import pytest

from tests.notify.rfc5545 import faults

GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//a//b//EN
NAME:Standby
REFRESH-INTERVAL;VALUE=DURATION:PT1H
BEGIN:VEVENT
UID:1@x
DTSTAMP:20260101T080000Z
DTSTART:20260105T170000Z
DTEND:20260106T070000Z
SEQUENCE:0
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SUMMARY:Störung\\, 1\\; a\\\\b\\nc
CATEGORIES:a,b\\,c
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P1DT30M
DESCRIPTION:Soon
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

ANOTHER = GOOD[GOOD.index(b"BEGIN:VEVENT") : GOOD.index(b"END:VCALENDAR")]

PLANTED = {
    "a bare LF": (b"VERSION:2.0\r\n", b"VERSION:2.0\n", "CR or LF stand alone"),
    "a bare CR": (b"SUMMARY:", b"SUMMARY:\r", "CR or LF stand alone"),
    "no last line break": (b"END:VCALENDAR\r\n", b"END:VCALENDAR", "does not end in CRLF"),
    "a blank line": (b"NAME:", b"\r\nNAME:", "no content line: ''"),
    "76 octets": (b"NAME:Standby", b"NAME:" + b"x" * 71, "76 octets on a line"),
    "a folded umlaut": (b"\xc3\xb6", b"\xc3\r\n \xb6", "a fold splits a sign"),
    "a fold without its blank": (b"Standby", b"Stand\r\nby", "no content line: 'by'"),
    "a line without a value": (b"NAME:Standby", b"NAME", "no content line: 'NAME'"),
    "a parameter without a value": (b"NAME:", b"NAME;X:", "no content line: 'NAME;X:Standby'"),
    "a control": (b"Standby", b"Stand\x07by", "no content line"),
    "DEL": (b"Standby", b"Stand\x7fby", "no content line"),
    "no BEGIN": (b"BEGIN:VALARM\r\n", b"", "END:VALARM ends nothing"),
    "no END": (b"END:VALARM\r\n", b"", "END:VEVENT ends nothing"),
    "an open calendar": (b"END:VCALENDAR\r\n", b"", "VCALENDAR does not end"),
    "a foreign component": (b"VALARM", b"VTODO", "VTODO is not for feeds"),
    "an event in an event": (b"VALARM", b"VEVENT", "VEVENT within VEVENT"),
    "a line after the end": (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nX:1\r\n", "stands outside"),
    "two calendars": (GOOD, GOOD + GOOD, "not one VCALENDAR"),
    "no PRODID": (b"PRODID:-//a//b//EN\r\n", b"", "0 PRODID"),
    "two PRODID": (b"PRODID", b"PRODID:2\r\nPRODID", "2 PRODID"),
    "no VERSION": (b"VERSION:2.0\r\n", b"", "0 VERSION"),
    "another VERSION": (b"VERSION:2.0", b"VERSION:1.0", "VERSION is not 2.0"),
    "a METHOD": (b"NAME:", b"METHOD:PUBLISH\r\nNAME:", "METHOD is for messages"),
    "no UID": (b"UID:1@x\r\n", b"", "0 UID"),
    "two UID": (b"UID:1@x", b"UID:1@x\r\nUID:2@x", "2 UID"),
    "no DTSTAMP": (b"DTSTAMP:20260101T080000Z\r\n", b"", "0 DTSTAMP"),
    "a local DTSTAMP": (b"080000Z", b"080000", "DTSTAMP has the value"),
    "a local DTSTART": (b"170000Z", b"170000", "DTSTART has the value"),
    "a local DTEND": (b"070000Z", b"070000", "DTEND has the value"),
    "a month 13": (b"20260105", b"20261305", "DTSTART has the value"),
    "no DTEND": (b"DTEND:20260106T070000Z\r\n", b"", "0 DTEND"),
    "an end at the start": (b"20260106T07", b"20260105T17", "DTEND is not after DTSTART"),
    "a TZID": (b"DTSTART:", b"DTSTART;TZID=Europe/Berlin:", "DTSTART has a TZID"),
    "a bare comma": (b"\\, 1", b", 1", "SUMMARY has the value"),
    "a bare semicolon": (b"1\\;", b"1;", "SUMMARY has the value"),
    "a bare backslash": (b"\\\\b", b"\\b", "SUMMARY has the value"),
    "an escape too many": (b"Soon", b"Soon\\: now", "DESCRIPTION has the value"),
    "a backslash at the end": (b"Soon", b"Soon\\", "DESCRIPTION has the value"),
    "a semicolon in CATEGORIES": (b"a,b", b"a;b", "CATEGORIES has the value"),
    "one UID for two events": (ANOTHER, ANOTHER + ANOTHER, "1@x is the UID of 2 events"),
    "a trigger without P": (b"-P1DT30M", b"-T30M", "TRIGGER has the value"),
    "a trigger without T": (b"-P1DT30M", b"-P30M", "TRIGGER has the value"),
    "an empty trigger": (b"-P1DT30M", b"-PT", "TRIGGER has the value"),
    "hours without minutes": (b"-P1DT30M", b"-PT1H5S", "TRIGGER has the value"),
    "an alarm without words": (b"DESCRIPTION:Soon\r\n", b"", "0 DESCRIPTION in VALARM"),
    "an untyped interval": (b";VALUE=DURATION", b"", "does not say VALUE=DURATION"),
    "a status of one's own": (b"CONFIRMED", b"CANCELED", "STATUS has the value"),
    "a transparency of one's own": (b"TRANSPARENT", b"FREE", "TRANSP has the value"),
    "a negative sequence": (b"SEQUENCE:0", b"SEQUENCE:-1", "SEQUENCE has the value"),
    "two SUMMARY": (b"SUMMARY:", b"SUMMARY:a\r\nSUMMARY:", "2 SUMMARY in VEVENT"),
}


def test_a_good_feed_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    good, bad, said = PLANTED[fault]
    assert good in GOOD
    assert any(said in sentence for sentence in faults(GOOD.replace(good, bad)))
