"""Once a day what is too old is forgotten, here and at the carrier: beside what must not wait."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Final, Protocol

from notify.channel import Silent
from oncall.errors import Unreachable
from oncall.services import forgetting
from oncall.services.gathering import facts
from web.patience import on_stderr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.clock import Clock
    from oncall.store.db import Database

EVERY: Final = 86_400.0  # seconds
AGAIN: Final = 600.0  # where there was no database
MOST: Final = 200  # of each of the carrier's lists at a time


class Carrier(Protocol):
    """What keeps copies of ours."""

    def delete(self, sid: str) -> bool:
        """Delete a recording; tell whether it is gone."""

    def forget(self, number: str, before: datetime, most: int) -> int:
        """Delete calls and texts of a number; raises Silent."""


class Forgetter:
    """Forgets at once when it begins and every day after; to do it twice is no harm."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        carrier: Carrier | None,
        number: str,
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self._database = database
        self._clock = clock
        self._carrier = carrier
        self._number = number
        self._say = say
        self._leaving = Event()

    def leave(self) -> None:
        """Forget no more; may be called by a signal."""
        self._leaving.set()

    def run(self) -> None:
        """Forget until told to leave; trouble is said, and it is tried again."""
        while not self._leaving.is_set():
            rest = EVERY
            try:
                self.look()
            except Unreachable:
                rest = AGAIN  # others have said so
            except Exception as error:  # noqa: BLE001 - nobody is paged less for it
                self._say(f"old numbers and recordings are still there: {error!r}")
            self._leaving.wait(rest)

    def look(self) -> None:
        """Forget all that is too old."""
        now = self._clock.now()
        while forgetting.forget_numbers(self._database, now):
            pass
        if self._carrier is not None:
            self._at_the_carrier(self._carrier, now)

    def _at_the_carrier(self, carrier: Carrier, now: datetime) -> None:
        while forgetting.forget_recordings(self._database, carrier.delete, now):
            pass
        before = now - forgetting.NUMBERS
        try:
            for number in dict.fromkeys((self._number, *facts(self._database).hotlines)):
                while carrier.forget(number, before, MOST) and not self._leaving.is_set():
                    pass
        except Silent as silent:
            self._say(f"the carrier keeps calls of more than 90 days ({silent}); again tomorrow")
