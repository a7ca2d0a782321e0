"""What is done beside the timers: so much at a time, and what goes wrong is said."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor


class UnderWay:
    """What threads do of one kind, `most` at a time."""

    def __init__(self, most: int, say: Callable[[str], None]) -> None:
        self._most = most
        self._say = say
        self._some: set[Future[None]] = set()
        self._has_moved = False

    def room(self) -> int:
        """Return how much more may be begun."""
        going_on = {each for each in self._some if not each.done()}
        self._has_moved = self._has_moved or len(going_on) < len(self._some)
        self._some = going_on
        return max(0, self._most - len(self._some))

    def moves(self) -> bool:
        """Tell whether there is room, or any of it was done since that was asked the last time."""
        room, moved = self.room(), self._has_moved
        self._has_moved = False
        return room > 0 or moved

    def do(self, pool: ThreadPoolExecutor | None, act: Callable[[], object], what: str) -> None:
        """Do something that may take seconds; here and now without a pool."""
        if pool is None:
            act()
        else:
            self._some.add(pool.submit(self._safely, act, what))

    def wait(self, seconds: float) -> bool:
        """Wait so long until any of it is done; return False at once where there is none."""
        if self._some:
            wait(self._some, seconds, FIRST_COMPLETED)
        return bool(self._some)

    def _safely(self, act: Callable[[], object], what: str) -> None:
        """Say what went wrong; nothing is lost by it, for leases lapse and it is looked again."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - what is said nowhere is never mended
            self._say(f"{what}: {error!r}")
