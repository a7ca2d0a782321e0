"""Who is tried after whom, and how: a ladder of rungs, as it is frozen on an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from oncall.people import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class Channel(StrEnum):
    """A way to reach somebody."""

    VOICE = "voice"
    SMS = "sms"
    EMAIL = "email"
    PUSH = "push"
    WEBHOOK = "webhook"


class Whom(StrEnum):
    """What a target's name is the name of."""

    ROLE = "role"  # who has it when the rung fires
    PERSON = "person"
    TEAM = "team"  # everybody of it


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a rung is for, written like `role:primary`, `person:ada`, `team:night`."""

    whom: Whom
    name: str

    def __str__(self) -> str:
        return f"{self.whom}:{self.name}"


@dataclass(frozen=True, slots=True)
class Rung:
    """Who is tried `after` so long since the round began, by which channels at once."""

    after: timedelta
    targets: tuple[Target, ...]
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in order of time, climbed `rounds` times, `every` so often, then the last resort.

    After the last round the outside is told; then it goes on from the first rung, for an escalation
    never ends by itself (RELIABILITY, P4). The last resort is one more rung of every later round.
    """

    rungs: tuple[Rung, ...]
    rounds: int
    every: timedelta
    last_resort: Rung

    def rungs_of(self, round_: int) -> tuple[Rung, ...]:
        """Return what is climbed in a round, counted from 0."""
        return self.rungs if round_ < self.rounds - 1 else (*self.rungs, self.last_resort)


def as_json(ladder: Ladder) -> dict[str, Any]:
    """Return a ladder as it is kept with an incident; times in seconds."""
    return {
        "rungs": [_rung_json(rung) for rung in ladder.rungs],
        "rounds": ladder.rounds,
        "every": ladder.every.total_seconds(),
        "last_resort": _rung_json(ladder.last_resort),
    }


def from_json(kept: Mapping[str, Any]) -> Ladder:
    """Return a ladder that was kept."""
    return Ladder(
        tuple(map(_rung, kept["rungs"])),
        kept["rounds"],
        timedelta(seconds=kept["every"]),
        _rung(kept["last_resort"]),
    )


def target(written: str) -> Target:
    """Return a target as it is written; raises ValueError where it is none."""
    whom, sign, name = written.strip().partition(":")
    if not sign or not name:
        raise ValueError(written)
    found = Target(Whom(whom.strip()), name.strip())
    if found.whom is Whom.ROLE:
        Role(found.name)
    return found


def _rung_json(rung: Rung) -> dict[str, Any]:
    return {
        "after": rung.after.total_seconds(),
        "targets": [str(each) for each in rung.targets],
        "channels": [str(each) for each in rung.channels],
    }


def _rung(kept: Mapping[str, Any]) -> Rung:
    return Rung(
        timedelta(seconds=kept["after"]),
        tuple(map(target, kept["targets"])),
        tuple(map(Channel, kept["channels"])),
    )


LOUD: Final = (Channel.VOICE, Channel.SMS)


def _role(minutes: float, role: Role) -> Rung:
    return Rung(timedelta(minutes=minutes), (Target(Whom.ROLE, role),), LOUD)


# For a team that has none of its own. All three are tried well within the 15 minutes of DOMAIN,
# with time left for each to answer.
USUAL: Final = Ladder(
    rungs=(
        _role(0, Role.PRIMARY),
        _role(3, Role.PRIMARY),
        _role(5, Role.BACKUP),
        _role(8, Role.BACKUP),
        _role(10, Role.MANAGER),
    ),
    rounds=2,
    every=timedelta(minutes=13),
    last_resort=Rung(timedelta(minutes=12), (Target(Whom.ROLE, Role.MANAGER),), LOUD),
)
