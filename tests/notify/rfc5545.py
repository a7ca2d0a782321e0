"""What RFC 5545 and RFC 7986 demand of a published feed, read off its octets line by line.

It shares nothing with `notify` and uses no parser. `faults` says what is wrong, or nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

NAME = r"[A-Za-z0-9-]+"
PARAM_VALUE = r'(?:"[^"\x00-\x08\x0A-\x1F\x7F]*"|[^";:,\x00-\x08\x0A-\x1F\x7F]*)'
PARAM = rf";{NAME}={PARAM_VALUE}(?:,{PARAM_VALUE})*"
CONTENT_LINE = re.compile(rf"(?P<name>{NAME})(?P<params>(?:{PARAM})*):(?P<value>.*)", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0A-\x1F\x7F]")
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,n])*")  # the RFC knows \N too; it is not for writers
TEXTS = re.compile(rf"{TEXT.pattern}(?:,{TEXT.pattern})*")
INSTANT = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ")
TIME = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"
DURATION = re.compile(rf"[+-]?P(?:\d+W|\d+D(?:{TIME})?|{TIME})")

VALUES = {
    **dict.fromkeys(("DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"), INSTANT),
    **dict.fromkeys(("SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"), TEXT),
    **dict.fromkeys(("UID", "PRODID", "VERSION", "CALSCALE", "ACTION"), TEXT),
    **dict.fromkeys(("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TRIGGER"), DURATION),
    "CATEGORIES": TEXTS,
    "SEQUENCE": re.compile(r"\d+"),
    "STATUS": re.compile("TENTATIVE|CONFIRMED|CANCELLED"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
}
ONCE = {  # what must be there, exactly once
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND"),
    "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION"),
}
# What may be there, and then once.
OPTIONAL = {
    "VCALENDAR": ("CALSCALE", "NAME", "DESCRIPTION", "REFRESH-INTERVAL"),
    "VEVENT": ("LAST-MODIFIED", "SEQUENCE", "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION"),
    "VALARM": ("DURATION", "REPEAT"),
}
WITHIN = {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}


@dataclass
class Part:
    """A component: what stands between BEGIN and END."""

    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # name, parameters, value
    count: Counter[str] = field(default_factory=Counter)

    def value(self, name: str) -> str:
        return next((value for known, _, value in self.lines if known == name), "")


def faults(octets: bytes) -> list[str]:
    """Everything that is wrong, as sentences."""
    found = [*_faults_of_octets(octets)]
    text = octets.decode(errors="replace")
    parts, wrong = _parts(re.sub("\r?\n[ \t]", "", text))
    found += wrong
    for part in parts:
        found += _faults_of_part(part)
    uids = Counter(part.value("UID") for part in parts if part.name == "VEVENT")
    found += [f"{uid} is the UID of {times} events" for uid, times in uids.items() if times > 1]
    found += ["not one VCALENDAR"] * ([part.name for part in parts].count("VCALENDAR") != 1)
    return found


def _faults_of_octets(octets: bytes) -> list[str]:
    found = []
    if not octets.endswith(b"\r\n"):
        found.append("the last line does not end in CRLF")
    if re.search(rb"\r(?!\n)|(?<!\r)\n", octets):
        found.append("CR or LF stand alone")
    for line in octets.split(b"\r\n"):
        if len(line) > 75:
            found.append(f"{len(line)} octets on a line")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append("a fold splits a sign, or it is no UTF-8")
    return found


def _parts(unfolded: str) -> tuple[list[Part], list[str]]:
    """The components, and what is wrong with how they nest."""
    done: list[Part] = []
    found: list[str] = []
    open_parts: list[Part] = []
    for line in unfolded.removesuffix("\r\n").split("\r\n"):
        match = CONTENT_LINE.fullmatch(line)
        if match is None or CONTROL.search(line):
            found.append(f"no content line: {line!r}")
            continue
        name, params, value = match["name"].upper(), match["params"], match["value"]
        if name == "BEGIN":
            found += _faults_of_begin(value, open_parts)
            open_parts.append(Part(value))
        elif name == "END":
            if not open_parts or open_parts[-1].name != value:
                found.append(f"END:{value} ends nothing")
                continue
            done.append(open_parts.pop())
        elif not open_parts:
            found.append(f"{name} stands outside")
        else:
            open_parts[-1].lines.append((name, params, value))
            open_parts[-1].count[name] += 1
    return done, found + [f"{part.name} does not end" for part in open_parts]


def _faults_of_begin(name: str, open_parts: list[Part]) -> list[str]:
    if name not in WITHIN:
        return [f"{name} is not for feeds"]
    around = open_parts[-1].name if open_parts else None
    return [] if around == WITHIN[name] else [f"{name} within {around}"]


def _faults_of_part(part: Part) -> list[str]:
    once = ONCE.get(part.name, ())
    found = [f"{part.count[name]} {name} in {part.name}" for name in once if part.count[name] != 1]
    found += [
        f"{part.count[name]} {name} in {part.name}"
        for name in OPTIONAL.get(part.name, ())
        if part.count[name] > 1
    ]
    for name, params, value in part.lines:
        if name == "METHOD":  # it would want a parameter of the media type, and an ORGANIZER
            found.append("METHOD is for messages")
        if "TZID" in params.upper() or name == "TZID":
            found.append(f"{name} has a TZID")
        if name == "REFRESH-INTERVAL" and params != ";VALUE=DURATION":
            found.append("REFRESH-INTERVAL does not say VALUE=DURATION")
        if name in VALUES and not VALUES[name].fullmatch(value):
            found.append(f"{name} has the value {value!r}")
    if part.name == "VCALENDAR" and part.value("VERSION") != "2.0":
        found.append("VERSION is not 2.0")
    if part.name == "VEVENT" and part.value("DTEND") <= part.value("DTSTART"):
        found.append("DTEND is not after DTSTART")
    return found
