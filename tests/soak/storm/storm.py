"""Bursts of incidents in bad weather: production code, virtual time, workers that die."""

from __future__ import annotations

import heapq
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from oncall.clock import WoundClock
from oncall.errors import Unreachable
from oncall.incidents import callbacks
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.incidents.seal import Seal
from oncall.services import describing, intake, receipts
from tests.soak.storm.checks import Checks
from tests.soak.storm.crew import Crew
from tests.soak.storm.firm import BEGINS, DAYS, Firm
from tests.soak.storm.mortal import Killed, Mortal
from tests.soak.storm.network import FINE, Network, Weather
from tests.soak.storm.setting import BAD, BURST, HARSH, USUAL, cut, moments, setting_of
from tests.soak.storm.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.embedded.server import Addresses

CHANCE = 0.001  # of dying, before each statement
HARSH_SHARE = 0.1  # of incidents
OUTAGE = 0.5  # chance that the carrier is gone for a while, and the database
DESCRIBED = 0.1  # share of incidents
SWAPS = 30  # incidents for each
LAST = 2 * BAD.total_seconds()


@dataclass
class Storm:
    """A shard: one database, one seed, so many incidents, a share of them harsh."""

    urls: Addresses
    seed: int
    size: int
    harsh: float = HARSH_SHARE
    tally: Counter[str] = field(default_factory=Counter)
    waited: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = _dice(self.seed, "people")
        self.clock = WoundClock(BEGINS)
        self.database = Mortal(self.urls, _dice(self.seed, "deaths"), CHANCE)
        self.bursts = cut(self.size)
        self.firm = Firm(self.database, sorted(set(self._teams(self.bursts[0]))))
        self.seal = Seal(b"storm", "https://oncall.example")
        self.staff = Staff(self)
        self.network = Network(
            _dice(self.seed, "network"),
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
        self.crew = Crew(self)
        self.checks = Checks(self)

    def run(self) -> None:
        """Let all incidents happen, a burst at a time, and check each burst after it."""
        self.firm.found()
        begins = moments(self.dice, len(self.bursts), BEGINS, DAYS - 1)
        for number, (at, size) in enumerate(zip(begins, self.bursts, strict=True)):
            self.pass_time((at - self.clock.at).total_seconds())
            self.burst(number, size)
        self.database.close()

    def burst(self, number: int, size: int) -> None:
        """Let one burst happen: bad weather, then fine, then all is checked and forgotten."""
        self.network.weather = Weather()
        for n, team in enumerate(self._teams(size)):
            # At full seconds, so that many timers run out at once.
            after = float(int(self.dice.expovariate(1 / setting_of(team).spread)))
            after = min(after, LAST)  # or it would be reported when all has been looked at
            self.later(after, lambda n=n, team=team: self.report(team, f"{number}/{n}"))
        self._outages()
        for _ in range(self.dice.randrange(2 + 2 * size // SWAPS)):
            self.later(self.dice.uniform(0, 900), lambda: self.firm.swap(self.dice, self.clock.at))
        self.pass_time(BAD.total_seconds())
        self.network.weather = FINE
        self.network.is_down = self.database.is_gone = False
        self.network.cut_off.clear()
        self.pass_time((BURST - BAD).total_seconds())
        self.checks.look()
        self.database.tidy_up()
        self.network.forget()

    def _teams(self, size: int) -> list[str]:
        """Return the team that each incident of a burst is for."""
        found = []
        for setting, some in (
            (HARSH, round(self.harsh * size)),
            (USUAL, size - round(self.harsh * size)),
        ):
            teams = setting.teams(some)
            found += [teams[n % len(teams)] for n in range(some)]
        return found

    def _outages(self) -> None:
        """Let the carrier be gone for up to a minute, the database too, some telephones for ten."""
        for outage in (self.carrier, self.base):
            if self.dice.random() < OUTAGE:
                begins, lasts = self.dice.uniform(0, 600), self.dice.uniform(10, 60)
                self.later(begins, lambda outage=outage: outage(gone=True))
                self.later(begins + lasts, lambda outage=outage: outage(gone=False))
        for team in self.firm.teams:
            if self.dice.random() < setting_of(team).outage:
                phones = {self.firm.phones[who] for who in self.firm.of_team(team)}
                begins = self.dice.uniform(0, 120)
                self.checks.troubled.add(team)
                self.later(begins, lambda phones=phones: self.network.cut_off.update(phones))
                self.later(
                    begins + 600,
                    lambda phones=phones: self.network.cut_off.difference_update(phones),
                )

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
                self.crew.poke()

    def report(self, team: str, key: str, tries: int = 0) -> None:
        """Report a fault; whoever hears no number reports it again."""
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
                self.later(5, lambda: self.report(team, key, tries + 1))
            return
        self.numbers[key] = taken.number
        if self.dice.random() < DESCRIBED:
            more = replace(made, description=f"Fehler {key} in Saal 2")
            after = self.dice.uniform(1, 40)
            self.later(after, lambda: self.describe(taken.kept.incident.id, more))
        self.checks.acknowledged.setdefault(key, self.clock.at)

    def describe(self, incident: int, more: Report) -> None:
        """Tell more of an incident, as a caller does who had no time before."""
        who = Act("helpdesk", "page", self.clock.at)
        with suppress(Unreachable):
            self.web(lambda: describing.describe(self.database, incident, who, more))

    def told(self, attempt: str, told: dict[str, str], channel: str) -> None:
        """Hear a callback; one that can't be written is not repeated."""
        of = callbacks.of_call if channel == "voice" else callbacks.of_text
        news = of(attempt, told)
        if news is None:
            return
        with suppress(Unreachable):
            self.web(lambda: receipts.hear(self.database, news, self.clock.at))

    def carrier(self, *, gone: bool) -> None:
        """Be gone, or back."""
        self.network.is_down = gone
        self.checks.troubled.update(self.firm.teams)

    def base(self, *, gone: bool) -> None:
        """Be gone, or back."""
        self.database.is_gone = gone
        self.checks.troubled.update(self.firm.teams)
        self.crew.poke()


def _dice(seed: int, of: str) -> Random:
    return Random(f"{seed} {of}")  # noqa: S311 - to draw the same again, no secret
