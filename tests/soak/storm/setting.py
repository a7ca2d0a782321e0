"""How hard it is made: who answers or does not, where the carrier is gone, when it storms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from oncall.incidents.speech import Key

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random


@dataclass(frozen=True)
class Setting:
    """What the nights of a team are like.

    So many incidents `each` are reported in a burst, `spread` seconds apart in the middle;
    `unheard` and `mailbox` are shares of calls, `keys` what is drawn from, `replies` the share of
    texts that are answered; `outage` is the chance that nothing gets through to the team's
    telephones for ten minutes.
    """

    name: str
    each: int
    unheard: float
    mailbox: float
    keys: tuple[Key | None, ...]
    replies: float
    outage: float
    spread: float

    def teams(self, incidents: int) -> tuple[str, ...]:
        """Return the teams that so many incidents of a burst are for."""
        return tuple(f"{self.name}{n}" for n in range(ceil(incidents / self.each)))


USUAL: Final = Setting(
    name="usual",
    each=20,
    unheard=0.2,
    mailbox=0.1,
    keys=(*[Key.ACCEPT] * 8, Key.CALL_BACK, *[Key.DECLINE] * 2, None, None),
    replies=0.15,
    outage=0.02,
    spread=60,
)
# Few people for many incidents, most of them silent or unwilling: ladders go round and round.
HARSH: Final = Setting(
    name="harsh",
    each=10,
    unheard=0.5,
    mailbox=0.15,
    keys=(*[Key.ACCEPT] * 2, *[Key.DECLINE] * 5, None, None, None),
    replies=0.05,
    outage=0.1,
    spread=300,
)
SETTINGS: Final = {each.name: each for each in (USUAL, HARSH)}

BURST: Final = timedelta(minutes=45)  # 15 of them in bad weather
BAD: Final = timedelta(minutes=15)
WRONG: Final = timedelta(seconds=2)  # by which a clock may be; less than `SKEW` of a sender's hand
MOST: Final = 2000  # incidents of a burst: what is done for all of them at once is done once


def setting_of(name: str) -> Setting:
    """Return the setting of a team, or of one of its people."""
    return SETTINGS[name.partition("-")[0].rstrip("0123456789")]


def cut(size: int) -> list[int]:
    """Return bursts of about as many incidents as may be at once."""
    number = ceil(size / MOST)
    return [size // number + (n < size % number) for n in range(number)]


def moments(dice: Random, number: int, begins: datetime, days: int) -> list[datetime]:
    """Return when so many bursts begin, each three hours or more after the one before.

    One in three times one of them is over the end of summer time; one in four begins shortly
    before a handover.
    """
    change = (8 * 7) + 1
    slots = dice.sample([slot for slot in range(1, 8 * days) if slot != change], number)
    if dice.random() < 1 / 3:
        slots[0] = change
    return [begins + slot * timedelta(hours=3) - BAD for slot in sorted(slots)]
