"""Somebody's telephone: it rings, one hears it, presses its keys, texts with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notify.carrier.behaviours import Answers, HangUp, Off, Press, Rejects, Speak
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from notify.carrier.config import Person
    from notify.carrier.line import Heard, Line
    from notify.carrier.timeline import Timeline
    from notify.carrier.waiting import Life


class NotPossible(Exception):  # noqa: N818 - it says what it is
    """A telephone can't do that now; the text says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text on a phone's screen."""

    at: float
    body: str
    other: str  # the number at the other end
    is_mine: bool = False
    is_notice: bool = False  # the network's own words, after STOP and START


class Phone:
    """A telephone; `on_hang_up` tells the network that its holder has left the call."""

    def __init__(
        self, person: Person, timeline: Timeline, on_hang_up: Callable[[Line], None]
    ) -> None:
        self.person = person
        self.behaviour = person.behaviour
        self.texting = person.texting
        self.line: Line | None = None
        self.calls: list[Line] = []  # every call that rang here or was made here
        self.heard: list[Heard] = []
        self.texts: list[Text] = []
        self.opted_out: set[str] = set()  # our numbers that may not text it
        self.expected: set[Text | Line] = set()  # what a test has asked for
        self._timeline = timeline
        self._on_hang_up = on_hang_up

    @property
    def is_off(self) -> bool:
        """Tell whether it has no network."""
        return isinstance(self.behaviour, Off)

    @property
    def is_ringing(self) -> bool:
        """Tell whether somebody is calling."""
        return self.line is not None and self.line.state == "ringing"

    @property
    def is_talking(self) -> bool:
        """Tell whether it is in a call."""
        return self.line is not None and self.line.state == "talking"

    def ring(self, line: Line) -> None:
        """Ring; what its holder does is the present behaviour."""
        self.takes(line)
        line.state = "ringing"
        match self.behaviour:
            case Rejects(after):
                self._timeline.after(after, lambda: self._if_ringing(line, self.reject))
            case Answers() as behaviour:
                self._timeline.start(self._acts(line, behaviour))
            case _:
                pass

    def takes(self, line: Line) -> None:
        """Have a line to itself, and go through it with what it hears."""
        self.line = line
        line.phone = self
        self.calls.append(line)

    def hears(self, heard: Heard) -> None:
        """Keep what came out of it."""
        self.heard.append(heard)

    def answer(self) -> None:
        """Take the call; raises NotPossible unless it rings."""
        if not self.is_ringing or self.line is None:
            raise NotPossible(f"the phone of {self.person.name} isn't ringing")
        self.line.state = "talking"
        self.line.answered.fire()

    def reject(self) -> None:
        """Refuse the call; raises NotPossible unless it rings."""
        if not self.is_ringing or self.line is None:
            raise NotPossible(f"the phone of {self.person.name} isn't ringing")
        self.line.refused.fire()

    def press(self, keys: str) -> None:
        """Press keys; raises NotPossible unless it is in a call, or for what is no key."""
        if not keys or set(keys) - set("0123456789*#"):
            raise NotPossible(f"{keys!r} can't be pressed; the keys are 0 to 9, * and #")
        self._talking().press(keys)

    def speak(self, words: str) -> None:
        """Say something; raises NotPossible unless it is in a call."""
        self._talking().speak(words, self._timeline.now)

    def hang_up(self) -> None:
        """End the call, or the attempt of one; raises NotPossible where there is none."""
        if self.line is None:
            raise NotPossible(f"the phone of {self.person.name} isn't in a call")
        self._on_hang_up(self.line)

    def is_left(self) -> None:
        """Be on the hook again."""
        if self.line is not None:
            self.line.state = "over"
        self.line = None

    def _talking(self) -> Line:
        if self.line is None or not self.is_talking:
            raise NotPossible(f"the phone of {self.person.name} isn't in a call")
        return self.line

    def _if_ringing(self, line: Line, act: Callable[[], None]) -> None:
        if self.line is line and self.is_ringing:
            act()

    def _acts(self, line: Line, behaviour: Answers) -> Life:
        """Do what a behaviour says, as long as the call goes on."""
        yield Wait(behaviour.after)
        self._if_ringing(line, self.answer)
        for deed in behaviour.then:
            yield Wait(deed.after)
            if self.line is not line or not self.is_talking:
                return
            match deed:
                case Press(keys):
                    self.press(keys)
                case Speak(words):
                    self.speak(words)
                case HangUp():
                    self.hang_up()
