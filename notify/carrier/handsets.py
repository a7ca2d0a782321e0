"""A phone in somebody's hand: what one does with it takes effect at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notify.carrier.calls.incoming import dial
from notify.carrier.texting import receive

if TYPE_CHECKING:
    from notify.carrier.behaviours import Behaviour, Texting
    from notify.carrier.carrier import Carrier
    from notify.carrier.line import Heard, Line
    from notify.carrier.phones import Phone, Text


@dataclass(frozen=True, slots=True)
class Handset:
    """Somebody's phone; whatever can't be done now raises NotPossible."""

    carrier: Carrier
    phone: Phone

    @property
    def number(self) -> str:
        """Return its number."""
        return self.phone.person.number

    @property
    def is_ringing(self) -> bool:
        """Tell whether somebody is calling."""
        return self.phone.is_ringing

    @property
    def is_talking(self) -> bool:
        """Tell whether it is in a call."""
        return self.phone.is_talking

    @property
    def heard(self) -> str:
        """Return all words that came out of it so far, one per line."""
        return "\n".join(heard.words for heard in self.phone.heard)

    @property
    def hearing(self) -> tuple[Heard, ...]:
        """Return what came out of it, with instants, kinds and languages."""
        return tuple(self.phone.heard)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Return the texts that it got and sent, in their order."""
        return tuple(self.phone.texts)

    @property
    def inbox(self) -> tuple[str, ...]:
        """Return the words of the texts that it got."""
        return tuple(text.body for text in self.phone.texts if not text.is_mine)

    @property
    def calls(self) -> tuple[Line, ...]:
        """Return the calls that rang here or were made here."""
        return tuple(self.phone.calls)

    def behave(self, behaviour: Behaviour | None = None, texting: Texting | None = None) -> None:
        """Have its holder act otherwise, from the next ring or text on."""
        self.phone.behaviour = behaviour or self.phone.behaviour
        self.phone.texting = texting or self.phone.texting

    def answers(self) -> None:
        """Take the call, which thereby was expected."""
        if self.phone.line is not None:
            self.phone.expected.add(self.phone.line)
        self.carrier.act(self.phone.answer)

    def rejects(self) -> None:
        """Refuse the call."""
        self.carrier.act(self.phone.reject)

    def press(self, keys: str) -> None:
        """Press keys, one or more of `0` to `9`, `*` and `#`."""
        self.carrier.act(lambda: self.phone.press(keys))

    def says(self, words: str) -> None:
        """Say something."""
        self.carrier.act(lambda: self.phone.speak(words))

    def hangs_up(self) -> None:
        """End the call."""
        self.carrier.act(self.phone.hang_up)

    def dials(self, number: str) -> None:
        """Call a number of an account."""
        self.carrier.act(lambda: dial(self.carrier.network, self.phone, number))

    def sends(self, to: str, body: str) -> None:
        """Text a number."""
        self.carrier.act(lambda: receive(self.carrier.network, self.phone, to, body))

    def expect_call(self) -> Line:
        """Return the first call that rang here and was not asked for yet; else the test fails."""
        for line in self.phone.calls:
            if line.call.direction != "inbound" and line not in self.phone.expected:
                self.phone.expected.add(line)
                return line
        raise AssertionError(f"{self.phone.person.name} was not called (again)")

    def expect_text(self, *parts: str) -> str:
        """Return the first text not asked for yet that holds all these words; else fail."""
        unseen = [text for text in self.phone.texts if self._is_unseen(text)]
        for text in unseen:
            if all(part in text.body for part in parts):
                self.phone.expected.add(text)
                return text.body
        said = "\n".join(text.body for text in unseen) or "nothing"
        raise AssertionError(f"{self.phone.person.name} got no text with {parts}, but:\n{said}")

    def unexpected(self) -> list[str]:
        """Return a sentence for each call and text that nobody has asked for."""
        name = self.phone.person.name
        calls = [
            f"{name} was called by {line.call.from_} and heard: "
            + " | ".join(heard.words for heard in line.heard)
            for line in self.phone.calls
            if line.call.direction != "inbound" and line not in self.phone.expected
        ]
        texts = [
            f"{name} was texted by {text.other}: {text.body}"
            for text in self.phone.texts
            if self._is_unseen(text)
        ]
        return calls + texts

    def _is_unseen(self, text: Text) -> bool:
        return not (text.is_mine or text.is_notice or text in self.phone.expected)
