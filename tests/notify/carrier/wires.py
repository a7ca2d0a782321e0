"""A transport that answers as it is told to, in the place of the town's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier import Hook, Reply, Silence, WoundCarrier
from tests.notify.carrier.desk import HOME

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


class Answers:
    """A transport that answers as it is told to, address by address, and remembers."""

    def __init__(self, **answers: Reply | Silence) -> None:
        self.answers = answers
        self.hooks: list[Hook] = []

    def __call__(self, hook: Hook) -> Reply | Silence:
        self.hooks.append(hook)
        name = hook.url.removeprefix(f"{HOME}/").partition("?")[0]
        return self.answers.get(name, Reply(204))

    def times(self, name: str) -> int:
        return sum(hook.url.startswith(f"{HOME}/{name}") for hook in self.hooks)


def wired(town: Town, transport: Answers) -> WoundCarrier:
    """The town's carrier, with another transport."""
    town.carrier._transport = transport
    return town.carrier


def said(words: str, seconds: float = 0) -> Reply:
    return Reply(200, f"<Response><Say>{words}</Say></Response>", "text/xml", seconds)
