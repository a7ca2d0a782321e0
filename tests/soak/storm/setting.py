"""How hard it is made: few teams or many, who answers or does not, rare outages or many."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Final

from oncall.incidents.speech import Key

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Setting:
    """What a burst is like.

    `at_once` incidents are reported for so many teams, `spread` seconds apart in the middle;
    `unheard` and `mailbox` are shares of calls, `keys` what is drawn from, `replies` the share of
    texts that are answered; `outage` is the chance that the carrier is gone for a while, and the
    database.
    """

    at_once: int
    teams: int
    unheard: float
    mailbox: float
    keys: tuple[Key | None, ...]
    replies: float
    outage: float
    spread: float


USUAL: Final = Setting(
    at_once=100,
    teams=5,
    unheard=0.2,
    mailbox=0.1,
    keys=(*[Key.ACCEPT] * 8, Key.CALL_BACK, *[Key.DECLINE] * 2, None, None),
    replies=0.15,
    outage=0.15,
    spread=60,
)
# Few people for many incidents, most of them silent or unwilling: ladders go round and round.
HARSH: Final = Setting(
    at_once=10,
    teams=1,
    unheard=0.5,
    mailbox=0.15,
    keys=(*[Key.ACCEPT] * 2, *[Key.DECLINE] * 5, None, None, None),
    replies=0.05,
    outage=0.7,
    spread=300,
)


def cut(seed: int, size: int) -> Iterator[tuple[Setting, int]]:
    """Yield bursts of so many incidents in all: every other one is harsh."""
    some = cycle((HARSH, USUAL) if seed % 2 else (USUAL, HARSH))
    while size > 0:
        setting = next(some)
        yield setting, min(setting.at_once, size)
        size -= setting.at_once
