"""A worker: claims drafts, has them solved, keeps its lease, and says that it is there."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from oncall.drafts import Wanted
from oncall.errors import Unreachable
from oncall.searched import News
from oncall.services import draft_work, working
from oncall.store.listening import WORK, Ear
from web.patience import Patience, on_stderr
from web.worker.closing import LOST, written
from web.worker.line import Child, Errand, Reserve
from web.worker.pace import Due, Pace
from web.worker.ticks import TICKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from oncall.clock import Clock
    from oncall.drafts import Claimed
    from oncall.store.db import Database
    from web.worker.line import Said


class Worker:
    """Works on one draft after the other until it is told to `leave`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        pace: Pace | None = None,
        say: Callable[[str], None] = on_stderr,
        child: Callable[[], Child] = Child,
        *,
        urgent: bool = False,
    ) -> None:
        self.name = f"{socket.gethostname()} {os.getpid()} {token_hex(3)}"
        self._database = database
        self._clock = clock
        self._pace = pace or Pace()
        self._say = say
        self._reserve = Reserve(child)
        self._patience = Patience(say)
        self._lease = timedelta(seconds=self._pace.lease)
        self._presence, self._tick = Due(self._pace.presence), Due(self._pace.tick)
        self._leaving = False
        self._is_known = not urgent
        self._wanted = Wanted(urgent=urgent)
        # What is done each minute; whoever starts it may know of more.
        self.ticks: Sequence[Callable[[Database, datetime], object]] = TICKS

    def leave(self) -> None:
        """Claim nothing more, and give back what is being solved; may be called by a signal."""
        self._leaving = True

    def run(self) -> None:
        """Work until told to leave."""
        with Ear(self._database, WORK) as ear, self._reserve:
            while not self._leaving:
                try:
                    ear.listen()
                    if not self._next():
                        self._rest(ear)
                    self._patience.relax()
                except Unreachable as gone:
                    self._patience.bear(gone)
        self._once(working.leave, self.name)

    def run_once(self, only: int | None = None) -> None:
        """Work on what waits now, or on one draft alone; raises Unreachable where nothing waits.

        Who works on one draft alone is no worker for others to count on.
        """
        if only is not None:
            self._wanted, self._is_known = Wanted(only), False
        while not self._leaving and self._next():
            pass
        if self._is_known:
            self._once(working.leave, self.name)

    def _next(self) -> bool:
        """Work on a draft if one waits; tell whether one did."""
        self._be_there()
        now = self._clock.now()
        claimed = draft_work.claim(self._database, self.name, now, self._lease, self._wanted)
        if claimed is None:
            return False
        self._say(f"draft {claimed.draft.id} for {claimed.draft.team}: solving")
        with self._reserve.take() as child:
            child.begin(Errand(self._database.url, claimed))
            said = self._hear_out(claimed, child)
        if said is not None:
            self._close(claimed, said)
        return True

    def _hear_out(self, claimed: Claimed, child: Child) -> Said | None:
        """Return a child's last word; None if the draft is no longer ours."""
        while not self._leaving:
            said = child.hear(self._pace.beat)
            if said is not None and not isinstance(said, News):
                return said
            if not self._beat(claimed, said):
                self._say(f"draft {claimed.draft.id}: {LOST}")
                return None
        if self._once(draft_work.give_back, claimed):
            self._say(f"draft {claimed.draft.id}: given back, another worker may have it")
        return None

    def _beat(self, claimed: Claimed, news: News | None) -> bool:
        """Prolong the lease; where that can't be done now, the search goes on all the same."""
        try:
            self._be_there()
            now = self._clock.now()
            goes_on = draft_work.beat(self._database, claimed, news, now, self._lease)
        except Unreachable as gone:
            self._patience.bear(gone)
            return True
        self._patience.relax()
        return goes_on

    def _close(self, claimed: Claimed, said: Said) -> None:
        """Write what came out, however long it takes until the database is there to hear it."""
        while True:
            try:
                outcome = written(self._database, claimed, said, self._clock.now())
            except Unreachable as gone:
                if self._leaving:
                    return
                self._patience.bear(gone)
            else:
                self._patience.relax()
                self._say(f"draft {claimed.draft.id}: {outcome}")
                return

    def _rest(self, ear: Ear) -> None:
        """Wait until something is to be done, or for a while; look up to hear of signals."""
        self._reserve.fill()
        look = Due(self._pace.look)
        look.come()
        while not self._leaving and not look.come():
            if ear.wait(min(self._pace.look, 0.5)):
                return

    def _be_there(self) -> None:
        """Say that we are there, and do what is done each minute."""
        if not self._is_known:
            return
        if self._presence.come():
            working.beat(self._database, self.name, self._clock.now())
        if self._tick.come():
            for tick in self.ticks:
                tick(self._database, self._clock.now())

    def _once(self, act: Callable[..., Any], *args: Any) -> bool:
        """Do something that it is no harm not to do; tell whether it was done."""
        try:
            done = act(self._database, *args)
        except Unreachable as gone:
            self._say(str(gone))
            return False
        return done is not False
