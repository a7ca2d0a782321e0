"""A line between the carrier and one telephone, and rooms whose lines hear each other."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from notify.carrier.waiting import Signal

if TYPE_CHECKING:
    from notify.carrier.phones import Phone
    from notify.carrier.records import Call

SIGNS_A_SECOND = 15  # how fast people and machines talk


def seconds_to_say(words: str) -> float:
    """Return how long it takes to say something."""
    return max(1.0, len(words) / SIGNS_A_SECOND)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that came out of a phone: said by the machine, played, or said by somebody."""

    at: float
    words: str
    kind: str = "say"  # say, play, sign, person; mine in what was said
    language: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said into the phone, and until when it took."""

    words: str
    until: float


class Line:
    """One call as its two ends see it: the phone acts, the carrier waits for the signals."""

    def __init__(self, call: Call, phone: Phone | None) -> None:
        self.call = call
        self.phone = phone
        self.state = "idle"  # idle, ringing, talking, over
        self.room: Room | None = None
        self.answered = Signal()
        self.refused = Signal()
        self.keyed = Signal()
        self.spoke = Signal()
        self.keys: deque[str] = deque()
        self.spoken: deque[Spoken] = deque()
        self.heard: list[Heard] = []
        self.said: list[Heard] = []  # by whoever holds the phone

    def hear(self, heard: Heard) -> None:
        """Let whoever holds the phone hear something."""
        self.heard.append(heard)
        if self.phone is not None:
            self.phone.hears(heard)

    def press(self, keys: str) -> None:
        """Press keys; who doesn't ask for them just then does not get them."""
        self.keys.extend(keys)
        self.keyed.fire()

    def speak(self, words: str, now: float) -> None:
        """Say something: to a recording, and to whoever is connected."""
        self.said.append(Heard(now, words, "mine"))
        self.spoken.append(Spoken(words, now + seconds_to_say(words)))
        if self.room is not None:
            self.room.said(self, words, now)
        self.spoke.fire()


class Room:
    """Lines that hear each other: two that are connected, or a conference."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.muted: set[Line] = set()
        self.changed = Signal()

    def join(self, line: Line) -> None:
        """Come in."""
        self.lines.append(line)
        line.room = self
        self.changed.fire()

    def leave(self, line: Line) -> None:
        """Go out; nothing happens to whoever isn't in."""
        if line in self.lines:
            self.lines.remove(line)
            line.room = None
            self.changed.fire()

    def said(self, by: Line, words: str, now: float) -> None:
        """Let the others hear what somebody says."""
        if by not in self.muted:
            for line in self.lines:
                if line is not by:
                    line.hear(Heard(now, words, "person"))
