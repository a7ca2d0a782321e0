"""Who comes into a conference and leaves it, when it begins and ends, and who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.asking import tell
from notify.carrier.calls.telling import rfc2822

if TYPE_CHECKING:
    from notify.carrier.network import Network
    from notify.carrier.places import Conference, Participant


def enter(network: Network, conference: Conference, participant: Participant) -> None:
    """Bring somebody in; it begins with two, one of whom may begin it."""
    conference.participants.append(participant)
    conference.updated = network.now
    _tell(network, conference, "participant-join", participant)
    if conference.status == "in-progress":
        _connect(conference, participant)
    elif len(conference.participants) > 1 and any(p.starts for p in conference.participants):
        conference.status = "in-progress"
        _tell(network, conference, "conference-start", participant)
        for each in conference.participants:
            _connect(conference, each)


def _connect(conference: Conference, participant: Participant) -> None:
    line = participant.call.line
    conference.room.join(line)
    if participant.muted:
        conference.room.muted.add(line)
    participant.moved.fire()


def leave(
    network: Network, conference: Conference, participant: Participant, why: str = "left"
) -> None:
    """Let somebody go; the conference ends with its last one, or with one whose exit ends it."""
    if participant not in conference.participants:
        return
    conference.participants.remove(participant)
    conference.updated = network.now
    conference.room.leave(participant.call.line)
    participant.is_out = True
    participant.moved.fire()
    _tell(network, conference, "participant-leave", participant)
    if participant.ends:
        reason = f"participant-with-end-conference-on-exit-{why}"
        end(network, conference, reason, participant)
    elif not conference.participants:
        end(network, conference, f"last-participant-{why}", participant)


def end(
    network: Network, conference: Conference, reason: str, by: Participant | None = None
) -> None:
    """End a conference; whoever is in it goes on with the next verb."""
    if conference.status == "completed":
        return
    conference.status, conference.reason = "completed", reason
    conference.ended_by = by.call.sid if by else None
    for each in list(conference.participants):
        conference.participants.remove(each)
        conference.room.leave(each.call.line)
        each.is_out = True
        each.moved.fire()
        _tell(network, conference, "participant-leave", each)
    _tell(network, conference, "conference-end", by)


def mute(
    network: Network, conference: Conference, participant: Participant, *, muted: bool
) -> None:
    """Let the others hear somebody no more, or again."""
    participant.muted = muted
    lines = conference.room.muted
    (lines.add if muted else lines.discard)(participant.call.line)
    _tell(network, conference, "participant-mute" if muted else "participant-unmute", participant)


def _tell(
    network: Network, conference: Conference, event: str, participant: Participant | None
) -> None:
    callback = conference.callback
    kind = event.partition("-")[2]  # join, leave, mute, start, end
    if callback is None or kind.removeprefix("un") not in callback.events:
        return
    told = {
        "AccountSid": conference.account.sid,
        "ConferenceSid": conference.sid,
        "FriendlyName": conference.name,
        "StatusCallbackEvent": event,
        "SequenceNumber": str(conference.sequence),
        "Timestamp": rfc2822(network.now),
    }
    conference.sequence += 1
    if participant is not None:
        told |= {
            "CallSid": participant.call.sid,
            "Muted": str(participant.muted).lower(),
            "Hold": str(participant.hold).lower(),
            "StartConferenceOnEnter": str(participant.starts).lower(),
            "EndConferenceOnExit": str(participant.ends).lower(),
        }
    if event == "conference-end" and conference.reason:
        told["ReasonConferenceEnded"] = conference.reason
    address = (callback.method, callback.url)
    tell(network, conference.account, address, told, conference.sid)
