"""Where calls meet: queues, and conferences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notify.carrier.line import Room
from notify.carrier.waiting import Signal

if TYPE_CHECKING:
    from notify.carrier.config import Account
    from notify.carrier.records import Call, Callback, Source


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Where a call goes that was taken out of its queue, and what it hears before."""

    room: Room
    whisper: Source | None = None


@dataclass(slots=True, eq=False)
class Member:
    """A call that waits in a queue."""

    call: Call
    since: float
    taken: TakenOut | None = None
    moved: Signal = field(default_factory=Signal)


@dataclass(slots=True, eq=False)
class Queue:
    """Calls that wait, first come first served."""

    sid: str
    account: Account
    name: str
    created: float
    most: int = 100
    members: list[Member] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    joined: Signal = field(default_factory=Signal)
    is_deleted: bool = False

    @property
    def average_wait(self) -> int:
        """Return the mean of the waits so far, in seconds."""
        return round(sum(self.waits) / len(self.waits)) if self.waits else 0


@dataclass(slots=True, eq=False)
class Participant:
    """A call in a conference, with what was agreed when it came in."""

    call: Call
    since: float
    starts: bool = True
    ends: bool = False
    muted: bool = False
    hold: bool = False
    label: str | None = None
    is_out: bool = False
    moved: Signal = field(default_factory=Signal)


@dataclass(slots=True, eq=False)
class Conference:
    """A room that several calls meet in."""

    sid: str
    account: Account
    name: str
    created: float
    status: str = "init"
    updated: float = 0.0
    participants: list[Participant] = field(default_factory=list)
    room: Room = field(default_factory=Room)
    callback: Callback | None = None
    sequence: int = 0
    reason: str | None = None
    ended_by: str | None = None
