"""Bursts of incidents in bad weather: production code, virtual time, workers that die."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from oncall.clock import WoundClock
from oncall.errors import Unreachable
from oncall.incidents import callbacks
from oncall.incidents.report import Report
from oncall.incidents.seal import Seal
from oncall.services import intake, receipts
from tests.soak.storm.checks import Checks
from tests.soak.storm.firm import BEGINS, DAYS, TEAMS, Firm
from tests.soak.storm.mortal import Killed, Mortal
from tests.soak.storm.network import FINE, Network, Weather
from tests.soak.storm.setting import HARSH, cut
from tests.soak.storm.staff import Staff
from web.worker.hand import Outside
from web.worker.pager import Pager

if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS = 3
CHANCE = 0.0005  # of dying, before each statement
BURST = timedelta(minutes=45)  # 15 of them in bad weather
BAD = timedelta(minutes=15)
LOOK = 1.0
NEXT = """
select exists(select from pages where state = 'pending' and due_at <= :now) as waits,
  (select min(due_at) from incidents),
  (select min(due_at) from pages where state = 'pending' and due_at > :now),
  (select min(lease_until) from pages where lease_until is not null)
"""


@dataclass
class Storm:
    """A shard: one database, one seed, so many incidents."""

    url: str
    seed: int
    size: int
    tally: Counter[str] = field(default_factory=Counter)
    waited: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = _dice(self.seed)
        self.setting = HARSH
        self.clock = WoundClock(BEGINS + timedelta(hours=6))
        self.database = Mortal(self.url, _dice(self.seed + 1), CHANCE)
        self.firm = Firm(self.database)
        self.seal = Seal(b"storm", "https://oncall.example")
        self.staff = Staff(self)
        self.network = Network(
            _dice(self.seed + 2),
            self.later,
            self.clock.now,
            self.pass_time,
            self.told,
            self.staff.rings,
            self.staff.reads,
        )
        self.heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self.order = count()
        self.numbers: dict[str, str] = {}  # of acknowledged intakes
        self.workers = [self.hired() for _ in range(WORKERS)]
        self.busy: set[int] = set()
        self.turn_at: datetime | None = None
        self.checks = Checks(self)

    def run(self) -> None:
        """Let all incidents happen, a burst at a time, and check each burst after it."""
        self.firm.found()
        bursts = list(cut(self.seed, self.size))
        room = (timedelta(days=DAYS - 1) - BURST * len(bursts)) / len(bursts)
        for number, (self.setting, size) in enumerate(bursts):
            self.burst(number, size)
            self.pass_time(room.total_seconds())
        self.database.close()

    def burst(self, number: int, size: int) -> None:
        """Let one burst happen: bad weather, then fine, then all is checked and resolved."""
        self.network.weather = Weather()
        for n in range(size):
            # At full seconds, so that many timers run out at once.
            after = float(int(self.dice.expovariate(1 / self.setting.spread)))
            self.later(after, lambda n=n: self.report(f"{number}/{n}"))
        if self.dice.random() < self.setting.outage:
            self.later(self.dice.uniform(0, 120), lambda: self.carrier(down=True))
            self.later(720, lambda: self.carrier(down=False))
        if self.dice.random() < self.setting.outage:
            self.later(self.dice.uniform(0, 300), lambda: self.base(gone=True))
            self.later(330, lambda: self.base(gone=False))
        for _ in range(self.dice.randrange(4)):
            self.later(self.dice.uniform(0, 900), lambda: self.firm.swap(self.dice, self.clock.at))
        self.pass_time(BAD.total_seconds())
        self.network.weather = FINE
        self.network.is_down = self.database.is_gone = False
        self.pass_time((BURST - BAD).total_seconds())
        self.checks.look()
        self.staff.finish_all()
        self.network.took.clear()
        self.network.recent.clear()

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Let something happen later."""
        at = self.clock.at + timedelta(seconds=seconds)
        heapq.heappush(self.heap, (at, next(self.order), act))

    def pass_time(self, seconds: float) -> None:
        """Let time pass, with all that happens in it; also while somebody stands still."""
        end = self.clock.at + timedelta(seconds=seconds)
        while self.heap and self.heap[0][0] <= end:
            at, _, act = heapq.heappop(self.heap)
            self.clock.at = max(self.clock.at, at)
            act()
        self.clock.at = max(self.clock.at, end)

    def web(self, act: Callable[[], Any]) -> Any:
        """Do what a request does; raises Unreachable also where the process died of it."""
        was = self.database.is_armed
        self.database.is_armed = True
        try:
            return act()
        except Killed:
            self.tally["web killed"] += 1
            raise Unreachable("killed") from None
        finally:
            self.database.is_armed = was
            if self.database.said:
                self.database.said = False
                self.poke()

    def report(self, key: str, tries: int = 0) -> None:
        """Report a fault; whoever hears no number reports it again."""
        team = TEAMS[int(key.partition("/")[2]) % self.setting.teams]
        made = Report(
            team,
            f"Fehler {key}",
            "Weber",
            customer=f"Alster {team}",
            key=key,
            bookings=(f"B-{team}",),
        )
        self.checks.reported.setdefault(key, self.clock.at)
        try:
            taken = self.web(
                lambda: intake.take(self.database, made, by="storm", now=self.clock.at)
            )
        except Unreachable:
            if tries < 100:
                self.later(5, lambda: self.report(key, tries + 1))
            return
        self.numbers[key] = taken.number
        self.checks.acknowledged.setdefault(key, self.clock.at)

    def told(self, attempt: str, told: dict[str, str], channel: str) -> None:
        """Hear a callback; one that can't be written is not repeated."""
        of = callbacks.of_call if channel == "voice" else callbacks.of_text
        news = of(attempt, told)
        if news is None:
            return
        before = self.checks.ranks(attempt)
        try:
            self.web(lambda: receipts.hear(self.database, news, self.clock.at))
        except Unreachable:
            return
        self.checks.never_back(before, attempt)

    def carrier(self, *, down: bool) -> None:
        """Be down, or back."""
        self.network.is_down = down
        self.checks.troubled = True

    def base(self, *, gone: bool) -> None:
        """Be gone, or back."""
        self.database.is_gone = gone
        self.checks.troubled = True
        self.poke()

    def hired(self) -> Pager:
        """Return a new worker."""
        senders = {name: self.network.sender(name) for name in ("sms", "voice")}
        outside = Outside(senders, self.seal.link, calls_a_second=20)
        return Pager(self.database, self.clock, outside, say=lambda _: None)

    def poke(self, seconds: float = 0.02) -> None:
        """Wake a worker."""
        at = self.clock.at + timedelta(seconds=seconds)
        if self.turn_at is None or at < self.turn_at or self.turn_at < self.clock.at:
            self.turn_at = at
            self.later(seconds, lambda: self.turn(at))

    def turn(self, at: datetime) -> None:
        """Let one of those who are free do what is due."""
        if at != self.turn_at:
            return  # another was asked for meanwhile
        self.turn_at = None
        free = [n for n in range(WORKERS) if n not in self.busy]
        if not free:
            self.poke(LOOK)
            return
        who = self.dice.choice(free)
        self.busy.add(who)
        self.tally["turns"] += 1
        try:
            self.database.is_armed = self.network.weather is not FINE
            self.workers[who].turn()
            self.database.is_armed = False
            self._wait()
        except Killed:
            self.tally["workers killed"] += 1
            self.workers[who] = self.hired()
            self.poke(0.5)
        except Unreachable:
            self.poke(LOOK)
        finally:
            self.database.is_armed = False
            self.busy.discard(who)

    def _wait(self) -> None:
        """Turn again when something is due, or may be sent as something else ended."""
        now = self.clock.at
        [found] = self.database.look(NEXT, now=now)
        due = [at for at in found[1:] if at is not None]
        if self.database.said or any(each._more_waits for each in self.workers):
            self.database.said = False
            self.poke(0.05)
        elif found.waits:
            self.poke(5 * LOOK)  # what is said wakes it before
        elif due:
            self.poke(max(0.01, (min(due) - now).total_seconds()))


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - to draw the same again, no secret
