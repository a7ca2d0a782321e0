"""What the carrier keeps of calls, texts and recordings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notify.carrier.line import Line
from notify.carrier.waiting import Signal

if TYPE_CHECKING:
    from decimal import Decimal

    from notify.carrier.config import Account
    from notify.carrier.timeline import Process

MOST_TURNS = 50  # documents that take no time
FINAL_CALL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where TwiML comes from: an address, or the text itself."""

    url: str = ""
    method: str = "POST"
    twiml: str = ""
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Callback:
    """Who is told of which events; none given means the end alone."""

    url: str
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(slots=True)
class Turns:
    """How many documents a call was sent to at one instant."""

    at: float = 0.0
    count: int = 0

    def are_endless(self, now: float) -> bool:
        """Count one more; tell whether they lead round in a circle."""
        self.count = self.count + 1 if self.at == now else 1
        self.at = now
        return self.count > MOST_TURNS


@dataclass(slots=True, eq=False)
class Call:
    """A leg: between the carrier and one telephone. Times are seconds since 1970."""

    sid: str
    account: Account
    to: str
    from_: str
    direction: str  # inbound, outbound-api, outbound-dial
    created: float
    parent: Call | None = None
    status: str = "queued"
    started: float | None = None
    answered: float | None = None
    ended: float | None = None
    updated: float = 0.0
    timeout: float = 60.0
    time_limit: float = 14_400.0
    source: Source | None = None
    fallback: Source | None = None
    callback: Callback | None = None
    sequence: int = 0
    sip: int = 200
    price: Decimal | None = None
    queue_time: float = 0.0
    send_digits: str = ""
    is_deleted: bool = False
    turns: Turns = field(default_factory=Turns)
    over: Signal = field(default_factory=Signal)
    _line: Line | None = None
    process: Process | None = None

    @property
    def line(self) -> Line:
        """Return its line; every call has one from its first ring or dial tone on."""
        if self._line is None:
            self._line = Line(self, None)
        return self._line

    @line.setter
    def line(self, line: Line) -> None:
        self._line = line

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more happens to it."""
        return self.status in FINAL_CALL

    def interrupt(self, error: BaseException) -> None:
        """Throw something at its process, wherever that waits."""
        if self.process is not None and not self.process.is_over:
            self.process.throw(error)


@dataclass(slots=True, eq=False)
class Message:
    """A text, in or out."""

    sid: str
    account: Account
    to: str
    from_: str
    body: str
    direction: str
    created: float
    status: str = "queued"
    sent: float | None = None
    updated: float = 0.0
    parts: int = 1
    price: Decimal | None = None
    error: int | None = None
    validity: float = 36_000.0
    callback: Callback | None = None
    is_deleted: bool = False


@dataclass(slots=True, eq=False)
class Recording:
    """What somebody said after the beep; `words` is what a person would hear in it."""

    sid: str
    call: Call
    started: float
    duration: int
    words: str
