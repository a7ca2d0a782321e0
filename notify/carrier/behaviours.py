"""What people do when their phone rings or a text comes in; a phone's behaviour can be changed
at any time and counts from the next ring or text on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """Presses keys, so many seconds after what was done before."""

    keys: str
    after: float = 4.0


@dataclass(frozen=True, slots=True)
class Speak:
    """Says something; a recording hears it, and so does whoever is connected."""

    words: str
    after: float = 1.0


@dataclass(frozen=True, slots=True)
class HangUp:
    """Hangs up."""

    after: float = 2.0


Deed = Press | Speak | HangUp


@dataclass(frozen=True, slots=True)
class Answers:
    """Takes the call after so many seconds of ringing, then does one thing after the other."""

    after: float = 4.0
    then: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class ByHand:
    """Rings until somebody at the page or in a test takes the call; by itself it does nothing.

    So it is also whoever doesn't hear the phone.
    """


@dataclass(frozen=True, slots=True)
class Busy:
    """Is on the phone with somebody else."""


@dataclass(frozen=True, slots=True)
class Rejects:
    """Presses the red key."""

    after: float = 3.0


@dataclass(frozen=True, slots=True)
class Off:
    """Is switched off or without a network: no ring; a text waits and is given up.

    A text is reported as not delivered (30003) after `gives_up` seconds or at the end of its
    validity, unless the phone is on again before.
    """

    gives_up: float = 30.0


Behaviour = Answers | ByHand | Busy | Rejects | Off


def doesnt_hear() -> Behaviour:
    """Return somebody who doesn't answer."""
    return ByHand()


def presses(keys: str, *, after: float = 4.0, at: float = 4.0) -> Behaviour:
    """Return somebody who takes the call after so many seconds and presses keys `at` after it."""
    return Answers(after, (Press(keys, at),))


def hangs_up(*, after: float = 4.0, at: float = 2.0) -> Behaviour:
    """Return somebody who takes the call and hangs up in the prompt."""
    return Answers(after, (HangUp(at),))


def mailbox(*, after: float = 20.0, greeting: str = "Please leave a message.") -> Behaviour:
    """Return a mailbox: it picks up, talks, beeps, presses nothing, and records for a minute."""
    return Answers(after, (Speak(greeting), Speak("(beep)", after=3.0), HangUp(after=60.0)))


@dataclass(frozen=True, slots=True)
class Reads:
    """Gets texts and doesn't answer them."""


@dataclass(frozen=True, slots=True)
class TextsBack:
    r"""Answers a text after so many seconds, if `find` is found in it; `text` may hold its groups.

    `TextsBack(r"\\1", find=r"reply (\d+)")` answers with the number that the text asks for.
    """

    text: str
    after: float = 5.0
    find: str = ""

    def reply_to(self, body: str) -> str | None:
        """Return the answer to a text, if it is one that is answered."""
        found = re.search(self.find, body)
        return found.expand(self.text) if found else None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Texts are taken by the carrier and don't arrive: 30004 blocked, 30006 a landline, …"""

    code: int
    after: float = 3.0


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier refuses texts to this number at once: 21614 not a mobile, …"""

    code: int


Texting = Reads | TextsBack | Undelivered | Refused
