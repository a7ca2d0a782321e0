"""Enqueue: wait in a queue with what `waitUrl` says, until somebody takes the call out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from notify.carrier.asking import tell
from notify.carrier.calls.ends import HungUp, Left, Taken
from notify.carrier.calls.steps import until
from notify.carrier.calls.telling import facts
from notify.carrier.line import Heard
from notify.carrier.places import Member
from notify.carrier.verbs.stage import words
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.places import Queue
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired

MUSIC: Final = "♪"
MUSIC_SECONDS: Final = 30.0
BREATH: Final = 1.0  # a document that takes no time is not asked for again at once


def enqueue(stage: Stage, element: Element) -> Steps:
    """Wait, be connected, and go on with `action` or, without one, with the next verb."""
    queue = stage.network.queue(stage.call.account, words(element))
    if len(queue.members) >= stage.number(element, "maxQueueSize", queue.most):
        yield Wait(0)
        _raise_action(stage, element, {"QueueResult": "queue-full"})
        return
    member = Member(stage.call, stage.network.now)
    queue.members.append(member)
    queue.joined.fire()
    waiting = _Waiting(stage, element, queue, member)
    try:
        result = yield from waiting.to_the_end()
    except (HungUp, Taken) as error:
        waiting.tell("hangup" if isinstance(error, HungUp) else "redirected")
        raise
    finally:
        waiting.leave()
    _raise_action(stage, element, waiting.told(result))


def _raise_action(stage: Stage, element: Element, told: dict[str, str]) -> None:
    if element.get("action"):
        raise stage.go_on(element, told)


@dataclass(slots=True)
class _Waiting:
    stage: Stage
    element: Element
    queue: Queue
    member: Member
    left: float | None = None

    def to_the_end(self) -> Generator[Wait, Fired, str]:
        """Wait until taken out, and talk; return the result that the action is told."""
        member = self.member
        try:
            yield from until(lambda: member.taken is not None, (member.moved,), self._wait())
        except Left:
            return "leave"
        self.leave()
        taken = member.taken
        if taken is None:
            return "error"
        if taken.whisper is not None:
            yield from self.stage.aside(member.call, taken.whisper)
        line = member.call.line
        taken.room.join(line)
        try:
            while len(taken.room.lines) > 1:
                yield Wait(None, (taken.room.changed,))
        finally:
            taken.room.leave(line)
        return "bridged"

    def _wait(self) -> Steps:
        """Hear the waiting document over and over, or music."""
        line, network = self.member.call.line, self.stage.network
        while True:
            began = network.now
            if self.element.get("waitUrl"):
                source = self.stage.source(self.element, "waitUrl", self._place(), "waitUrlMethod")
                yield from self.stage.through(self.member.call, source)
            else:
                line.hear(Heard(network.now, MUSIC, "play"))
                yield Wait(MUSIC_SECONDS)
            if network.now - began < BREATH:
                yield Wait(BREATH)

    def leave(self) -> None:
        """Be in the queue no longer."""
        if self.left is None:
            self.left = self.stage.network.now
            if self.member in self.queue.members:
                self.queue.members.remove(self.member)
            waited = self.left - self.member.since
            self.member.call.queue_time += waited
            self.queue.waits.append(waited)

    def told(self, result: str) -> dict[str, str]:
        """Return what the action is told."""
        self.leave()
        waited = round((self.left or 0) - self.member.since)
        return {"QueueResult": result, "QueueSid": self.queue.sid, "QueueTime": str(waited)}

    def tell(self, result: str) -> None:
        """Tell the action of an end after which nobody obeys its answer."""
        if self.element.get("action"):
            source = self.stage.source(self.element, "action", self.told(result))
            call, status = self.member.call, "completed" if result == "hangup" else None
            params = facts(call, status) | dict(source.params)
            address = (source.method, source.url)
            tell(self.stage.network, call.account, address, params, call.sid)

    def _place(self) -> dict[str, str]:
        return {
            "QueueSid": self.queue.sid,
            "QueuePosition": str(self.queue.members.index(self.member) + 1),
            "QueueTime": str(round(self.stage.network.now - self.member.since)),
            "AvgQueueTime": str(self.queue.average_wait),
            "CurrentQueueSize": str(len(self.queue.members)),
        }
