"""What a caller hears, and what the line does then: no TwiML, so that it can be reasoned about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What an answer of the caller's, or of the carrier's for them, is an answer to."""

    LANGUAGE = "language"  # a star for the other one, or already the PIN
    PIN = "pin"
    CHOICE = "choice"
    WAITING = "waiting"  # what is heard in the queue
    KEY = "key"  # pressed in the queue
    LEFT = "left"  # out of the queue, in whatever way
    HELPED = "helped"  # the helpdesk was rung
    RECORDED = "recorded"
    JOINED = "joined"  # an engineer takes the caller out of the queue
    OFFERED = "offered"  # somebody picks up at the helpdesk
    TAKEN = "taken"  # a key of theirs


@dataclass(frozen=True, slots=True)
class Key:
    """Asks for one key, and goes to a step with it or, after so many seconds, without."""

    step: Step
    seconds: int = 8


@dataclass(frozen=True, slots=True)
class Digits:
    """Asks for digits that a hash ends."""

    step: Step
    seconds: int = 8


@dataclass(frozen=True, slots=True)
class Queue:
    """Waits in a queue until an engineer takes the call out of it."""

    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """Stays in the queue: a key goes to a step at any time; else it is heard anew after a while.

    That is after music has been played so often, ten seconds each, and so many seconds of silence.
    """

    step: Step
    tunes: int = 2
    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Leave:
    """Leaves the queue."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Rings numbers one after the other; somebody there takes the call by a key alone."""

    numbers: tuple[str, ...]
    seconds: int = 20


@dataclass(frozen=True, slots=True)
class Record:
    """Records a message after a beep; where nothing is said, `otherwise` is."""

    otherwise: str
    longest: int = 120  # seconds


@dataclass(frozen=True, slots=True)
class Connect:
    """Is connected with whoever waits at the other end."""


@dataclass(frozen=True, slots=True)
class End:
    """Hangs up."""


Then = Key | Digits | Queue | Held | Leave | Ring | Record | Connect | End


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the language that it is in."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """Sentences, and what the line does after them; a key cuts them short where one is asked."""

    lines: tuple[Line, ...]
    then: Then
