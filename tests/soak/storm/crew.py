"""The workers: whoever is free takes a turn when something is said or due, and some die of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.errors import Unreachable
from tests.soak.storm.mortal import Killed
from tests.soak.storm.network import FINE
from tests.soak.storm.setting import WRONG
from web.worker.hand import Outside
from web.worker.pager import LOOK, Pager

if TYPE_CHECKING:
    from datetime import datetime

    from tests.soak.storm.storm import Storm

WORKERS: Final = 4
CALLS_A_SECOND: Final = 100
# A turn takes its time, and what has come to wait meanwhile is done at once in the next one.
TURN: Final = timedelta(seconds=1)
JUMPS: Final = 0.02  # share of turns before which a clock is set
NEXT: Final = """
select exists(select from pages where state = 'pending' and due_at <= :now) as waits,
  (select min(due_at) from incidents),
  (select min(due_at) from pages where state = 'pending' and due_at > :now),
  (select min(lease_until) from pages where lease_until is not null)
"""


@dataclass
class Watch:
    """The clock of a worker's machine: a little wrong, and set to another time now and then."""

    storm: Storm
    wrong: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Return what it shows."""
        return self.storm.clock.at + self.wrong

    def jump(self) -> None:
        """Be set, forwards or back."""
        if self.storm.dice.random() < JUMPS and self.storm.network.weather is not FINE:
            self.wrong = WRONG * self.storm.dice.uniform(-1, 1)
            self.storm.tally["clocks set"] += 1


class Crew:
    """Pagers of one firm, woken as `LISTEN` would wake them."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.watches = [Watch(storm) for _ in range(WORKERS)]
        self.workers = [self._hired(each) for each in self.watches]
        self.busy: set[int] = set()
        self.turn_at: datetime | None = None
        self.rested_at = storm.clock.at

    def poke(self, seconds: float = 0.02) -> None:
        """Wake a worker."""
        now = self.storm.clock.at
        at = max(now + timedelta(seconds=seconds), self.rested_at)
        if self.turn_at is None or at < self.turn_at or self.turn_at < now:
            self.turn_at = at
            self.storm.later((at - now).total_seconds(), lambda: self._turn(at))

    def _hired(self, watch: Watch) -> Pager:
        storm = self.storm
        senders = {name: storm.network.sender(name) for name in ("sms", "voice")}
        outside = Outside(
            *(senders, storm.seal.link, CALLS_A_SECOND),
            call_off=storm.network.call_off,
            how_far=storm.network.how_far,
        )
        return Pager(storm.database, watch, outside, say=lambda _: None)

    def _turn(self, at: datetime) -> None:
        """Let one of those who are free do what is due."""
        storm = self.storm
        if at != self.turn_at:
            return  # another was asked for meanwhile
        self.turn_at, self.rested_at = None, storm.clock.at + TURN
        free = [n for n in range(WORKERS) if n not in self.busy]
        if not free:
            self.poke(LOOK)
            return
        who = storm.dice.choice(free)
        self.busy.add(who)
        storm.tally["turns"] += 1
        try:
            self.watches[who].jump()
            storm.database.is_armed = storm.network.weather is not FINE
            self.workers[who].turn()
            storm.database.is_armed = False
            self._wait()
        except Killed:
            storm.tally["workers killed"] += 1
            self.workers[who] = self._hired(self.watches[who])
            self.poke(0.5)
        except Unreachable:
            self.poke(LOOK)
        finally:
            storm.database.is_armed = False
            self.busy.discard(who)

    def _wait(self) -> None:
        """Turn again when something is due, or may be sent as something else ended."""
        database, now = self.storm.database, self.storm.clock.at
        [found] = database.look(NEXT, now=now)
        due = [at for at in found[1:] if at is not None]
        if database.said or any(each._more_waits for each in self.workers):
            database.said = False
            self.poke(0.05)
        elif found.waits:
            self.poke(5 * LOOK)  # what is said wakes it before
        elif due:
            self.poke(max(0.01, (min(due) - now).total_seconds()))
