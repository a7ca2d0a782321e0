"""A firm whose teams are on call for two weeks over the end of summer time, and its swaps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oncall.assignments import Assignment
from oncall.localtime import Span
from oncall.people import Role
from oncall.published import next_minute
from oncall.services.gathering import facts_in
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import rotas
from tests.oncall.services.firms import stored

if TYPE_CHECKING:
    from random import Random

    from tests.soak.storm.mortal import Mortal

# The night of 25 October 2026 has 25 hours in Berlin.
BEGINS = datetime(2026, 10, 17, 22, tzinfo=UTC)
DAYS = 14
TURN = timedelta(hours=12)
ROLES = {Role.PRIMARY: 3, Role.BACKUP: 2, Role.MANAGER: 1}


def people_of(team: str, role: Role) -> tuple[str, ...]:
    """Return who takes turns in a role."""
    return tuple(f"{team}-{role}-{n}" for n in range(ROLES[role]))


@dataclass
class Firm:
    """What is known of who is on call, kept apart from the product's own tables."""

    database: Mortal
    teams: list[str]
    duties: dict[str, list[Assignment]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = tuple(who for team in self.teams for who in self.of_team(team))
        # A thousand numbers that are nobody's: (0)40 66969 000 to 999.
        self.phones = {who: f"+494066969{n:03}" for n, who in enumerate(self.people)}
        self.names = {phone: who for who, phone in self.phones.items()}

    def found(self) -> None:
        """Set the firm up, and publish its rotas; now and then nobody is backup."""
        rows = [
            f"{who},{who.title()},{who.split('-')[0]},hamburg,,{phone},x,de"
            for who, phone in self.phones.items()
        ]
        bookings = [
            f"B-{team},Alster {team},{team},2026-09-01,2026-10-18,2026-11-02,always,none,1,1"
            for team in self.teams
        ]
        stored(
            self.database,
            sites="id,timezone,country,subdivision,bridge_days\nhamburg,Europe/Berlin,DE,HH,yes\n",
            teams="id,site\n" + "".join(f"{team},hamburg\n" for team in self.teams),
            people="id,name,team,site,email,phone,skills,languages\n" + "\n".join(rows) + "\n",
            bookings="id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
            + "\n".join(bookings)
            + "\n",
        )
        for team in self.teams:
            mine = [duty for turn in range(2 * DAYS) for duty in _turn(team, turn)]
            self._publish(team, Span(BEGINS, BEGINS + DAYS * 2 * TURN), mine, BEGINS - TURN)
            self.duties[team] = mine

    def of_team(self, team: str) -> list[str]:
        """Return the people of a team."""
        return [who for role in ROLES for who in people_of(team, role)]

    def on_call(self, team: str, role: str, at: datetime) -> set[str]:
        """Return who is on call, by a plain reading of what was published and swapped."""
        return {d.person for d in self.duties[team] if d.role == role and _runs(d, at)}

    def swap(self, dice: Random, now: datetime) -> None:
        """Let a colleague take what is left of a duty that runs."""
        team = dice.choice(self.teams)
        since = next_minute(now)
        running = [d for d in self.duties[team] if _runs(d, since)]
        if not running or self.database.is_gone:
            return
        duty = dice.choice(running)
        takers = set(people_of(team, duty.role)) - {d.person for d in running}
        if not takers:
            return
        left = replace(
            duty, person=dice.choice(sorted(takers)), span=Span(since, duty.span.end), duty=0
        )
        own = [d for d in self.duties[team] if d != duty]
        head = [replace(duty, span=Span(duty.span.start, since))] if duty.span.start < since else []
        busy = any(d.person == left.person and d.span.overlaps(left.span) for d in own)
        if busy:
            return
        others = [d for d in own if d.span.overlaps(left.span)]
        inside = [replace(d, span=d.span.clip(left.span)) for d in others] + [left]
        self._publish(team, left.span, inside, now)
        self.duties[team] = [*own, *head, left]

    def _publish(self, team: str, span: Span, rows: list[Assignment], now: datetime) -> None:
        with self.database.begin() as tx:
            proposed = Proposed(team, "draft", span, tuple(rows), rotas.version(tx, team))
            make_version(tx, facts_in(self.database, tx), proposed, Act("storm", now, "swap"))


def _turn(team: str, turn: int) -> list[Assignment]:
    start = BEGINS + turn * TURN
    found = []
    for role in ROLES:
        who = people_of(team, role)
        if role is Role.BACKUP and turn % 7 == 3:
            continue  # a rung with nobody on call
        found.append(
            Assignment(Span(start, start + TURN), role, who[turn % len(who)], (f"B-{team}",))
        )
    return found


def _runs(duty: Assignment, at: datetime) -> bool:
    return duty.span.start <= at < duty.span.end
