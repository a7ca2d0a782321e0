"""Dialling a queue: connect with whoever has waited longest, or wait for somebody to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.line import Room
from notify.carrier.places import TakenOut
from notify.carrier.verbs.stage import words
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.places import Member, Queue
    from notify.carrier.records import Call
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired

WAITS = 30.0


def connect(stage: Stage, element: Element) -> Generator[Wait, Fired, tuple[str, Call | None, int]]:
    """Connect; return how it ended, with whom, and the seconds of the conversation."""
    noun = element[0]
    queue = stage.network.find_queue(stage.call.account, words(noun))
    if queue is None:
        return "failed", None, 0
    member = yield from _first(stage, queue, stage.number(element, "timeout", WAITS))
    if member is None:
        return "no-answer", None, 0
    room = Room()
    whisper = None
    if noun.get("url"):
        told = {
            "QueueSid": queue.sid,
            "QueueTime": round(stage.network.now - member.since),
            "DequeingCallSid": stage.call.sid,
        }
        whisper = stage.source(noun, "url", told)
    queue.members.remove(member)
    room.join(stage.call.line)
    member.taken = TakenOut(room, whisper)
    member.moved.fire()
    try:
        seconds = yield from _talk(stage, room, member.call)
    finally:
        room.leave(stage.call.line)
    return ("completed" if seconds is not None else "no-answer"), member.call, seconds or 0


def _first(stage: Stage, queue: Queue, timeout: float) -> Generator[Wait, Fired, Member | None]:
    end = stage.network.now + timeout
    while not queue.members and stage.network.now < end:
        yield Wait(end - stage.network.now, (queue.joined,))
    return queue.members[0] if queue.members else None


def _talk(stage: Stage, room: Room, other: Call) -> Generator[Wait, Fired, int | None]:
    """Wait for the other one to come and to go again; None if it never came."""
    while other.line not in room.lines:
        if other.is_over:
            return None
        yield Wait(None, (room.changed, other.over))
    began = stage.network.now
    while other.line in room.lines:
        yield Wait(None, (room.changed,))
    return round(stage.network.now - began)
