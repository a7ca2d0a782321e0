"""icalendar's components, written four times as quickly and with every text read back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event
from icalendar.parser import Contentline, Parameters

if TYPE_CHECKING:
    from icalendar import Component

_WIDTH = 75  # octets without the line break
_PLAIN = Parameters()


class Value(str):
    """A property's value as it stands in the file, already escaped and without parameters."""

    __slots__ = ()
    params = _PLAIN

    def to_ical(self) -> bytes:
        """The octets in the file."""
        return self.encode()


def words(text: str) -> Value:
    r"""Escape a text; icalendar's own escaping makes a line break of the `\N` in `C:\Neu`."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return Value(text.replace("\n", "\\n"))


class _Line(Contentline):
    """A content line that folds by slices of octets; icalendar's goes sign by sign."""

    __slots__ = ()

    def __new__(cls, value: str) -> _Line:
        return str.__new__(cls, value)  # the rest of the constructor is for lines that were read

    def to_ical(self) -> bytes:
        octets = self.encode()
        if len(octets) <= _WIDTH:
            return octets
        pieces = []
        start, room = 0, _WIDTH
        while len(octets) - start > room:
            end = _end_of_piece(octets, start, start + room)
            pieces.append(octets[start:end])
            start, room = end, _WIDTH - 1  # a further line begins with a blank
        return b"\r\n ".join((*pieces, octets[start:]))


def _end_of_piece(octets: bytes, start: int, end: int) -> int:
    while octets[end] & 0xC0 == 0x80:  # inside a UTF-8 sequence
        end -= 1
    piece = octets[start:end]
    # An escape stays whole, as with icalendar: some calendars unescape before they unfold.
    torn = (len(piece) - len(piece.rstrip(b"\\"))) % 2
    return end - torn


class _Quick:
    """What a component's properties become: lines that need no detour by bytes and back."""

    def content_line(self, name: str, value: object, sorted: bool = True) -> _Line:  # noqa: A002, FBT001, FBT002 - icalendar's signature
        if isinstance(value, Value):
            return _Line(f"{name}:{value}")
        if isinstance(value, bytes):  # BEGIN and END
            return _Line(f"{name}:{value.decode()}")
        params = Parameters(getattr(value, "params", None))
        return _Line(Contentline.from_parts(name, params, value, sorted=sorted))


class QuickCalendar(_Quick, Calendar):
    """A VCALENDAR."""


class QuickEvent(_Quick, Event):
    """A VEVENT, alarms within."""


class QuickAlarm(_Quick, Alarm):
    """A VALARM."""


def octets(component: Component) -> bytes:
    """A component as it stands in the file, its properties in the order they were given."""
    written: bytes = component.to_ical(sorted=False)
    return written
