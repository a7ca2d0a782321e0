"""A telephone network with all its troubles, in virtual time, and people who do as they like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from notify.channel import Found, Outcome, Receipt, Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from notify.channel import Parcel

    # (seconds from now, what to do): how the network lets something happen later.
    Later = Callable[[float, Callable[[], None]], None]


@dataclass(frozen=True)
class Weather:
    """Shares of what goes wrong."""

    refused_connection: float = 0.02
    too_many: float = 0.02
    lost_before: float = 0.02
    lost_after: float = 0.04
    never: float = 0.01  # refused for good
    slow: float = 0.001  # the answer takes longer than a lease
    list_silent: float = 0.1
    callback_lost: float = 0.1
    callback_doubled: float = 0.1
    callback_late: float = 0.1


FINE = Weather(*[0.0] * 10)


class HandedOver(NamedTuple):
    """What the network took, and when; `is_known` where whoever sent it heard so."""

    at: datetime
    attempt: str
    channel: str
    address: str
    sid: str
    is_known: bool


@dataclass
class Network:
    """Takes texts and calls; `told` hears callbacks, `rings` and `reads` are the people."""

    dice: Random
    later: Later
    now: Callable[[], datetime]
    stall: Callable[[float], None]
    told: Callable[[str, dict[str, str], str], None]
    rings: Callable[[str, str], float]
    reads: Callable[[str, str, str], None]
    weather: Weather = field(default_factory=Weather)
    is_down: bool = False
    cut_off: set[str] = field(default_factory=set)  # telephones
    took: list[HandedOver] = field(default_factory=list)
    called_off: list[str] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    recent: dict[str, list[tuple[datetime, str, str, str]]] = field(default_factory=dict)
    unanswered: dict[str, Parcel] = field(default_factory=dict)  # calls, by our carrier's ids
    ended: dict[str, str] = field(default_factory=dict)  # calls that are over, and how
    numbers: Iterator[int] = field(default_factory=count)

    def sender(self, channel: str) -> _Sender:
        """Return the sender of a channel."""
        return _Sender(self, channel)

    def send(self, parcel: Parcel, channel: str) -> Receipt:
        """Take something over, or not, or nobody knows."""
        drawn = self.dice.random()
        weather = self.weather
        if self.is_down or parcel.address in self.cut_off:
            refused = drawn < 0.5
            self.doubted |= set() if refused else {parcel.attempt}
            return Receipt(Outcome.BUSY if refused else Outcome.DOUBTFUL)
        for share, receipt in (
            (weather.refused_connection, Receipt(Outcome.BUSY, again_after=timedelta(seconds=2))),
            (
                weather.too_many,
                Receipt(Outcome.BUSY, code="20429", again_after=timedelta(seconds=2)),
            ),
            (weather.lost_before, Receipt(Outcome.DOUBTFUL)),
            (weather.never, Receipt(Outcome.REFUSED, code="21211", why="no such number")),
        ):
            if drawn < share:
                self.doubted |= {parcel.attempt} if receipt.outcome is Outcome.DOUBTFUL else set()
                return receipt
            drawn -= share
        is_lost = drawn < weather.lost_after
        sid = self._take(parcel, channel, is_known=not is_lost)
        if self.dice.random() < weather.slow:
            self.doubted.add(parcel.attempt)
            self.stall(self.dice.uniform(5, 60))
        if is_lost:
            self.doubted.add(parcel.attempt)
            return Receipt(Outcome.DOUBTFUL)
        return Receipt(Outcome.ACCEPTED, sid=sid)

    def find(self, parcel: Parcel, channel: str, since: datetime) -> tuple[Found, ...]:
        """Return what the list has; now and then it can't be had."""
        is_gone = self.is_down or parcel.address in self.cut_off
        if is_gone or self.dice.random() < self.weather.list_silent:
            self.unlisted.add(parcel.attempt)
            raise Silent
        listed = self.recent.get(parcel.address, [])
        return tuple(
            Found(sid, "queued", at)
            for at, sid, by, words in reversed(listed)
            if at >= since and by == channel and (channel == "voice" or _same(parcel, words))
        )

    def call_off(self, sid: str) -> str:
        """End a call that nobody has answered; now and then it can't be had."""
        if self.is_down or self.dice.random() < self.weather.list_silent:
            return ""
        parcel = self.unanswered.pop(sid, None)
        if parcel is not None:
            self.called_off.append(parcel.attempt)
            self._end(parcel, sid, "canceled")
        return self.ended.get(sid, "in-progress")

    def how_far(self, sid: str) -> str:
        """Return how far a call is; now and then it can't be had."""
        if self.is_down or self.dice.random() < self.weather.list_silent:
            return ""
        return self.ended.get(sid, "in-progress")

    def forget(self) -> None:
        """Forget a burst; the ids go on, for carriers never give one twice."""
        for each in (self.took, self.doubted, self.unlisted, self.recent, self.called_off):
            each.clear()

    def _take(self, parcel: Parcel, channel: str, *, is_known: bool) -> str:
        sid = f"{channel[0].upper()}{next(self.numbers)}"
        self.took.append(
            HandedOver(self.now(), parcel.attempt, channel, parcel.address, sid, is_known)
        )
        self.recent.setdefault(parcel.address, []).append((self.now(), sid, channel, parcel.text))
        if channel == "voice":
            self.unanswered[sid] = parcel
            self.later(1.0, lambda: self._ring(parcel, sid))
        else:
            self.later(0.5, lambda: self._text(parcel, sid))
        return sid

    def _ring(self, parcel: Parcel, sid: str) -> None:
        if sid not in self.unanswered:
            return
        self._call_back(parcel, sid, "CallStatus", "ringing", 1)
        seconds = self.rings(parcel.attempt, parcel.address)
        if seconds < 0:
            self.later(22.0, lambda: self._rings_out(parcel, sid))
            return
        del self.unanswered[sid]
        self._call_back(parcel, sid, "CallStatus", "in-progress", 2)
        self.later(seconds, lambda: self._end(parcel, sid, "completed"))

    def _rings_out(self, parcel: Parcel, sid: str) -> None:
        if self.unanswered.pop(sid, None) is not None:
            self._end(parcel, sid, "no-answer")

    def _end(self, parcel: Parcel, sid: str, word: str) -> None:
        self.ended[sid] = word
        self._call_back(parcel, sid, "CallStatus", word, 3)

    def _text(self, parcel: Parcel, sid: str) -> None:
        self._call_back(parcel, sid, "MessageStatus", "sent", 0)
        self.later(1.5, lambda: self._call_back(parcel, sid, "MessageStatus", "delivered", 0))
        self.reads(parcel.attempt, parcel.address, parcel.text)

    def _call_back(self, parcel: Parcel, sid: str, name: str, word: str, number: int) -> None:
        told = {name: word, "CallSid": sid, "MessageSid": sid, "SequenceNumber": str(number)}
        if self.dice.random() < self.weather.callback_lost:
            return
        channel = "voice" if name == "CallStatus" else "sms"
        times = 2 if self.dice.random() < self.weather.callback_doubled else 1
        for _ in range(times):
            late = self.dice.random() < self.weather.callback_late
            seconds = self.dice.uniform(1, 40) if late else 0.2
            self.later(seconds, lambda: self.told(parcel.attempt, told, channel))


@dataclass(frozen=True)
class _Sender:
    network: Network
    name: str

    def send(self, parcel: Parcel) -> Receipt:
        return self.network.send(parcel, self.name)

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        return self.network.find(parcel, self.name, since)


def _same(parcel: Parcel, words: str) -> bool:
    return parcel.mark in words if parcel.mark else parcel.text == words
