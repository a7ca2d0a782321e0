"""The auditor: in another process than the pager's, it looks that nothing is forgotten."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex
from threading import Event, Thread
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from notify.channel import Outcome, Parcel
from oncall.errors import Unreachable
from oncall.incidents.auditing import counted
from oncall.incidents.notices import notice
from oncall.services.auditing import audit
from web.patience import Patience, on_stderr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from notify.channel import Sender
    from oncall.clock import Clock
    from oncall.incidents.auditing import Finding
    from oncall.incidents.reaching import Contact
    from oncall.store.db import Database

EVERY: Final = 30.0  # seconds
UTC: Final = ZoneInfo("UTC")
LASTS: Final = timedelta(hours=1)
# Seconds until it is said again. What a carrier may have is not repeated at once: an outside that
# gets it every half a minute turns its telephone off.
SAID_AGAIN: Final = 3600.0
PERHAPS_SAID: Final = 300.0


class Auditor:
    """Audits, and tells the outside by itself: whoever should send what it finds may be dead."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        senders: Mapping[str, Sender],
        outside: Sequence[Contact],
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self._database = database
        self._clock = clock
        self._senders = senders
        self._outside = outside
        self._say = say
        self._next: dict[str, float] = {}  # when a kind of finding may be told again

    def look(self) -> tuple[Finding, ...]:
        """Audit once; the outside is told of each kind of finding once an hour.

        Where a carrier would not take it, it is tried again at the next look; where nobody knows
        whether it has it, after five minutes.
        """
        now = self._clock.now()
        found = audit(self._database, now)
        for wrong in dict.fromkeys(each.wrong for each in found):
            if now.timestamp() >= self._next.get(wrong, 0.0):
                rest = self._tell([each for each in found if each.wrong is wrong])
                self._next[wrong] = now.timestamp() + rest
        return found

    def _tell(self, some: Sequence[Finding]) -> float:
        """Tell the outside; return in how many seconds it is to be told again."""
        first = min(some, key=lambda each: each.since)
        about = {"number": counted(first, len(some)), "start": first.since.isoformat()}
        said = [
            notice(first.wrong, first.team, about, language, UTC).text for language in ("de", "en")
        ]
        self._say(said[-1])
        words = "\n".join(said)
        outcomes = {
            self._senders[to.channel]
            .send(Parcel(token_hex(12), to.channel, to.address, words, "de", LASTS, said[0]))
            .outcome
            for to in self._outside
            if to.channel in self._senders
        }
        if not outcomes or Outcome.ACCEPTED in outcomes:
            return SAID_AGAIN
        return PERHAPS_SAID if Outcome.DOUBTFUL in outcomes else 0.0


@contextmanager
def audited(auditor: Auditor, every: float = EVERY) -> Iterator[None]:
    """Audit beside what is done meanwhile."""
    over = Event()
    thread = Thread(target=_run, args=(auditor, every, over), name="auditor", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def _run(auditor: Auditor, every: float, over: Event) -> None:
    patience = Patience()
    while not over.wait(every):
        try:
            auditor.look()
            patience.relax()
        except Unreachable as gone:
            patience.bear(gone)
        except Exception as error:  # noqa: BLE001 - an auditor that dies audits nothing
            on_stderr(f"the auditor could not look: {error!r}")
