"""A pager as a process: `python -m tests.soak.pager_process HOME CARRIER`; begins when told to."""

from __future__ import annotations

import sys
from pathlib import Path

from oncall.clock import SystemClock
from oncall.store.db import Database
from web.carriers import Carriers
from web.settings import Settings
from web.worker.pager import SENDERS, Pager
from web.worker.senders import outside

SID, TOKEN, NUMBER = "AC" + 32 * "e", "an invented token", "+493023125000"
HOOKS = "http://127.0.0.1:9"  # nobody hears what is called back


def settings(home: Path, carrier: str) -> Settings:
    """Return the settings of a pager of this place."""
    carriers = Carriers(
        sid=SID, token=TOKEN, number=NUMBER, base=carrier, hooks=HOOKS, calls_a_second=100
    )
    return Settings(home, None, None, "https://oncall.example", None, "soak", carriers)


if __name__ == "__main__":
    home, url, carrier = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    clock = SystemClock()
    way = outside(settings(home, carrier), b"soak" * 8, clock)
    pager = Pager(Database(url, most_connections=SENDERS + 2), clock, way)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    pager.run()
