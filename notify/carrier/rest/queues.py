"""Queues and who waits in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notify.carrier.calls.ends import Taken
from notify.carrier.calls.telling import rfc2822
from notify.carrier.records import Source
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.numbers import checked_url
from notify.carrier.rest.paging import listed

if TYPE_CHECKING:
    from notify.carrier.places import Member, Queue
    from notify.carrier.rest.asking import Asked


def post(asked: Asked) -> Shown:
    """Make a queue."""
    name = asked.get("FriendlyName")
    if asked.network.find_queue(asked.account, name) is not None:
        raise Refusal(400, 22003, f"there is a queue {name!r} already")
    queue = asked.network.queue(asked.account, name)
    queue.most = asked.number("MaxSize", queue.most)
    return Shown(201, _queue(asked, queue))


def get_all(asked: Asked) -> Shown:
    """List queues."""
    queues = asked.network.queues.values()
    found = (each for each in queues if each.account is asked.account and not each.is_deleted)
    return listed(asked, "queues", found, _queue)


def get(asked: Asked) -> Shown:
    """Show a queue."""
    return Shown(200, _queue(asked, _find(asked, "Sid")))


def change(asked: Asked) -> Shown:
    """Rename a queue, or let more or fewer in."""
    queue = _find(asked, "Sid")
    asked.network.rename(queue, asked.get("FriendlyName", queue.name))
    queue.most = asked.number("MaxSize", queue.most)
    return Shown(200, _queue(asked, queue))


def delete(asked: Asked) -> Shown:
    """Take an empty queue away."""
    queue = _find(asked, "Sid")
    if queue.members:
        raise Refusal(400, 22002, "somebody waits in the queue; let them out first")
    queue.is_deleted = True
    return Shown(204)


def members(asked: Asked) -> Shown:
    """List who waits; the first comes first."""
    found = _find(asked, "QueueSid").members[::-1]
    return listed(asked, "queue_members", found, _member)


def member(asked: Asked) -> Shown:
    """Show one who waits; `Front` is whoever has waited longest."""
    return Shown(200, _member(asked, _find_member(asked)))


def take_out(asked: Asked) -> Shown:
    """Take one who waits out of the queue, to another document."""
    found = _find_member(asked)
    body = _member(asked, found)
    _find(asked, "QueueSid").members.remove(found)
    found.call.interrupt(Taken(Source(checked_url(asked, "Url"), asked.get("Method", "POST"))))
    return Shown(200, body)


def _find(asked: Asked, name: str) -> Queue:
    queue = asked.network.queues.get(asked.ids[name])
    if queue is None or queue.account is not asked.account or queue.is_deleted:
        raise Refusal(404, 20404, f"there is no queue {asked.ids[name]}")
    return queue


def _find_member(asked: Asked) -> Member:
    sid = asked.ids["CallSid"]
    for each in _find(asked, "QueueSid").members:
        if sid in {each.call.sid, "Front"}:
            return each
    raise Refusal(404, 20404, f"{sid} doesn't wait in this queue")


def _queue(asked: Asked, queue: Queue) -> dict[str, Any]:
    uri = f"{asked.base}/Queues/{queue.sid}"
    return {
        "date_updated": rfc2822(queue.created),
        "current_size": len(queue.members),
        "friendly_name": queue.name,
        "uri": f"{uri}.json",
        "account_sid": queue.account.sid,
        "average_wait_time": queue.average_wait,
        "sid": queue.sid,
        "date_created": rfc2822(queue.created),
        "max_size": queue.most,
    }


def _member(asked: Asked, member: Member) -> dict[str, Any]:
    queue = _find(asked, "QueueSid")
    uri = f"{asked.base}/Queues/{queue.sid}/Members/{member.call.sid}.json"
    return {
        "call_sid": member.call.sid,
        "date_enqueued": rfc2822(member.since),
        "position": queue.members.index(member) + 1,
        "uri": uri,
        "wait_time": round(asked.network.now - member.since),
        "queue_sid": queue.sid,
    }
