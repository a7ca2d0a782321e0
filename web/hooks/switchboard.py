"""What callers of the hotline hear, as the carrier wants it: here alone it becomes a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.switchboard import Document
from oncall.hotline.prompt import (
    Connect,
    Digits,
    Held,
    Key,
    Leave,
    Queue,
    Record,
    Ring,
    Step,
)
from web.hooks.music import NAME

if TYPE_CHECKING:
    from notify.twiml import Speaker
    from oncall.hotline.prompt import Prompt


def document(prompt: Prompt, at: str, speaker: Speaker) -> str:
    """Return the document of a prompt; `at` is how the carrier reaches the hotline's webhooks."""
    made = Document([(line.language, line.words) for line in prompt.lines], speaker)
    match prompt.then:
        case Key() | Digits() | Held():
            return _asked(made, prompt.then, at)
        case Queue(name):
            return made.queues(name, f"{at}/{Step.WAITING}", f"{at}/{Step.LEFT}")
        case Ring(numbers, seconds):
            return made.rings(numbers, f"{at}/{Step.OFFERED}", f"{at}/{Step.HELPED}", seconds)
        case Record(otherwise, longest):
            language = prompt.lines[0].language
            return made.records(f"{at}/{Step.RECORDED}", longest, [(language, otherwise)])
        case Leave():
            return made.leaves()
        case rest:
            return made.goes_on() if isinstance(rest, Connect) else made.ends()


def _asked(made: Document, then: Key | Digits | Held, at: str) -> str:
    action = f"{at}/{then.step}"
    match then:
        case Key(_, seconds):
            return made.asks_key(action, seconds)
        case Digits(_, seconds):
            return made.asks_digits(action, seconds)
        case Held(_, tunes, seconds):
            return made.holds(action, f"{at}/{NAME}", tunes, seconds)
